"""Reading an archive back, and believing nothing in it that its manifest does not confirm."""

import errno
import gzip
import io
import os
import shutil
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import BinaryIO, cast

from denyut.exchange.export import manifest
from denyut.exchange.export.hashed import Hashed
from denyut.exchange.export.manifest import Manifest, Member
from denyut.exchange.export.progress import Progress, silent
from denyut.spine.access import Invalid, NotThere

PIECE = 1 << 20
# What the readers of archives throw at a changed byte. Trouble with the disk is none of it.
BROKEN = (
    tarfile.TarError,
    zipfile.BadZipFile,
    gzip.BadGzipFile,
    zlib.error,
    struct.error,
    EOFError,
    ValueError,
    NotImplementedError,
    RuntimeError,
)


def verify(path: Path, progress: Progress = silent) -> Manifest:
    """Read the whole archive and compare it with its manifest. Raises NotThere, Invalid when anything differs."""
    return _walk(path, None, progress)


def unpack(path: Path, folder: Path, progress: Progress = silent) -> Manifest:
    """Unpack the archive into an empty folder, verified on the way. Raises as `verify` does."""
    return _walk(path, folder, progress)


def is_archive(path: Path) -> bool:
    """Whether this looks like something Denyut wrote: it has a manifest. Reads names only."""
    try:
        return any(name == manifest.NAME for name, _file in _members(path))
    except (*BROKEN, OSError, Invalid):
        return False


def _walk(path: Path, folder: Path | None, progress: Progress) -> Manifest:
    if not path.exists():
        raise NotThere(f"There is no file {path}.", code="no_file")
    found: dict[str, Member] = {}
    told: Manifest | None = None
    try:
        for name, file in _members(path):
            progress("Reading the archive", len(found), 0)
            if name == manifest.NAME:
                told = manifest.read(file.read())
            else:
                found[name] = _taken(name, file, folder)
    except BROKEN as error:
        raise damaged(path, str(error)) from error
    except OSError as error:
        # A changed byte can also send the reader to a place that no file has.
        if error.errno != errno.EINVAL:
            raise
        raise damaged(path, str(error)) from error
    if told is None:
        raise Invalid(f"{path} is no archive of Denyut: it has no manifest.", code="no_manifest")
    _compare(path, told, found)
    return told


def damaged(path: Path, what: str) -> Invalid:
    """The refusal of an archive that is not as it was written."""
    return Invalid(
        f"{path} is damaged: {what}. Nothing was changed; use another copy.",
        code="damaged",
    )


def _compare(path: Path, told: Manifest, found: dict[str, Member]) -> None:
    for member in told.members:
        if found.pop(member.name, None) != member:
            raise damaged(path, f"“{member.name}” is missing or changed")
    if found:
        raise damaged(path, f"“{min(found)}” does not belong to it")


def _taken(name: str, file: BinaryIO, folder: Path | None) -> Member:
    hashed = Hashed(file)
    if folder is None:
        while hashed.read(PIECE):
            pass
    else:
        target = folder / _safe(name)
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with os.fdopen(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as copy:
            shutil.copyfileobj(hashed, copy, PIECE)
    return Member(name, hashed.size, hashed.sha256)


def _safe(name: str) -> PurePosixPath:
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or "\\" in name or not path.parts:
        raise Invalid(f"The archive holds a file with a forbidden name: “{name}”.", code="unsafe")
    return path


def _members(path: Path) -> Iterator[tuple[str, BinaryIO]]:
    if path.is_dir():
        yield from _of_folder(path)
    elif zipfile.is_zipfile(path):
        yield from _of_zip(path)
    else:
        yield from _of_tar(path)


def _of_folder(path: Path) -> Iterator[tuple[str, BinaryIO]]:
    for file in sorted(p for p in path.rglob("*") if p.is_file()):
        with file.open("rb") as source:
            yield file.relative_to(path).as_posix(), source


def _of_zip(path: Path) -> Iterator[tuple[str, BinaryIO]]:
    with zipfile.ZipFile(path) as zipped:
        for info in zipped.infolist():
            if not info.is_dir():
                with zipped.open(info) as source:
                    yield info.filename, cast("BinaryIO", source)


def _of_tar(path: Path) -> Iterator[tuple[str, BinaryIO]]:
    with gzip.open(path) as plain, tarfile.open(fileobj=plain, mode="r:") as tar:
        for info in tar:
            source = tar.extractfile(info) if info.isfile() else None
            if source is not None:
                yield info.name, cast("BinaryIO", source)
            elif not info.isdir():
                yield info.name, io.BytesIO()
        # Tar stops at its own end; the checksum of the whole stands after it and is only compared by who reads on.
        while plain.read(PIECE):
            pass
