"""The matrix: goals of the company in rows, departments or sites in columns, and in each cell what they do for it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from denyut.alignment.models import Ask
from denyut.alignment.rows.marks import Mark, marks_of
from denyut.okr.lines import Node, node_of
from denyut.okr.models import Cycle, Edge, KeyResult, Objective, State
from denyut.people.models import Department, Person, Site

SHOWN = 3
UPWARDS = (Edge.EdgeKind.SUPPORTS, Edge.EdgeKind.CONTRIBUTES)


@dataclass(frozen=True, slots=True)
class Column:
    """A department with all inside it, or a site."""

    key: int
    name: str
    holds: frozenset[int]


@dataclass(frozen=True, slots=True)
class Cell:
    """What a column does for a goal: its goals, the nearest first, and what came of asking it."""

    column: Column
    marks: list[Mark]
    more: int
    ask: Ask | None

    @property
    def is_empty(self) -> bool:
        return not self.marks


@dataclass(frozen=True)
class Line:
    """A goal of the company with one cell for each column. `objective` is the one it is or belongs to."""

    mark: Mark
    objective: int
    is_part: bool
    cells: list[Cell]


@dataclass(frozen=True)
class Matrix:
    """`levels` is how many levels of departments there are."""

    columns: list[Column]
    lines: list[Line]
    levels: int


def matrix_of(viewer: Person, cycle: Cycle, *, level: int, is_by_site: bool, language: str, moment: datetime) -> Matrix:
    """The matrix of a cycle as the viewer sees it: departments of a `level` (0 is the top) or sites. A constant number of queries."""
    departments = list(Department.objects.with_tree_fields())
    columns = _sites() if is_by_site else _departments(departments, level)
    seen = Objective.objects.visible_to(viewer).alive()
    company = list(
        seen.filter(cycle=cycle, level=Objective.Level.COMPANY).order_by("position", "id").values_list("pk", flat=True)
    )
    parts = KeyResult.objects.filter(objective__in=company).exclude(state=State.CANCELLED).order_by("position", "id")
    below = _below(parts.values_list("pk", "objective"))
    places = _places(seen, is_by_site)
    heads: list[tuple[Node, int]] = [
        head for pk in company for head in [(("objective", pk), pk), *((node, pk) for node in below.own[pk])]
    ]
    reached = {node: below.reached(node, places) for node, _pk in heads}
    filled = {(node, column.key): _nearest(reached[node], column, places) for node, _pk in heads for column in columns}
    shown = {("objective", pk) for found in filled.values() for pk in found[:SHOWN]}
    marks = marks_of({*(node for node, _pk in heads), *shown}, language, moment)
    asks = {} if is_by_site else _asks(company)
    lines = [
        Line(
            mark=marks[node],
            objective=pk,
            is_part=node[0] == "key_result",
            cells=[
                Cell(
                    column=column,
                    marks=[
                        marks["objective", one]
                        for one in filled[node, column.key][:SHOWN]
                        if ("objective", one) in marks
                    ],
                    more=max(0, len(filled[node, column.key]) - SHOWN),
                    ask=asks.get((pk, column.key)),
                )
                for column in columns
            ],
        )
        for node, pk in heads
        if node in marks
    ]
    depths = [getattr(one, "tree_depth", 0) for one in departments]
    return Matrix(columns, lines, max(depths, default=-1) + 1)


@dataclass(frozen=True)
class _Lines:
    """What leads up to what, seen from above; `own` are the key results of the company's objectives."""

    own: Mapping[int, Sequence[Node]]
    sources: Mapping[Node, Sequence[int]]

    def reached(self, node: Node, places: Mapping[int, Any]) -> dict[int, int]:
        """The objectives that serve a goal, themselves or through others, by their distance; those the viewer sees."""
        found: dict[int, int] = {}
        level = [node, *(self.own.get(node[1], ()) if node[0] == "objective" else ())]
        distance = 1
        while level:
            new = {pk for one in level for pk in self.sources.get(one, ())} - found.keys()
            found |= dict.fromkeys(new, distance)
            level = [("objective", pk) for pk in new]
            distance += 1
        return {pk: far for pk, far in found.items() if pk in places}


def _below(parts: Iterable[tuple[int, int]]) -> _Lines:
    own: dict[int, list[Node]] = {}
    for pk, objective in parts:
        own.setdefault(objective, []).append(("key_result", pk))
    sources: dict[Node, list[int]] = {}
    children = Objective.objects.alive().filter(parent__isnull=False).order_by("id")
    for pk, parent in children.values_list("pk", "parent"):
        sources.setdefault(("objective", parent or 0), []).append(pk)
    edges = Edge.objects.standing().filter(kind__in=UPWARDS).order_by("id")
    columns = ("from_objective", "from_key_result__objective", "to_objective", "to_key_result")
    for objective, whole, to_objective, to_key_result in edges.values_list(*columns):
        sources.setdefault(node_of(to_objective, to_key_result), []).append(objective or whole)
    return _Lines(_Rest(own), sources)


class _Rest(dict[int, list[Node]]):
    """Nothing for an objective without key results."""

    def __missing__(self, key: int) -> list[Node]:
        return []


def _places(seen: Any, is_by_site: bool) -> dict[int, int | None]:
    return dict(seen.values_list("pk", "owner__site" if is_by_site else "department"))


def _nearest(reached: Mapping[int, int], column: Column, places: Mapping[int, int | None]) -> list[int]:
    inside = {pk: far for pk, far in reached.items() if places[pk] in column.holds}
    nearest = min(inside.values(), default=0)
    return sorted(pk for pk, far in inside.items() if far == nearest)


def _departments(departments: Sequence[Any], level: int) -> list[Column]:
    """Those of the level, and those above it that have none inside."""
    with_inside = {one.parent_id for one in departments}
    chosen = [
        one for one in departments if one.tree_depth == level or (one.tree_depth < level and one.pk not in with_inside)
    ]
    return [
        Column(one.pk, one.name, frozenset(other.pk for other in departments if one.pk in other.tree_path))
        for one in chosen
    ]


def _sites() -> list[Column]:
    return [Column(site.pk, site.name, frozenset([site.pk])) for site in Site.objects.order_by("name")]


def _asks(company: Sequence[int]) -> dict[tuple[int, int], Ask]:
    found = Ask.objects.filter(objective__in=company).select_related("answered_by")
    return {(ask.objective_id, ask.department_id): ask for ask in found}
