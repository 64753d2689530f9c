"""What people focus on this week: one's own five things, the team's load, and where several pull at the same goal."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q

from denyut.lib.dates import monday_of
from denyut.okr.models import KeyResult
from denyut.people.faces import Face, face_of
from denyut.people.models import Person
from denyut.people.times import zone_of
from denyut.spine import clock
from denyut.talk.references import Reference
from denyut.tasks.actions.focusing import AT_MOST
from denyut.tasks.models import Focus, Task
from denyut.tasks.rows import goal_named


@dataclass(frozen=True, slots=True)
class FocusRow:
    """One thing that matters: what it says, and the key result it is for."""

    id: int
    label: str
    words: str
    goal: Reference
    is_done: bool


@dataclass(frozen=True, slots=True)
class Mine:
    """The viewer's week: their things, and how many more there is room for."""

    rows: list[FocusRow]
    room: int
    week_on: date

    @property
    def is_full(self) -> bool:
        return self.room <= 0


@dataclass(frozen=True, slots=True)
class Load:
    """What one colleague has taken on: what matters to them as far as the viewer sees it, open tasks, and those due by Sunday or late."""

    face: Face
    rows: list[FocusRow]
    tasks: int
    due: int


@dataclass(frozen=True, slots=True)
class Overlap:
    """A key result that several people of a team focus on."""

    goal: Reference
    people: list[str]


def focus_of(viewer: Person) -> Mine:
    """The viewer's own week. One query."""
    monday = week_of(viewer)
    rows = [_row(one) for one in Focus.objects.of_week(monday).filter(person=viewer).select_related("key_result")]
    return Mine(rows, AT_MOST - len(rows), monday)


def team_of(viewer: Person) -> list[Load]:
    """The load of the viewer's department and of those who report to them, the viewer first. Two queries."""
    monday, sunday = week_of(viewer), week_of(viewer).toordinal() + 6
    near = Q(pk=viewer.pk) | Q(manager=viewer)
    near |= Q(department=viewer.department_id) if viewer.department_id else Q()
    standing = Q(tasks__state=Task.State.OPEN)
    people = (
        Person.objects.colleagues()
        .filter(near)
        .annotate(
            standing=Count("tasks", filter=standing),
            due=Count("tasks", filter=standing & Q(tasks__due_on__lte=date.fromordinal(sunday))),
        )
    )
    rows: defaultdict[int, list[FocusRow]] = defaultdict(list)
    seen = Focus.objects.visible_to(viewer).of_week(monday).filter(person__in=people.values("pk"))
    for one in seen.select_related("key_result"):
        rows[one.person_id].append(_row(one))
    counted: Iterable[Any] = people
    loads = [Load(face_of(one), rows[one.pk], one.standing, one.due) for one in counted]
    return sorted(loads, key=lambda load: (load.face.id != viewer.pk, load.face.name))


def overlaps(team: Sequence[Load]) -> list[Overlap]:
    """The key results on which two people and more of a team focus, those of most people first. No query."""
    people: defaultdict[int, list[str]] = defaultdict(list)
    goals: dict[int, Reference] = {}
    for load in team:
        for number, goal in {row.goal.number: row.goal for row in load.rows}.items():
            goals[number] = goal
            people[number].append(load.face.name)
    found = [Overlap(goals[number], names) for number, names in people.items() if len(names) > 1]
    return sorted(found, key=lambda one: (-len(one.people), one.goal.number))


def offered(viewer: Person) -> list[KeyResult]:
    """The key results that the viewer most likely means: their own of cycles that run, and those their open tasks help. One query."""
    today = clock.now().astimezone(zone_of(viewer)).date()
    helped = Task.objects.standing().filter(owner=viewer).values("key_result")
    mine = Q(owner=viewer) | Q(delegate=viewer) | Q(pk__in=helped)
    alive = KeyResult.objects.visible_to(viewer).alive().filter(mine)
    return list(alive.filter(objective__cycle__ends_on__gte=today).order_by("pk")[:60])


def week_of(viewer: Person) -> date:
    """The Monday of the viewer's present week, by their own clock."""
    return monday_of(clock.now().astimezone(zone_of(viewer)).date())


def _row(one: Focus) -> FocusRow:
    return FocusRow(one.pk, one.label, one.words, goal_named(one.key_result), one.done_at is not None)
