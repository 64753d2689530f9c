"""Bringing in rows of a complete export: as they were said, by whom they were said and when."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F

from denyut.closing.actions.lessons import refresh_index
from denyut.closing.models import Lesson
from denyut.exchange.actions.rowwise import attempt
from denyut.exchange.actions.traces import trace_made
from denyut.exchange.actions.writing import create_all
from denyut.exchange.complete.comparing import Item
from denyut.exchange.complete.making import made_of
from denyut.exchange.complete.names import Names
from denyut.exchange.complete.tables import KEY, TABLES, Table
from denyut.exchange.existing import in_batches
from denyut.exchange.models import Import
from denyut.exchange.outcome import Outcome, refused
from denyut.exchange.problems import RowProblem
from denyut.okr.actions.objectives import facts_of
from denyut.okr.models import Objective
from denyut.okr.verbs import OBJECTIVE_ADDED
from denyut.people.models import Person
from denyut.spine.access import require
from denyut.spine.deeds import deed
from denyut.spine.events import News, record_many
from denyut.spine.models import Event

type Made = list[tuple[Item, Any]]


@deed("exchange.bring_in_whole")
def bring_in_whole(
    actor: Person, done: Import, items: Mapping[str, Sequence[Item]], names: Names
) -> dict[str, list[Outcome]]:
    """Add rows of a complete export, each table after those it needs; a row that is refused leaves the others alone.

    Authors, moments and states are kept as the file has them. `names` learns of what is new. Raises Refused for whoever
    may not bring in what others said.
    """
    require(actor, "exchange.bring_in_whole")
    return {
        table.name: add_rows_of(actor, done, table, items[table.name], names)
        for table in TABLES.values()
        if items.get(table.name)
    }


def add_rows_of(actor: Person, done: Import, table: Table, items: Sequence[Item], names: Names) -> list[Outcome]:
    """Add the rows of one table. Returns an outcome for each."""
    outcomes: list[Outcome] = []
    ready: Made = []
    for item in items:
        found: Any = attempt(table.noun, item.number, item.title, partial(made_of, item, names))
        if isinstance(found, Outcome):
            outcomes.append(found)
        else:
            ready.append((item, found))
    made, left = written(table, ready)
    for item, row in made:
        names.learn(item, row.pk)
        outcomes.append(Outcome(table.noun, "new", item.number, item.title))
    for item, _row in left:
        outcomes.append(refused(table.noun, RowProblem(item.number, "", "repeated_thing"), item.title))
    rows = [row for _item, row in made]
    trace_made(done, rows, told(actor, table, rows))
    for objective in {row.objective_id for row in rows if isinstance(row, Lesson)}:
        refresh_index(objective)
    return outcomes


def written(table: Table, ready: Made) -> tuple[Made, Made]:
    """Write new rows of one table: those that are in, and those that the tables do not take beside what they have."""
    try:
        with transaction.atomic():
            insert(table, [row for _item, row in ready])
    except IntegrityError:
        pass
    else:
        return ready, []
    taken, left = [], []
    for item, row in ready:
        row.pk, row._state.adding = None, True
        try:
            with transaction.atomic():
                insert(table, [row])
        except IntegrityError:
            left.append((item, row))
        else:
            taken.append((item, row))
    return taken, left


def insert(table: Table, rows: Sequence[Any]) -> None:
    """Write new rows of one model, and give them their numbers. A goal begins a line of its own until it is joined to one."""
    if KEY in table.fields:
        create_all(rows)
    else:
        table.model._default_manager.bulk_create(rows)
    if "lineage" in table.fields:
        for some in in_batches(row.pk for row in rows):
            table.model._default_manager.filter(pk__in=some).update(lineage=F("pk"))


def told(actor: Person, table: Table, rows: Sequence[Any]) -> Sequence[Event | None]:
    """Record new objectives; all else belongs to one of them."""
    if table.model is not Objective:
        return [None] * len(rows)
    return record_many(actor, [News(OBJECTIVE_ADDED, row, {**facts_of(row), "moved": []}, row.title) for row in rows])
