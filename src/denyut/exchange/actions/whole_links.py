"""Joining what came with a complete export: goals with what they serve and continue, and cycles with their end."""

from collections.abc import Mapping, Sequence
from typing import Any

from denyut.exchange.actions.writing import write_fields
from denyut.exchange.complete.cells import value_of
from denyut.exchange.complete.comparing import Item
from denyut.exchange.complete.making import LATER
from denyut.exchange.complete.names import Names
from denyut.exchange.complete.tables import TABLES, Table, heading
from denyut.exchange.existing import in_batches
from denyut.exchange.problems import RowProblem
from denyut.people.models import Person
from denyut.spine.access import require
from denyut.spine.deeds import deed


@deed("exchange.link_whole")
def link_whole(actor: Person, items: Sequence[Item], names: Names) -> dict[str, list[RowProblem]]:
    """Join new rows with others of their kind, and close the cycles that the file has as closed.

    Returns by table what a row names and nobody finds. Raises Refused for whoever may not bring in what others said.
    """
    require(actor, "exchange.bring_in_whole")
    problems: dict[str, list[RowProblem]] = {}
    for table in TABLES.values():
        later = {column: one for column, one in table.fields.items() if one.name in LATER}
        own = [item for item in items if item.table is table] if later else []
        problems[table.name] = link(table, own, later, names)
    return problems


def link(table: Table, items: Sequence[Item], later: Mapping[str, Any], names: Names) -> list[RowProblem]:
    """Fill these columns of rows of one table. Returns what a row names and nobody finds."""
    problems: list[RowProblem] = []
    numbers = {names.find(table.model, item.name): item for item in items}
    rows = rows_in(table, [pk for pk in numbers if pk is not None])
    for pk, row in rows.items():
        for column, one in later.items():
            setattr(row, one.attname, value_in(numbers[pk], one, column, names, problems))
    write_fields(list(rows.values()), [one.name for one in later.values()])
    return problems


def rows_in(table: Table, ids: Sequence[int]) -> dict[int, Any]:
    """The rows of a table with these numbers."""
    found: dict[int, Any] = {}
    for some in in_batches(ids):
        found |= table.model._default_manager.in_bulk(some)
    return found


def value_in(item: Item, one: Any, column: str, names: Names, problems: list[RowProblem]) -> Any:
    """What such a column of an item leads to here."""
    said = item.row[column]
    if one.name == "lineage":
        return names.find(item.table.model, said) or names.find(item.table.model, item.name)
    if not one.is_relation:
        return value_of(one, said, heading(column))
    found = None if said is None else names.find(one.related_model, said)
    if said is not None and found is None:
        problems.append(RowProblem(item.number, "", "unknown_parent", {"name": said}))
    return found
