"""What of the goals somebody may see, as the rows of the tables: references are keys, names and addresses."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.db.models import Q

from denyut.exchange.complete.cells import plain_of
from denyut.exchange.complete.keys import CALLED, LETTERS, call, key_of
from denyut.exchange.complete.tables import TABLES, Bundle, Table
from denyut.exchange.complete.telling import Names, Naming, told
from denyut.matters.models import Blocker, Decision
from denyut.okr.models import Cycle, Edge, KeyResult, Objective, Rate, Vote
from denyut.people.models import Department, Person
from denyut.rhythm.models import Weekly

# Stands between the names of a department and of those within.
BELOW = " / "


@dataclass(slots=True)
class Gathered:
    """The rows of each table in the order of their age, and the number in this workspace of each of them."""

    rows: Bundle = field(default_factory=dict)
    ids: dict[str, list[int]] = field(default_factory=dict)


def gathered(viewer: Person, cycles: Iterable[Cycle] | None = None) -> Gathered:
    """All about the goals of these cycles, or of all, as far as the viewer may see it. The same questions, however much there is."""
    seen = Objective.objects.visible_to(viewer)
    chosen = Cycle.objects.all() if cycles is None else Cycle.objects.filter(pk__in=[one.pk for one in cycles])
    names = names_for(seen)
    found = Gathered()
    for table in TABLES.values():
        within = rows_within(table, viewer, seen.filter(cycle__in=chosen).values("pk"), chosen)
        found.rows[table.name], found.ids[table.name] = told(table, within, names)
    return found


def names_for(seen: models.QuerySet[Objective]) -> Naming:
    """What a reference to each thing is called; what the viewer may not see has no name."""
    goals, key_results = keys(seen), keys(KeyResult.objects.filter(objective__in=seen.values("pk")))
    people: Names = dict(Person.objects.values_list("pk", "email"))
    return {
        Person: people,
        Department: {pk: path for path, pk in paths().items()},
        Cycle: dict(Cycle.objects.values_list("pk", "name")),
        Objective: goals,
        KeyResult: key_results,
        Edge: {},
        Blocker: called(Blocker, key_results),
        Decision: called(Decision, people),
        Weekly: called(Weekly, people),
    }


def called(model: type[models.Model], whose: Names) -> Names:
    """What each of these is called; nothing for those that belong to what has no name."""
    rows = model._default_manager.values_list("pk", *CALLED[model])
    return {pk: call(whose[one], plain_of(since)) for pk, one, since in rows if one in whose}


def keys(rows: models.QuerySet[Any]) -> Names:
    """The key of each of these objectives or key results."""
    letters, born = LETTERS[rows.model]
    return {pk: key_of(letters, pk, at, key) for pk, at, key in rows.values_list("pk", born, "external_key")}


def paths() -> dict[str, int]:
    """The departments by their names from the top down: "Service / Chat"."""
    every = {pk: (name, above) for pk, name, above in _departments()}

    def path(pk: int) -> str:
        name, above = every[pk]
        return name if above is None else f"{path(above)}{BELOW}{name}"

    return {path(pk): pk for pk in every}


def _departments() -> Iterable[tuple[int, str, int | None]]:
    found: Iterable[tuple[int, str, int | None]] = Department.objects.without_tree_fields().values_list(
        "pk", "name", "parent"
    )
    return found


def rows_within(table: Table, viewer: Person, goals: Any, cycles: models.QuerySet[Cycle]) -> models.QuerySet[Any]:
    """The rows of a table that belong to these goals, oldest first."""
    if table.model is Cycle:
        found: models.QuerySet[Any] = cycles
    elif table.model is Rate:
        found = Rate.objects.all()
    elif table.model is Edge:
        ends = Q()
        for end in ("from", "to"):
            ends |= Q(**{f"{end}_objective__in": goals}) | Q(**{f"{end}_key_result__objective__in": goals})
        found = Edge.objects.visible_to(viewer).filter(ends)
    elif table.model is Decision:
        found = Decision.objects.visible_to(viewer).filter(key_results__objective__in=goals).distinct()
    elif table.model is Weekly:
        found = Weekly.objects.visible_to(viewer).filter(items__key_result__objective__in=goals).distinct()
    else:
        found = table.model._default_manager.filter(**{f"{way_up(table)}__in": goals})
    if table.model is Vote:
        # Nobody else ever reads what one person said.
        found = found.filter(person=viewer)
    return found.order_by("pk")


def way_up(table: Table) -> str:
    """How the rows of a table lead to the objective to which they belong."""
    if table.model is Objective:
        return "pk"
    return table.within or ("objective" if "objective" in table.fields else "key_result__objective")
