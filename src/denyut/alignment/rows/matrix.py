"""The matrix: goals of the company in rows, departments or sites in columns, and in each cell what they do for it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from denyut.alignment.models import Ask
from denyut.alignment.reach import Column, Reach, all_sites, departments_at, reach_of
from denyut.alignment.rows.marks import Mark, marks_of
from denyut.okr.lines import Node
from denyut.okr.models import Cycle, KeyResult, Objective, State
from denyut.people.models import Department, Person

SHOWN = 3


@dataclass(frozen=True, slots=True)
class Cell:
    """What a column does for a goal: its goals, the nearest first, and what came of asking it.

    `serves_above` when it does nothing for a key result, but something for the objective of which that is a part.
    """

    column: Column
    marks: list[Mark]
    more: int
    ask: Ask | None
    serves_above: bool

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

    @property
    def missing(self) -> list[Cell]:
        """Where nobody does anything for it."""
        return [cell for cell in self.cells if cell.is_empty]

    @property
    def to_ask(self) -> list[int]:
        """The departments of these that wait for no question."""
        return [cell.column.key for cell in self.missing if cell.ask is None or cell.ask.is_declined]


@dataclass(frozen=True)
class Matrix:
    """`levels` is how many levels of departments there are."""

    columns: list[Column]
    lines: list[Line]
    levels: int


type Filled = Mapping[tuple[Node, int], list[int]]


def matrix_of(viewer: Person, cycle: Cycle, *, level: int, is_by_site: bool, language: str, moment: datetime) -> Matrix:
    """The matrix of a cycle as the viewer sees it: departments of a `level` (0 is the top) or sites. A constant number of queries."""
    departments = list(Department.objects.with_tree_fields())
    columns = all_sites() if is_by_site else departments_at(departments, level)
    seen = Objective.objects.visible_to(viewer).alive()
    of_company = seen.filter(cycle=cycle, level=Objective.Level.COMPANY).order_by("position", "id")
    company = list(of_company.values_list("pk", flat=True))
    parts = KeyResult.objects.filter(objective__in=company).exclude(state=State.CANCELLED).order_by("position", "id")
    reach = reach_of(cycle, seen, parts.values_list("pk", "objective"), "owner__site" if is_by_site else "department")
    heads = [(node, pk) for pk in company for node in reach.nodes_of(pk)]
    filled = _filled(reach, [node for node, _pk in heads], columns)
    shown = {("objective", pk) for found in filled.values() for pk in found[:SHOWN]}
    marks = marks_of({*(node for node, _pk in heads), *shown}, language, moment)
    asks = {} if is_by_site else _asks(company)
    lines = [
        Line(
            mark=marks[node],
            objective=pk,
            is_part=node[0] == "key_result",
            cells=[_cell(node, pk, column, filled, marks, asks.get((pk, column.key))) for column in columns],
        )
        for node, pk in heads
        if node in marks
    ]
    depths = [getattr(one, "tree_depth", 0) for one in departments]
    return Matrix(columns, lines, max(depths, default=-1) + 1)


def _filled(reach: Reach, nodes: Sequence[Node], columns: Sequence[Column]) -> Filled:
    """The objectives in each cell."""
    serving = {node: reach.serving(node) for node in nodes}
    return {(node, column.key): reach.nearest(serving[node], column) for node in nodes for column in columns}


def _cell(
    node: Node, objective: int, column: Column, filled: Filled, marks: Mapping[Node, Mark], ask: Ask | None
) -> Cell:
    own = filled[node, column.key]
    return Cell(
        column=column,
        marks=[marks["objective", pk] for pk in own[:SHOWN] if ("objective", pk) in marks],
        more=max(0, len(own) - SHOWN),
        ask=ask,
        serves_above=not own and bool(filled[("objective", objective), column.key]),
    )


def _asks(company: Sequence[int]) -> dict[tuple[int, int], Ask]:
    found = Ask.objects.filter(objective__in=company).select_related("answered_by")
    return {(ask.objective_id, ask.department_id): ask for ask in found}
