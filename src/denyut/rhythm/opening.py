"""When rituals open and close for a person: on their own clock, and off the free days of their site."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from denyut.people.calendars import WorkingTime, working_time
from denyut.people.models import Person
from denyut.people.times import zone_of
from denyut.rhythm.models import Ritual
from denyut.rhythm.occurrences import FARTHEST, Window, held_days, window


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One time that a ritual is to take place for one person. `planned_on` is its day for everybody, `held_on` theirs."""

    ritual: Ritual
    planned_on: date
    held_on: date
    window: Window

    def is_over(self, moment: datetime) -> bool:
        """Whether its window has closed."""
        return moment >= self.window.closes_at


def window_for(person: Person, ritual: Ritual, day: date) -> Window:
    """The window of a ritual planned on `day`, for one person. Two queries, and the person's site if it is not loaded."""
    time = working_time([person.pk], day, day + FARTHEST)
    held = {planned: held for planned, held in _held(person, ritual, time) if planned == day}
    return window(held.get(day, day), ritual.at, ritual.minutes, zone_of(person))


def occurrences_of(person: Person, ritual: Ritual, time: WorkingTime) -> Iterator[Occurrence]:
    """All times of a ritual for a person, in order. `time` knows the holidays of the span one asks about. No query."""
    for planned, held in _held(person, ritual, time):
        yield Occurrence(ritual, planned, held, window(held, ritual.at, ritual.minutes, zone_of(person)))


def time_around(person: Person, first: date, last: date) -> WorkingTime:
    """The person's working time for all that may be held from `first` to `last`. Two queries."""
    return working_time([person.pk], first - FARTHEST, last + FARTHEST + timedelta(days=1))


def _held(person: Person, ritual: Ritual, time: WorkingTime) -> Iterator[tuple[date, date]]:
    def works_on(day: date) -> bool:
        # Where nobody knows the site, every day will do.
        return time.site_works(person.pk, day) is not False

    return held_days(ritual.first_on, ritual.last_on(), ritual.every, works_on)
