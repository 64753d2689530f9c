"""Measuring a file while it is read."""

import hashlib
import io
from typing import BinaryIO


class Hashed(io.RawIOBase):
    """A file whose size and SHA-256 are known once somebody has read it."""

    def __init__(self, source: BinaryIO) -> None:
        self.source, self.size, self._sha = source, 0, hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        piece = self.source.read(size)
        self.size += len(piece)
        self._sha.update(piece)
        return piece

    @property
    def sha256(self) -> str:
        """In hexadecimal, of what was read so far."""
        return self._sha.hexdigest()
