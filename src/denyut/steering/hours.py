"""When an answer is due: hours that run on working days alone."""

from collections.abc import Callable, Collection, Mapping
from datetime import date, datetime, time, timedelta, tzinfo

from denyut.people.calendars import working_time
from denyut.people.models import Person
from denyut.people.times import zone_of

FARTHEST = 60
SATURDAY = 5


def after_hours(since: datetime, hours: int, zone: tzinfo, works_on: Callable[[date], bool]) -> datetime:
    """The moment when so many hours of working days have passed since: the clock stands still on days on which nobody works.

    Sixty days are the end of it, whatever `works_on` says. In UTC.
    """
    left, at = timedelta(hours=hours), since.astimezone(zone)
    for _day in range(FARTHEST):
        midnight = datetime.combine(at.date() + timedelta(days=1), time(), tzinfo=zone)
        span = midnight - at if works_on(at.date()) else timedelta(0)
        if left <= span:
            return (at + left).astimezone(since.tzinfo)
        left, at = left - span, midnight
    return at.astimezone(since.tzinfo)


def due_times(people: Collection[Person], since: datetime, hours: int) -> Mapping[int, datetime]:
    """When each of these people has to have answered, by their site's week, its holidays and their absences. Two queries.

    Their sites must be loaded.
    """
    first = since.date() - timedelta(days=1)
    known = working_time([person.pk for person in people], first, first + timedelta(days=FARTHEST + 2))

    def works_on(person: int) -> Callable[[date], bool]:
        def works(day: date) -> bool:
            is_there = known.is_working_day(person, day)
            # Whoever has no site has no known week: from Monday to Friday, then.
            return day.weekday() < SATURDAY if is_there is None else is_there

        return works

    return {person.pk: after_hours(since, hours, zone_of(person), works_on(person.pk)) for person in people}
