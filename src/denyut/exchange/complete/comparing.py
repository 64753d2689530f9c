"""What of a complete export is here already: row by row, by keys, names and moments."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from denyut.exchange.complete.cells import plain_of
from denyut.exchange.complete.keys import CALLED, call
from denyut.exchange.complete.sheet import FAULT, fault_of
from denyut.exchange.complete.tables import KEY, NUMBER, TABLES, Bundle, Plain, Row, Table
from denyut.exchange.problems import RowProblem
from denyut.okr.models import Cycle, Edge

# Told by order or by what else is in the file: two files may say it differently about the same goals.
RELATIVE = frozenset({"lineage", NUMBER, "counter_to"})

type Identity = tuple[Plain, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """One row of a file: its number as a spreadsheet shows it, and the place of the same thing here.

    `here` is None for what is new. `fields` are the columns in which the two differ; `problem` why the row can't be read.
    """

    table: Table
    number: int
    row: Row
    here: int | None = None
    fields: tuple[str, ...] = ()
    problem: RowProblem | None = None

    @property
    def title(self) -> str:
        """What people call it."""
        return str(self.row.get(self.table.title) or "")[:300]

    @property
    def name(self) -> Plain:
        """By what other rows refer to it."""
        if self.table.model in CALLED:
            return call(*(self.row.get(column) for column in CALLED[self.table.model]))
        return self.row.get({Cycle: "name", Edge: NUMBER}.get(self.table.model, KEY))


@dataclass(slots=True)
class Comparison:
    """All rows of a file in the order of the tables."""

    items: dict[str, list[Item]] = field(default_factory=dict)

    def new(self, table: str) -> list[Item]:
        """The rows of a table that are not here."""
        return [one for one in self.items.get(table, []) if one.here is None and one.problem is None]


def compared(file: Bundle, here: Bundle) -> Comparison:
    """Each row of a file beside what is here."""
    return Comparison(
        {name: list(items_of(table, file.get(name, []), here.get(name, []))) for name, table in TABLES.items()}
    )


def items_of(table: Table, rows: Sequence[Row], here: Sequence[Row]) -> Iterator[Item]:
    """The rows of one table; blank ones are passed over."""
    known = {identity: place for place, identity in enumerate(identities(table, here))}
    first: dict[Identity, int] = {}
    whole = filled(table, rows)
    for number, (row, identity) in enumerate(zip(whole, identities(table, whole), strict=True), start=2):
        if row:
            before = first.setdefault(identity, number)
            item = item_of(table, number, row, known.get(identity), here)
            again = RowProblem(number, "", "repeated_row", {"first": before})
            yield item if before == number else replace(item, problem=again)


def filled(table: Table, rows: Sequence[Row]) -> list[Row]:
    """Rows with every column: what a file does not say is as the field has it of itself."""
    usual = {column: usual_of(table, column) for column in table.columns}
    return [row if FAULT in row or not row else {**usual, **row} for row in rows]


def usual_of(table: Table, column: str) -> Plain:
    """What a column holds when nobody says anything."""
    one = table.fields.get(column)
    if one is None or one.is_relation or (one.null and not one.has_default()):
        return None
    return plain_of(one.get_default())


def identities(table: Table, rows: Sequence[Row]) -> Iterator[Identity]:
    """What tells each row from the others; where several may have the same, the second one is the second."""
    seen: Counter[Identity] = Counter()
    for row in rows:
        named = tuple(str(row.get(column)) for column in table.identity)
        seen[named] += 1
        yield (*named, seen[named] if table.repeats else 1)


def item_of(table: Table, number: int, row: Row, place: int | None, here: Sequence[Row]) -> Item:
    """A row of a file beside the same thing here."""
    problem = fault_of(row)
    if problem is not None or place is None:
        return Item(table, number, row, problem=problem)
    return Item(table, number, row, place, differing(row, here[place]))


def differing(row: Row, here: Mapping[str, Plain]) -> tuple[str, ...]:
    """The columns in which a row is not as it is here."""
    return tuple(name for name, value in here.items() if name not in RELATIVE and row.get(name) != value)
