"""Where a sheet's header is, and what its names look like once spelling no longer matters."""

import csv
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from denyut.exchange.formats.recognise import LISTED
from denyut.exchange.known_headers import is_known
from denyut.exchange.words import plain

SEARCHED_ROWS = 30

Cells = Sequence[object]


@dataclass(frozen=True, slots=True)
class Header:
    """A sheet's header: `index` counts from 0 in the sheet, `names` are the cells as they were written."""

    index: int
    names: tuple[str, ...]


def find_header(rows: Sequence[Cells]) -> Header | None:
    """The row of column names below titles, merged rows and blank rows; None when nothing in the sheet can be one."""
    candidates = [(rank(cells), -index) for index, cells in enumerate(rows[:SEARCHED_ROWS])]
    if not candidates or max(candidates)[0] <= (0, 0):
        return None
    return header_at(rows, -max(candidates)[1])


def header_at(rows: Sequence[Cells], index: int) -> Header | None:
    """The header in a row that the person chose; None when the sheet has no such row."""
    return Header(index, tuple(map(name_of, rows[index]))) if index < len(rows) else None


def rank(cells: Cells) -> tuple[int, int]:
    """How much a row looks like a header: known names first, then the number of different words."""
    names = {plain(name_of(cell)) for cell in cells if isinstance(cell, str)} - {""}
    words = [name for name in names if not name.replace(" ", "").isdecimal() and "@" not in name]
    known = sum(is_known(name) or name in LISTED for name in words)
    if known < 2:
        known = 0
    return known, len(words) if len(words) > 1 else 0


def name_of(cell: object) -> str:
    """A header cell as one line of text."""
    if cell is None:
        return ""
    return re.sub(r"\s+", " ", unicodedata.normalize("NFKC", str(cell))).strip()


def unwrapped(rows: Sequence[Cells]) -> list[Cells]:
    """Rows whose every line was quoted as one field, opened again; all others as they are."""
    filled = [[cell for cell in cells if cell not in (None, "")] for cells in rows]
    filled = [cells for cells in filled if cells]
    if not filled or any(len(cells) != 1 or not isinstance(cells[0], str) for cells in filled):
        return list(rows)
    lines = [str(cells[0]) for cells in filled]
    delimiter = max(",;\t|", key=lines[0].count)
    if not lines[0].count(delimiter):
        return list(rows)
    return [next(csv.reader([line], delimiter=delimiter), []) for line in lines]
