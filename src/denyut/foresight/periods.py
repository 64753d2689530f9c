"""Check-in dates: the days by which a key result is heard of, counted from its first day."""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class Dates:
    """The check-in dates from `first` to `last`, `days` apart; the last one falls on the last day."""

    first: date
    last: date
    days: int

    @property
    def horizon(self) -> int:
        """How many there are, one at least."""
        return max(1, -(-((self.last - self.first).days + 1) // self.days))

    def passed(self, day: date) -> int:
        """How many are over at the end of `day`."""
        if day >= self.last:
            return self.horizon
        return max(0, min(self.horizon - 1, ((day - self.first).days + 1) // self.days))

    def number(self, day: date) -> int:
        """The date (from 1) by which something said on `day` counts; what was said before the first day counts as the first."""
        return max(1, min(self.horizon, (day - self.first).days // self.days + 1))

    def on(self, number: float) -> date:
        """The day of a date; 0 is the eve of the first day."""
        return min(self.last, self.first + timedelta(days=round(number * self.days) - 1))

    def week(self, day: date) -> int:
        """The week (from 0) of the first day's counting in which `day` lies."""
        return (day - self.first).days // 7


def readings_by_date(dates: Dates, said: Iterable[tuple[date, float]], today: date) -> tuple[list[float | None], int]:
    """What was last said (in the order of time) by each date, None where nothing was, and how many dates have passed.

    What was said since the last date already counts as the next one; not as the last of all, which is over on its day alone.
    """
    passed = dates.passed(today)
    most = dates.horizon if today >= dates.last else max(dates.horizon - 1, 1)
    found: dict[int, float] = {}
    for day, value in said:
        if day <= today:
            found[min(dates.number(day), most)] = value
    elapsed = min(max(passed, *found), most) if found else passed
    return [found.get(number) for number in range(1, elapsed + 1)], elapsed


def latest_before(days: list[date], day: date) -> int | None:
    """The place of the last of ascending `days` that lies before `day`."""
    place = bisect_left(days, day) - 1
    return place if place >= 0 else None
