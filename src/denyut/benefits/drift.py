"""Strategy drift: done work that serves no goal under way, by team and week, and what drives it."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from denyut.benefits.crew import is_small
from denyut.benefits.weeks import Weeks
from denyut.okr.models import GONE, State
from denyut.people.models import Department, Person
from denyut.tasks.models import Task

NO_GOAL, GOAL_ENDED = "no_goal", "goal_ended"


@dataclass(frozen=True, slots=True)
class Done:
    """One finished task: when, in which department (None: in none), and why it serves no goal ("" when it does)."""

    at: datetime
    department: int | None
    driver: str

    @property
    def is_adrift(self) -> bool:
        return bool(self.driver)


@dataclass(frozen=True, slots=True)
class TeamDrift:
    """The drift of a department: tasks `adrift` of all `done`, by driver, and the share week by week (None: nothing was done)."""

    department: str
    done: int
    adrift: int
    drivers: dict[str, int]
    weekly: list[float | None]

    @property
    def share(self) -> float:
        return self.adrift / self.done


def done_in(weeks: Weeks) -> list[Done]:
    """The tasks done in these weeks. One query."""
    rows = Task.objects.filter(done_at__gte=weeks.begin, done_at__lt=weeks.end).order_by()
    found = rows.values_list(
        "done_at", "owner__department", "key_result", "key_result__state", "key_result__objective__state"
    )
    return [
        Done(at, department, driver_of(goal, state, objective))
        for at, department, goal, state, objective in found
        if at is not None
    ]


def driver_of(goal: int | None, state: str | None, objective: str | None) -> str:
    """Why a task with this key result serves no goal under way; empty when it does. Pure."""
    if goal is None:
        return NO_GOAL
    gone = (*GONE, State.POSTPONED)
    return GOAL_ENDED if state in gone or objective in gone else ""


def drift_by_team(weeks: Weeks) -> list[TeamDrift]:
    """The drift of each department of five people and more that finished something, the highest first. Three queries."""
    members = Counter(Person.objects.colleagues().order_by().values_list("department", flat=True))
    names = dict(Department.objects.order_by().values_list("pk", "name"))
    by_team: defaultdict[int, list[Done]] = defaultdict(list)
    for one in done_in(weeks):
        if one.department is not None and not is_small(members[one.department]):
            by_team[one.department].append(one)
    found = [_of(names[number], some, weeks) for number, some in by_team.items()]
    return sorted(found, key=lambda team: (-team.share, team.department))


def _of(name: str, done: Iterable[Done], weeks: Weeks) -> TeamDrift:
    by_week: defaultdict[date, list[Done]] = defaultdict(list)
    drivers: Counter[str] = Counter()
    for one in done:
        by_week[weeks.of(one.at)].append(one)
        drivers.update([one.driver] if one.driver else [])
    weekly = [_share(by_week[monday]) if monday in by_week else None for monday in weeks]
    return TeamDrift(name, sum(map(len, by_week.values())), drivers.total(), dict(drivers), weekly)


def _share(done: list[Done]) -> float:
    return sum(one.is_adrift for one in done) / len(done)
