"""The files of lines, as everybody sees them."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.template.defaultfilters import filesizeformat
from django.urls import reverse

from denyut.chat.models import Line, Upload
from denyut.lib.prepared import Prepared, fields_of, made

_uploads = Prepared(lambda lines: Upload.objects.filter(line__in=lines).values_list(*fields_of(Upload)))


@dataclass(frozen=True, slots=True)
class FileRow:
    """One file: its address, that of its small picture, its size in words, and of a picture width and height as it is shown."""

    id: int
    kind: str
    name: str
    url: str
    preview: str
    size: str
    width: int | None
    height: int | None
    seconds: str


def files_of(lines: Sequence[Line]) -> dict[int, list[FileRow]]:
    """By line: its files. One query."""
    found: dict[int, list[FileRow]] = defaultdict(list)
    for row in _uploads([line.pk for line in lines if line.recalled_at is None]):
        upload = made(Upload, row)
        if upload.line_id is not None:
            found[upload.line_id].append(file_row(upload))
    return found


def file_row(upload: Upload) -> FileRow:
    """One file as it is shown."""
    url = reverse("chat:file", args=[upload.pk])
    scale = min(1.0, 360 / (upload.width or 360), 300 / (upload.height or 300))
    length = f"{upload.seconds // 60}:{upload.seconds % 60:02}" if upload.seconds else ""
    return FileRow(
        id=upload.pk,
        kind=upload.kind,
        name=upload.name,
        url=url,
        preview=f"{url}preview/" if upload.preview else "",
        size=filesizeformat(upload.size),
        width=round(upload.width * scale) if upload.width else None,
        height=round(upload.height * scale) if upload.height else None,
        seconds=length,
    )
