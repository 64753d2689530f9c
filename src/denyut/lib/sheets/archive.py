"""Looking into a zip file without trusting a word of it."""

import struct
import zlib
from pathlib import Path
from typing import IO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from denyut.lib.sheets.sheet import UnreadableSheet

MAX_ENTRIES = 5_000
MAX_UNPACKED = 200 * 1024 * 1024
MAX_RATIO = 200
# Small files may pack as tightly as they like: an empty sheet does.
RATIO_COUNTS_FROM = 10 * 1024 * 1024

CHUNK = 64 * 1024
LOCAL_HEADER = 30
IS_ENCRYPTED = 0x1


def refuse_unsafe_archive(path: Path) -> None:
    """Raises UnreadableSheet unless the file is a workbook that unpacks to what its directory says, 200 MB at most."""
    try:
        with ZipFile(path) as archive, path.open("rb") as file:
            entries = archive.infolist()
            _refuse_by_directory(entries)
            for entry in entries:
                _refuse_lie(file, entry)
    except (BadZipFile, NotImplementedError, OSError, UnicodeDecodeError, struct.error, zlib.error) as error:
        raise UnreadableSheet("broken") from error


def _refuse_by_directory(entries: list[ZipInfo]) -> None:
    if len(entries) > MAX_ENTRIES or sum(entry.file_size for entry in entries) > MAX_UNPACKED:
        raise UnreadableSheet("bomb")
    if any(_is_suspiciously_tight(entry) for entry in entries):
        raise UnreadableSheet("bomb")
    if any(entry.flag_bits & IS_ENCRYPTED for entry in entries):
        raise UnreadableSheet("encrypted")
    if "xl/workbook.xml" not in {entry.filename for entry in entries}:
        raise UnreadableSheet("unsupported")


def _is_suspiciously_tight(entry: ZipInfo) -> bool:
    return entry.file_size > RATIO_COUNTS_FROM and entry.file_size > MAX_RATIO * entry.compress_size


def _refuse_lie(file: IO[bytes], entry: ZipInfo) -> None:
    """Unpacks one entry, keeping nothing, and stops at the first byte more than the directory promised.

    Python's own reader stops quietly at the promised size; the parser that comes after it would read on.
    """
    if entry.compress_type not in {ZIP_STORED, ZIP_DEFLATED}:
        raise UnreadableSheet("unsupported")
    _go_to_content(file, entry)
    if entry.compress_type == ZIP_STORED:
        is_true = entry.file_size == entry.compress_size
    else:
        is_true = _unpacked_size(file, entry) == entry.file_size
    if not is_true:
        raise UnreadableSheet("bomb")


def _go_to_content(file: IO[bytes], entry: ZipInfo) -> None:
    file.seek(entry.header_offset)
    header = file.read(LOCAL_HEADER)
    if len(header) < LOCAL_HEADER or not header.startswith(b"PK\x03\x04"):
        raise UnreadableSheet("broken")
    file.seek(int.from_bytes(header[26:28], "little") + int.from_bytes(header[28:30], "little"), 1)


def _unpacked_size(file: IO[bytes], entry: ZipInfo) -> int:
    stream = zlib.decompressobj(-zlib.MAX_WBITS)
    left, size, packed = entry.compress_size, 0, b""
    while not stream.eof and size <= entry.file_size:
        if not packed:
            packed = file.read(min(CHUNK, left))
            left -= len(packed)
        unpacked = stream.decompress(packed, CHUNK)
        if not packed and not unpacked:
            break
        size += len(unpacked)
        packed = stream.unconsumed_tail
    return size
