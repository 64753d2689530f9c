"""Rows of a model as rows of a table: values as JSON has them, references by the names of what they lead to."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.db import models

from denyut.exchange.complete.cells import plain_of
from denyut.exchange.complete.keys import LETTERS, key_of
from denyut.exchange.complete.tables import KEY, NUMBER, Plain, Row, Table
from denyut.okr.models import Edge, KeyResult, Objective
from denyut.people.models import Department, Person

AT_ONCE = 2000
# References within what a revision tells; it keeps their numbers.
IN_CHANGES: Mapping[str, type[models.Model]] = {
    "owner": Person,
    "delegate": Person,
    "department": Department,
    "parent": Objective,
    "objective": Objective,
}

# What was seen of key results when something was decided.
SEEN = frozenset({"snapshot", "snapshot_then"})

type Names = dict[int, Plain]
type Naming = dict[type[models.Model], Names]


def told(table: Table, rows: models.QuerySet[Any], naming: Naming) -> tuple[list[Row], list[int]]:
    """The rows of a table, and their numbers in this workspace. Left out are those that belong to what has no name.

    That is an edge to what the viewer may not see, and what came while the tables were read.
    """
    writers = {column: writer_of(one, naming) for column, one in table.fields.items()}
    needed = [column for column, one in table.fields.items() if one.is_relation and not one.null]
    found: list[Row] = []
    ids: list[int] = []
    for pk, *values in rows.values_list("pk", *(one.attname for one in table.fields.values())).iterator(AT_ONCE):
        raw = dict(zip(table.fields, values, strict=True))
        row = {column: write(raw[column]) for column, write in writers.items()}
        if table.model in LETTERS:
            letters, born = LETTERS[table.model]
            row[KEY] = key_of(letters, pk, raw[born], raw[KEY])
        if all(row[column] is not None for column in needed) and (table.model is not Edge or leads_somewhere(row)):
            found.append(row)
            ids.append(pk)
    if table.model is Edge:
        found = numbered(found, ids)
    if "lineage" in table.fields:
        name_lines(found)
    return found, ids


def writer_of(one: Any, naming: Naming) -> Callable[[Any], Plain]:
    """How the values of a field are told."""
    if one.name == "counter_to":
        return lambda value: value
    if one.is_relation:
        return naming[one.related_model].get
    if one.name in SEEN:
        # Its label is its number here.
        return lambda seen: [
            {**each, "key_result": naming[KeyResult].get(each["key_result"]), "label": ""} for each in seen
        ]
    return (lambda changes: named(changes, naming)) if one.name == "changes" else plain_of


def named(changes: dict[str, Sequence[Plain]], naming: Naming) -> Plain:
    """What a revision tells, people and goals by their names."""
    return {
        field: [naming[IN_CHANGES[field]].get(side) for side in sides] if field in IN_CHANGES else list(sides)
        for field, sides in sorted(changes.items())
    }


def leads_somewhere(row: Row) -> bool:
    """Whether both ends of an edge have a name."""
    source = row["from_objective"] or row["from_key_result"]
    return bool(source and (row["to_objective"] or row["to_key_result"]))


def numbered(rows: Sequence[Row], ids: Sequence[int]) -> list[Row]:
    """Edges with a number within the file, by which one counters another."""
    numbers = {pk: place for place, pk in enumerate(ids, start=1)}
    return [
        {NUMBER: place, **row, "counter_to": numbers.get(row["counter_to"])} for place, row in enumerate(rows, start=1)
    ]


def name_lines(rows: Sequence[Row]) -> None:
    """Put the key of the oldest goal of the line that is told in place of the line's number; nothing for that goal itself."""
    oldest: dict[int, str] = {}
    for row in rows:
        line, key = row["lineage"], row[KEY]
        first = key if line is None else oldest.setdefault(line, key)
        row["lineage"] = None if first == key else first
