"""What the columns of a table hold, read from its first rows: numbers, dates or text. Pure."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC
from typing import Literal

from denyut.lib.dates import Order
from denyut.sources.cells import COMMA, POINT, Cell, Unreadable, family_of, number_in, said_by, text_of

type ColumnKind = Literal["number", "date", "text", "empty"]

SAMPLE = 200
MOST = 0.9
PARTS = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.]\d{2,4}")
COMMA_ENDS = re.compile(r"-?[\d.]*\d,\d{1,2}|-?\d{1,3}(\.\d{3})+,\d+")


@dataclass(frozen=True, slots=True)
class Column:
    """A column as a sample shows it.

    `order` is that of its dates: "ask" where the sample leaves open whether the day stands before the month. `language` says
    how its numbers are written.
    """

    name: str
    kind: ColumnKind
    order: Order | Literal["", "ask"] = ""
    language: str = POINT

    def as_json(self) -> dict[str, str]:
        """As it is kept with its source."""
        return {"name": self.name, "kind": self.kind, "order": self.order, "language": self.language}


def columns_of(names: Sequence[str], rows: Iterable[Sequence[Cell]]) -> list[Column]:
    """The columns of a table with these names and first rows."""
    sample = [row for _number, row in zip(range(SAMPLE), rows, strict=False)]
    return [_column(name, [row[i] for row in sample if i < len(row)]) for i, name in enumerate(names)]


def order_in(cells: Iterable[Cell]) -> Order | None:
    """The order of day and month that the dates of a column prove; None where they leave it open."""
    pairs = [(int(found[1]), int(found[2])) for cell in cells if (found := PARTS.match(text_of(cell)))]
    if not pairs:
        return "ymd"
    if any(first > 12 for first, _second in pairs):
        return "dmy"
    return "mdy" if any(second > 12 for _first, second in pairs) else None


def number_style_in(cells: Iterable[Cell]) -> str:
    """How numbers in texts are written, as far as a sample shows: with a decimal comma, else with a point."""
    return COMMA if any(COMMA_ENDS.fullmatch(text_of(cell)) for cell in cells) else POINT


def _column(name: str, cells: Sequence[Cell]) -> Column:
    full = [cell for cell in cells if text_of(cell)]
    if not full:
        return Column(name, "empty")
    if _share(full, _is_number) >= MOST:
        return Column(name, "number", language=number_style_in(full))
    if _share(full, _is_date) >= MOST:
        return Column(name, "date", order_in(full) or "ask")
    return Column(name, "text")


def _share(cells: Sequence[Cell], test: Callable[[Cell], bool]) -> float:
    return sum(map(test, cells)) / len(cells)


def _is_number(cell: Cell) -> bool:
    for language in (POINT, COMMA):
        try:
            number_in(cell, language)
        except Unreadable:
            continue
        return True
    return False


def _is_date(cell: Cell) -> bool:
    text = text_of(cell)
    if isinstance(cell, str) and family_of(text) == "words":
        return False
    for order in ("dmy", "mdy"):
        try:
            said_by(cell, order, UTC)
        except Unreadable:
            continue
        return True
    return False
