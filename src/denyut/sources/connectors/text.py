"""CSV files of any length, row by row: memory holds one row at a time."""

import codecs
import csv
import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from denyut.lib.sheets.text import BYTE_ORDER_MARKS, HINT, sniffed_delimiter
from denyut.sources.cells import Cell
from denyut.sources.connectors.table import Table, named
from denyut.sources.troubles import Trouble

SAMPLE = 64 * 1024
LEGACY = "cp1252"


@contextmanager
def text_table(path: Path) -> Iterator[Table]:
    """An open text file as a table. Raises Trouble for one that is none."""
    size = max(path.stat().st_size, 1)
    with path.open("rb") as raw:
        head = raw.read(SAMPLE)
    encoding = _encoding_of(head)
    # The bytes beneath tell how far they are read; the text above does not while it is gone through.
    with path.open("rb") as raw, io.TextIOWrapper(raw, encoding=encoding, newline="", errors="strict") as file:
        rows = _rows(file, head.decode(encoding, "ignore"))
        first = next(rows, None)
        if first is None:
            raise Trouble("empty_answer")
        yield Table(named(first), rows, lambda: min(raw.tell() / size, 1.0))


def _encoding_of(head: bytes) -> str:
    marked = next((name for mark, name in BYTE_ORDER_MARKS.items() if head.startswith(mark)), "")
    if marked:
        return marked
    if b"\0" in head:
        raise Trouble("unreadable", why="unsupported")
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return LEGACY
    return "utf-8"


def _rows(file: IO[str], sample: str) -> Iterator[Sequence[Cell]]:
    hint = HINT.match(sample)
    if hint:
        file.readline()
    reader = csv.reader(file, delimiter=hint[1] if hint else sniffed_delimiter(sample))
    try:
        for row in reader:
            if row:
                yield row
    except (csv.Error, UnicodeDecodeError) as error:
        raise Trouble("unreadable", why="broken") from error
