"""Opening a source: whatever its kind, as a table."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace

from denyut.sources.cells import Cell, text_of
from denyut.sources.columns import Column, columns_of
from denyut.sources.connectors.databases import queried
from denyut.sources.connectors.files import uploaded, watched
from denyut.sources.connectors.inside import counted
from denyut.sources.connectors.sent import sent
from denyut.sources.connectors.table import LOOK, WHOLE, Limits, Table, limited
from denyut.sources.connectors.web import answered
from denyut.sources.models import Kind, Source
from denyut.sources.troubles import Trouble

SHOWN = 20

_OPENERS: dict[str, Callable[[Source, Limits], AbstractContextManager[Table]]] = {
    Kind.FILE: lambda source, limits: uploaded(source),
    Kind.FOLDER: lambda source, limits: watched(source),
    Kind.SQL: lambda source, limits: queried(source),
    Kind.HTTP: answered,
    Kind.WEBHOOK: lambda source, limits: sent(source),
    Kind.OWN: lambda source, limits: counted(source),
}


@contextmanager
def table_from(source: Source, limits: Limits = WHOLE) -> Iterator[Table]:
    """The source's table, open as long as the block runs. Raises Trouble."""
    with _OPENERS[source.kind](source, limits) as table:
        yield replace(table, rows=limited(table.rows, limits, is_cut=limits is LOOK))


class Look:
    """The beginning of a table: its columns, and what its first rows say."""

    def __init__(self, columns: list[Column], rows: list[list[Cell]]) -> None:
        self.columns, self.rows = columns, rows

    @property
    def shown(self) -> list[list[str]]:
        """The first twenty rows as text."""
        return [[text_of(cell)[:80] for cell in row] for row in self.rows[:SHOWN]]

    def cells(self, name: str) -> list[Cell]:
        """The cells of a column, as far as one looked."""
        place = [column.name for column in self.columns].index(name)
        return [row[place] for row in self.rows if place < len(row)]


def look_at(source: Source) -> Look:
    """The first rows of a source, quickly. Raises Trouble, also where there are no rows."""
    with table_from(source, LOOK) as table:
        rows = [list(row) for row in table.rows]
        if not rows:
            raise Trouble("empty_answer")
        return Look(columns_of(table.columns, rows), rows)
