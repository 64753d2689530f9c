"""The board by person: company, departments, teams and the people in them, each with how their goals stand, and the goals themselves."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from itertools import groupby

from django.db.models import Avg, Max
from django.utils.functional import Promise

from denyut.lib.numbers import format_percent
from denyut.okr.board import SLICE, drawn_rows
from denyut.okr.labels import STATUS_LABELS
from denyut.okr.models import Cycle, KeyResult, Objective
from denyut.okr.paces import paces_of
from denyut.okr.progress import clamp
from denyut.okr.status import Status
from denyut.people.faces import Face, face_of
from denyut.people.models import Department, Person

type Place = tuple[int | None, int]


@dataclass(frozen=True, slots=True)
class Goal:
    """What a level needs of one goal: its progress and status, the mean confidence and the newest check-in of its key results."""

    objective: Objective
    progress: Decimal
    status: Status
    confidence: float | None
    checked_in_at: datetime | None


@dataclass(frozen=True, slots=True)
class Level:
    """How the goals of a person, a department with its teams, or the company stand: the mean, the worst status, the newest check-in."""

    goals: int
    progress: str
    bar: int
    status: str
    status_label: str | Promise
    confidence: int | None
    checked_in_at: datetime | None


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person in one department, with the goals they own there as drawn rows."""

    face: Face
    level: Level
    rows: list[str]


@dataclass
class Branch:
    """A department, or what belongs to the whole company (`department` None), with the people who own goals in it."""

    department: Department | None
    level: Level
    is_continued: bool
    people: list[PersonRow] = field(default_factory=list)

    @property
    def depth(self) -> int:
        return getattr(self.department, "tree_depth", 0)


@dataclass
class PeopleBoard:
    """A slice of a cycle's people. `then` is where the next one starts (None at the end); `private` counts what the viewer does not see."""

    cycle: Cycle
    company: Level | None
    branches: list[Branch]
    start: int
    then: int | None
    private: int


def people_board_of(viewer: Person, cycle: Cycle, *, start: int, language: str, moment: datetime) -> PeopleBoard:
    """The people whose goals begin at place `start`, sixty goals or a little more. A constant number of queries, whatever its size."""
    departments = {d.pk: d for d in Department.objects.with_tree_fields()}
    alive = Objective.objects.of_cycle(cycle).alive()
    goals = _in_order(_goals(alive.visible_to(viewer), cycle, moment), departments)
    end = _end(goals, start)
    shown = goals[start:end]
    drawn = drawn_rows([_key(goal) for goal in shown], language, moment)
    told = {pk for goal in goals[:start] for pk in _line(goal, departments)}
    branches = _branches(shown, goals, departments, told, language)
    for branch in branches:
        own = [goal for goal in shown if goal.objective.department_id == getattr(branch.department, "pk", None)]
        branch.people = _people(own, drawn, language)
    company = _level(goals, language) if goals and not start else None
    then = end if end < len(goals) else None
    return PeopleBoard(cycle, company, branches, start, then, alive.count() - len(goals))


def _goals(objectives: Iterable[Objective], cycle: Cycle, moment: datetime) -> list[Goal]:
    found = list(objectives.select_related("owner").order_by("position", "id"))  # type: ignore[attr-defined]
    told = KeyResult.objects.alive().filter(objective__cycle=cycle).order_by().values_list("objective")
    sums = {pk: said for pk, *said in told.annotate(sure=Avg("confidence"), last=Max("checked_in_at"))}
    for one in found:
        one.cycle = cycle
    paces, day = paces_of(found), moment.date()
    goals = []
    for one in found:
        sure, last = sums.get(one.pk, (None, None))
        status = paces.objective(one, day, has_begun=last is not None).status
        goals.append(Goal(one, clamp(one.progress), status, sure, last))
    return goals


def _in_order(goals: list[Goal], departments: dict[int, Department]) -> list[Goal]:
    order = {pk: place for place, pk in enumerate([None, *departments])}
    return sorted(
        goals, key=lambda goal: (order[goal.objective.department_id], goal.objective.owner.name, _place(goal)[1])
    )


def _end(goals: Sequence[Goal], start: int) -> int:
    """Where a slice ends: sixty goals on, and with the last person whole."""
    end = min(start + SLICE, len(goals))
    while 0 < end < len(goals) and _place(goals[end]) == _place(goals[end - 1]):
        end += 1
    return end


def _branches(
    shown: Sequence[Goal],
    goals: Sequence[Goal],
    departments: dict[int, Department],
    told: set[int | None],
    language: str,
) -> list[Branch]:
    """The departments of these goals in the order of the tree, each after those it lies in."""
    below: dict[int | None, list[Goal]] = {}
    for goal in goals:
        for pk in _line(goal, departments):
            below.setdefault(pk, []).append(goal)
    wanted = dict.fromkeys(
        pk for goal in shown for pk in _line(goal, departments) if pk not in told or pk == goal.objective.department_id
    )
    return [Branch(departments[pk] if pk else None, _level(below[pk], language), pk in told) for pk in wanted]


def _people(goals: Sequence[Goal], drawn: dict[int, str], language: str) -> list[PersonRow]:
    found = [list(own) for _owner, own in groupby(goals, key=lambda goal: goal.objective.owner_id)]
    return [
        PersonRow(
            face=face_of(own[0].objective.owner),
            level=_level(own, language),
            rows=[drawn[goal.objective.pk] for goal in own if goal.objective.pk in drawn],
        )
        for own in found
    ]


def _level(goals: Sequence[Goal], language: str) -> Level:
    progress = sum((goal.progress for goal in goals), Decimal(0)) / len(goals)
    worst = max((goal.status for goal in goals), key=lambda status: status.severity)
    sure = [goal.confidence for goal in goals if goal.confidence is not None]
    return Level(
        goals=len(goals),
        progress=format_percent(progress, language),
        bar=int(progress * 100),
        status=worst.value,
        status_label=STATUS_LABELS[worst],
        confidence=round(sum(sure) / len(sure)) if sure else None,
        checked_in_at=max((goal.checked_in_at for goal in goals if goal.checked_in_at), default=None),
    )


def _line(goal: Goal, departments: dict[int, Department]) -> list[int | None]:
    """A goal's department and those it lies in, the outermost first; for the whole company just that."""
    department = goal.objective.department_id
    return [None] if department is None else list(departments[department].tree_path)


def _place(goal: Goal) -> Place:
    return goal.objective.department_id, goal.objective.owner_id


def _key(goal: Goal) -> tuple[int, int, int | None]:
    return goal.objective.pk, goal.objective.version, goal.objective.department_id
