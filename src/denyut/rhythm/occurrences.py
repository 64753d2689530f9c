"""When a ritual takes place: its days in the calendar, moved off free days, and its window on each person's own clock.

Without Django. A *planned* day is the one in the calendar; a ritual is *held* on it, or on the next day on which the
person's site works.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from enum import StrEnum
from itertools import count, zip_longest

type Works = Callable[[date], bool]

A_DAY = timedelta(days=1)
# A single day is moved no further than this: a site that rests longer has no better day to offer.
FARTHEST = timedelta(days=31)


class Every(StrEnum):
    """How often a ritual comes again."""

    ONCE = "once"
    WEEK = "week"
    TWO_WEEKS = "two_weeks"
    MONTH = "month"
    QUARTER = "quarter"


@dataclass(frozen=True, slots=True)
class Window:
    """When a ritual is open on one clock; aware moments in UTC."""

    opens_at: datetime
    closes_at: datetime

    def is_open(self, moment: datetime) -> bool:
        """Whether `moment` lies in the window, its last instant excluded."""
        return self.opens_at <= moment < self.closes_at


def planned_days(first_on: date, last_on: date, every: str) -> Iterator[date]:
    """The days from `first_on` to `last_on`, both included, on the weekday of the first.

    Each month or quarter it is the same one of these weekdays: the second Tuesday, or the last for a fifth.
    """
    for day in _endless(first_on, Every(every)):
        if day > last_on:
            return
        yield day


def held_days(first_on: date, last_on: date, every: str, works_on: Works) -> Iterator[tuple[date, date]]:
    """Pairs of planned day and held day. One that would be pushed to the next planned day or beyond is left out."""
    planned = list(planned_days(first_on, last_on, every))
    for day, following in zip_longest(planned, planned[1:]):
        limit = following - A_DAY if following else day + FARTHEST
        held = next_working_day(day, limit, works_on)
        if held is not None or following is None:
            yield day, held or day


def next_working_day(day: date, limit: date, works_on: Works) -> date | None:
    """The first day from `day` to `limit`, both included, on which there is work; None when there is none."""
    while day <= limit:
        if works_on(day):
            return day
        day += A_DAY
    return None


def window(day: date, at: time, minutes: int, zone: tzinfo) -> Window:
    """The window of a ritual held on `day` at `at` by the clock of `zone`.

    A time that a change of clocks skips is taken an hour later, as clocks show it; one that comes twice, at its first.
    """
    opens_at = datetime.combine(day, at, tzinfo=zone).astimezone(UTC)
    return Window(opens_at, opens_at + timedelta(minutes=minutes))


def _endless(first_on: date, every: Every) -> Iterator[date]:
    if every is Every.ONCE:
        return iter([first_on])
    if every in (Every.WEEK, Every.TWO_WEEKS):
        weeks = 1 if every is Every.WEEK else 2
        return (first_on + timedelta(weeks=weeks * number) for number in count())
    months = 1 if every is Every.MONTH else 3
    return (_same_weekday(first_on, months * number) for number in count())


def _same_weekday(first_on: date, months: int) -> date:
    """The day that is in its month what `first_on` is in its own: the second Tuesday, or the last."""
    year, month = divmod(first_on.year * 12 + first_on.month - 1 + months, 12)
    opening = date(year, month + 1, 1)
    first = opening + timedelta(days=(first_on.weekday() - opening.weekday()) % 7)
    found = first + timedelta(weeks=(first_on.day - 1) // 7)
    return found if found.month == opening.month else found - timedelta(weeks=1)
