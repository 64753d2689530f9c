"""Writing an archive: a folder, a .zip or a .tar.gz, which appears under its name only when it is whole."""

import gzip
import io
import os
import shutil
import tarfile
import zipfile
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, BinaryIO

from denyut.exchange.export.hashed import Hashed
from denyut.exchange.export.manifest import Member
from denyut.exchange.export.opening import verify
from denyut.exchange.export.progress import Progress, silent
from denyut.spine.access import Conflict

COMPRESSION = 6


class Archive(ABC):
    """Takes files one after another."""

    def add(self, name: str, path: Path) -> Member:
        """Put the file at `path` into the archive as `name`. Returns what was really written."""
        with path.open("rb") as source:
            return self.put(name, source, path.stat().st_size)

    def put(self, name: str, source: BinaryIO, size: int) -> Member:
        """Put `size` bytes of `source` into the archive as `name`."""
        hashed = Hashed(source)
        self._write(name, hashed, size)
        return Member(name, hashed.size, hashed.sha256)

    def put_text(self, name: str, text: str) -> Member:
        """Put a short text into the archive."""
        return self.put(name, io.BytesIO(text.encode()), len(text.encode()))

    @abstractmethod
    def _write(self, name: str, source: Hashed, size: int) -> None: ...

    @abstractmethod
    def close(self) -> None:
        """Write what has to stand at the end, down to the disk."""

    @abstractmethod
    def abandon(self) -> None:
        """Let go of what is open, whatever state it is in."""


class Folder(Archive):
    def __init__(self, path: Path) -> None:
        self.path = path
        path.mkdir(mode=0o700)

    def _write(self, name: str, source: Hashed, size: int) -> None:
        target = self.path / name
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with os.fdopen(_private(target), "wb") as file:
            shutil.copyfileobj(source, file)
            os.fsync(file.fileno())

    def close(self) -> None:
        """Each file was written down when it was put in."""

    def abandon(self) -> None:
        """Each file was closed when it was put in."""


class Zip(Archive):
    def __init__(self, path: Path) -> None:
        self.file = os.fdopen(_private(path), "w+b")
        self.zip = zipfile.ZipFile(self.file, "w", zipfile.ZIP_DEFLATED, compresslevel=COMPRESSION)

    def _write(self, name: str, source: Hashed, size: int) -> None:
        with self.zip.open(name, "w", force_zip64=True) as target:
            shutil.copyfileobj(source, target)

    def close(self) -> None:
        self.zip.close()
        _settle(self.file)

    def abandon(self) -> None:
        _let_go(self.zip, self.file)


class TarGz(Archive):
    def __init__(self, path: Path) -> None:
        self.file = os.fdopen(_private(path), "w+b")
        self.gzip = gzip.GzipFile(fileobj=self.file, mode="wb", compresslevel=COMPRESSION)
        self.tar = tarfile.TarFile(fileobj=self.gzip, mode="w")

    def _write(self, name: str, source: Hashed, size: int) -> None:
        info = tarfile.TarInfo(name)
        info.size, info.mode = size, 0o600
        self.tar.addfile(info, source)

    def close(self) -> None:
        self.tar.close()
        self.gzip.close()
        _settle(self.file)

    def abandon(self) -> None:
        _let_go(self.tar, self.gzip, self.file)


@contextmanager
def writing(path: Path, progress: Progress = silent) -> Iterator[Archive]:
    """An archive that becomes `path` when the block ends well and it reads as written, and else leaves nothing behind.

    Its ending says which kind: ".zip", ".tar.gz" or ".tgz", else a folder. Raises Conflict when the name is taken.
    """
    if path.exists():
        raise Conflict(f"{path} exists already. Choose another name.", code="exists")
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{os.getpid()}.{path.name}")
    archive = kind_of(path)(part)
    try:
        yield archive
        archive.close()
        verify(part, progress)
        part.replace(path)
    finally:
        archive.abandon()
        remove(part)


def kind_of(path: Path) -> Callable[[Path], Archive]:
    """The kind of archive that a name asks for."""
    if path.name.lower().endswith(".zip"):
        return Zip
    return TarGz if path.name.lower().endswith((".tar.gz", ".tgz")) else Folder


def remove(path: Path) -> None:
    """Remove a file or a folder, if it is there."""
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _private(path: Path) -> int:
    return os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600)


def _settle(file: BinaryIO) -> None:
    file.flush()
    os.fsync(file.fileno())
    file.close()


def _let_go(*files: Any) -> None:
    for file in files:
        # A full disk keeps them from writing their ends, and a second closing does nothing.
        with suppress(OSError, ValueError):
            file.close()
