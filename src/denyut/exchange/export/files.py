"""The files that people added, which lie beside the database."""

from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

FOLDER = "files"


def files_folder() -> Path:
    """Where the files of this workspace lie."""
    return Path(settings.DATA_DIR) / FOLDER


def kept_files() -> Iterator[tuple[str, Path]]:
    """Each file with its name in an archive."""
    folder = files_folder()
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        yield f"{FOLDER}/{path.relative_to(folder).as_posix()}", path
