"""A table that is being read, whatever it comes from."""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from denyut.sources.cells import Cell
from denyut.sources.troubles import Trouble


@dataclass(frozen=True)
class Table:
    """`rows` come as long as the table is open; `share` tells how far it is read, from 0 to 1."""

    columns: list[str]
    rows: Iterator[Sequence[Cell]]
    share: Callable[[], float] = lambda: 0.0


@dataclass(frozen=True)
class Limits:
    """How much one reading may take: rows, and seconds in all."""

    rows: int = 5_000_000
    seconds: float = 600.0


LOOK = Limits(rows=200, seconds=12.0)
WHOLE = Limits()


def limited(rows: Iterator[Sequence[Cell]], limits: Limits, *, is_cut: bool = False) -> Iterator[Sequence[Cell]]:
    """The rows within the limits. Raises Trouble beyond them; with `is_cut` the rows just end."""
    until = time.monotonic() + limits.seconds
    for number, row in enumerate(rows):
        if number >= limits.rows:
            if is_cut:
                return
            raise Trouble("too_many_rows", limit=limits.rows)
        if number % 1_000 == 0 and time.monotonic() > until:
            raise Trouble("timeout", seconds=int(limits.seconds))
        yield row


def named(header: Sequence[Cell]) -> list[str]:
    """The names of columns from a first row. Empty ones get their number. Raises Trouble for a name that stands there twice."""
    names = [str(cell).strip()[:120] if cell is not None else "" for cell in header]
    names = [name or f"#{place}" for place, name in enumerate(names, 1)]
    twice = next((name for name in names if names.count(name) > 1), "")
    if twice:
        raise Trouble("column_twice", column=twice)
    return names
