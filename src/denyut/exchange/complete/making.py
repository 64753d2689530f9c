"""Rows of a complete export as rows of the database, not yet written."""

from decimal import Decimal
from typing import Any

from django.db import models

from denyut.exchange.complete.cells import value_of
from denyut.exchange.complete.comparing import Item
from denyut.exchange.complete.names import Names
from denyut.exchange.complete.tables import heading
from denyut.exchange.complete.telling import IN_CHANGES, SEEN
from denyut.exchange.problems import RowRefused
from denyut.okr.lines import closes_line, node_of
from denyut.okr.models import Cycle, Edge, KeyResult
from denyut.okr.setups import setup_of

# What leads to another row of the same kind is filled in when all are there; a cycle closes when its goals are in.
LATER = frozenset({"parent", "carried_from", "lineage", "counter_to", "closed_at"})

# A row belongs to what these lead to.
BELONGS = frozenset({"cycle", "objective", "key_result"})


def made_of(item: Item, names: Names) -> models.Model:
    """The row that an item stands for. Raises RowRefused for what the workspace can't hold."""
    values: dict[str, Any] = {}
    for column, one in item.table.fields.items():
        plain = item.row[column]
        if one.name in LATER:
            continue
        if one.is_relation:
            values[one.attname] = names.of(one, plain)
            if values[one.attname] is None and not one.null:
                raise RowRefused("not_a_value", column=heading(column), text="")
            if column in BELONGS and values[one.attname] in names.closed[one.related_model]:
                raise RowRefused("closed_cycle", name=plain)
        else:
            values[one.attname] = value_of(one, plain, heading(column))
            if column == "changes":
                values[one.attname] = numbered(values[one.attname], names)
            elif column in SEEN:
                values[one.attname] = [seen_here(each, names) for each in values[one.attname]]
    made = item.table.model(**values)
    must_make_sense(made)
    return made


def numbered(changes: dict[str, Any], names: Names) -> dict[str, Any]:
    """What a revision tells, people and goals by their numbers here; None for those who are not here. Raises RowRefused."""
    told = dict(changes)
    for field, sides in changes.items():
        if not isinstance(sides, list) or len(sides) != 2:
            raise RowRefused("not_a_value", column="changes", text=str(changes)[:60])
        if field in IN_CHANGES:
            told[field] = [names.find(IN_CHANGES[field], side) for side in sides]
    return told


def seen_here(seen: Any, names: Names) -> dict[str, Any]:
    """What was seen of a key result, with its number and label here; nameless where it is not here. Raises RowRefused."""
    if not isinstance(seen, dict):
        raise RowRefused("not_a_value", column="snapshot", text=str(seen)[:60])
    here = names.find(KeyResult, seen.get("key_result"))
    return {**seen, "key_result": here, "label": "" if here is None else f"KR-{here}"}


def must_make_sense(made: models.Model) -> None:
    """Go on only with what the tables and the arithmetic take. Raises RowRefused."""
    if isinstance(made, Cycle) and made.ends_on < made.starts_on:
        raise RowRefused("end_before_start", start=made.starts_on, end=made.ends_on)
    if isinstance(made, KeyResult):
        must_be_measured(made)
    if isinstance(made, Edge):
        must_lead_on(made)


def must_be_measured(kr: KeyResult) -> None:
    """Go on only with a setup, a promise and a trend line that can be read. Raises RowRefused."""
    try:
        setup_of(kr.setup)
        setup_of(kr.original.get("setup", {}))
        for value in [*kr.series, *(kr.original[name] for name in ("baseline", "target") if name in kr.original)]:
            Decimal(value)
    except (KeyError, ValueError, TypeError, AttributeError, ArithmeticError) as error:
        raise RowRefused("not_a_value", column="setup", text=str(kr.setup)[:60]) from error


def must_lead_on(edge: Edge) -> None:
    """Go on only with a link from one goal to another that closes no line. Raises RowRefused."""
    sources, targets = (edge.from_objective_id, edge.from_key_result_id), (edge.to_objective_id, edge.to_key_result_id)
    if sum(map(bool, sources)) != 1 or sum(map(bool, targets)) != 1:
        raise RowRefused("not_a_value", column="from objective", text="")
    is_line = edge.kind == Edge.EdgeKind.CONTRIBUTES and edge.state == Edge.EdgeState.ACCEPTED
    if is_line and closes_line(node_of(*sources), node_of(*targets)):
        raise RowRefused("lines_in_circle")
