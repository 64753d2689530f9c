"""When blockers turn amber and red, and whom to tell above: by the working days of whoever is waited for."""

from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date, datetime, timedelta

from denyut.matters.ages import AMBER, FARTHEST, RED, after_working_days
from denyut.matters.models import Blocker
from denyut.people.calendars import WorkingTime, working_time
from denyut.people.models import Department, Person

type Marks = tuple[datetime, datetime]
SATURDAY = 5


def marks_of(blockers: Collection[Blocker]) -> Mapping[int, Marks]:
    """When each of these blockers turns amber and when red, by its id. Two queries; their people must be loaded."""
    if not blockers:
        return {}
    days = [one.standing_since.date() for one in blockers]
    people = {_clock_of(one) for one in blockers}
    known = working_time(people, min(days), max(days) + timedelta(days=FARTHEST))
    return {one.pk: _marks(one, known) for one in blockers}


def somebody_above(blocker: Blocker) -> Person | None:
    """Whom to tell that nobody clears it: the next lead above whoever is waited for, else their manager."""
    waited = blocker.waited_for()
    for person in [*_leads(blocker), waited.manager if waited else None]:
        if person is not None and person.is_active and person != waited:
            return person
    return None


def department_of(blocker: Blocker) -> Department | None:
    """The department that is waited for, said or that of the person."""
    return blocker.waits_on_department or (blocker.waits_on.department if blocker.waits_on else None)


def _leads(blocker: Blocker) -> Iterator[Person | None]:
    department = department_of(blocker)
    if department is not None:
        line = department.ancestors(include_self=True).select_related("lead")
        yield from (one.lead for one in reversed(list(line)))


def _marks(blocker: Blocker, known: WorkingTime) -> Marks:
    works_on = _works_on(_clock_of(blocker), known)
    since = blocker.standing_since
    return after_working_days(since, AMBER, works_on), after_working_days(since, RED, works_on)


def _clock_of(blocker: Blocker) -> int:
    waited = blocker.waited_for()
    return waited.pk if waited is not None else blocker.raised_by_id


def _works_on(person: int, known: WorkingTime) -> Callable[[date], bool]:
    def works_on(day: date) -> bool:
        works = known.site_works(person, day)
        # Whoever has no site has no known week: from Monday to Friday, then.
        return day.weekday() < SATURDAY if works is None else works

    return works_on
