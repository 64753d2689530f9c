"""What reading a table gives, and how it is refused."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

type Cell = str | int | float | bool | date | datetime | None

REFUSALS = {
    "empty": "The file is empty.",
    "too_big": "The file is too big.",
    "too_many_rows": "A sheet has too many rows.",
    "too_many_cells": "The file has too many cells.",
    "too_large": "The file needs more memory than a table may.",
    "too_slow": "The file takes too long to read.",
    "bomb": "The file unpacks to far more than it should.",
    "encrypted": "The file is protected with a password.",
    "wrong_format": "The file is not what its name says.",
    "unsupported": "The file is neither a CSV file nor an Excel workbook.",
    "broken": "The file is damaged.",
    "newer": "The file was written by a later version.",
}


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table: its name, and its rows as far as they are filled."""

    name: str
    rows: list[list[Cell]]


class Limits(NamedTuple):
    """How much one file may hold: rows of one sheet, cells of all sheets."""

    rows: int
    cells: int


class UnreadableSheet(ValueError):
    """A file that is not read; `code` is a key of REFUSALS."""

    def __init__(self, code: str) -> None:
        super().__init__(REFUSALS[code])
        self.code = code
