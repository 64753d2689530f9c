"""Keeping files: what comes in is looked at, named anew and stored, outside of any transaction; the deed then writes its row."""

import hashlib
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import IO
from uuid import uuid4

from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage
from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

from denyut.chat.models import Upload
from denyut.chat.sniffing import HEAD, keeps_promise, kind_of, runs
from denyut.lib.bidi import without_overrides
from denyut.spine.access import Invalid

FOLDER = "chat"
LARGEST = 50_000_000
PIXELS = 50_000_000
PREVIEW = 720
PIECE = 65_536
LONGEST_NAME = 120
PREVIEWED = {"PNG", "JPEG", "GIF", "WEBP"}


@dataclass(frozen=True, slots=True)
class Kept:
    """A file in the storage that belongs to no room yet. `width` and `height` are those of a picture, in pixels."""

    name: str
    kind: str
    media_type: str
    size: int
    digest: str
    stored: str
    preview: str = ""
    width: int | None = None
    height: int | None = None


def keep(file: IO[bytes], name: str, *, is_voice: bool = False) -> Kept:
    """Look at a file and store it. Raises Invalid for one that is empty, too large, a program, or not what its name says."""
    name = clean_name(name)
    file.seek(0, 2)
    size = file.tell()
    file.seek(0)
    head = file.read(HEAD)
    file.seek(0)
    media_type = kind_of(name, head)
    _check(name, head, media_type, size)
    digest = _digest(file)
    stored = default_storage.save(_place(), File(file))
    preview, size_of_picture = _previewed(file) if media_type.startswith("image/") else ("", None)
    width, height = size_of_picture or (None, None)
    kind = _kind(media_type, is_picture=size_of_picture is not None, is_voice=is_voice)
    return Kept(name, kind, media_type, size, digest, stored, preview, width, height)


def let_go(*stored: str) -> None:
    """Delete stored files. One that is gone already is fine."""
    for name in filter(None, stored):
        default_storage.delete(name)


def clean_name(name: str) -> str:
    """A file's name without folders, control characters and tricks of direction, at most 120 letters, its ending kept."""
    plain = without_overrides(name.replace("\\", "/").rsplit("/", 1)[-1])
    plain = " ".join("".join(letter for letter in plain if letter.isprintable()).split()).strip(". ")
    if not plain:
        return _("file")
    path = Path(plain)
    return plain if len(plain) <= LONGEST_NAME else path.stem[: LONGEST_NAME - len(path.suffix[:12])] + path.suffix[:12]


def _check(name: str, head: bytes, media_type: str, size: int) -> None:
    if not size:
        raise Invalid(_("“%(name)s” is empty. Choose another file.") % {"name": name}, code="empty", field="file")
    if size > LARGEST:
        reason = _("“%(name)s” is larger than 50 MB. Put it on a drive and send the link.")
        raise Invalid(reason % {"name": name}, code="too_large", field="file")
    if runs(name, head):
        reason = _("“%(name)s” is a program or a web page, which could harm who opens it. Send it in a zip file.")
        raise Invalid(reason % {"name": name}, code="runs", field="file")
    if not keeps_promise(name, media_type):
        reason = _("“%(name)s” is not what its name says. Open it and save it anew under the right type.")
        raise Invalid(reason % {"name": name}, code="false_type", field="file")


def _kind(media_type: str, *, is_picture: bool, is_voice: bool) -> str:
    if is_picture:
        return Upload.UploadKind.PICTURE
    if media_type.startswith("audio/") or (is_voice and media_type == "video/webm"):
        return Upload.UploadKind.VOICE if is_voice else Upload.UploadKind.FILE
    return Upload.UploadKind.FILM if media_type.startswith("video/") else Upload.UploadKind.FILE


def _previewed(file: IO[bytes]) -> tuple[str, tuple[int, int] | None]:
    """A small picture of a picture, stored, and the size of the large one; nothing for what cannot be shown or would fill the memory."""
    try:
        file.seek(0)
        with Image.open(file) as picture:
            if picture.format not in PREVIEWED or picture.width * picture.height > PIXELS:
                return "", None
            size: tuple[int, int] = picture.size
            picture.draft("RGB", (PREVIEW, PREVIEW))
            upright = ImageOps.exif_transpose(picture)
            is_turned = picture.getexif().get(0x0112, 1) in (5, 6, 7, 8)
            upright.thumbnail((PREVIEW, PREVIEW))
            small = BytesIO()
            upright.convert("RGBA" if "A" in upright.getbands() or upright.mode == "P" else "RGB").save(
                small, "WEBP", quality=82
            )
            name = default_storage.save(_place(), ContentFile(small.getvalue()))
            return name, size[::-1] if is_turned else size
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return "", None


def _digest(file: IO[bytes]) -> str:
    found = hashlib.sha256()
    while piece := file.read(PIECE):
        found.update(piece)
    file.seek(0)
    return found.hexdigest()


def _place() -> str:
    name = uuid4().hex
    return f"{FOLDER}/{name[:2]}/{name}"
