"""Whether check-ins came on time: which days they were due on, and what became of each due day. Pure, in days of the owner's clock.

A due day's window runs from the day after the one before it to itself; a check-in is on time in the window and for a day of grace after
it, late until the next due day, and missed after that. An early one counts.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from denyut.rhythm.occurrences import planned_days

A_DAY = timedelta(days=1)
GRACE = A_DAY
NEW_DAYS = timedelta(days=3)
SHIFT_AT_MOST = 7


class Came(StrEnum):
    """What became of a due day."""

    ON_TIME = "on_time"
    LATE = "late"
    MISSED = "missed"
    PENDING = "pending"
    FUTURE = "future"
    NOT_ASKED = "not_asked"
    LEGACY = "legacy"


@dataclass(frozen=True, slots=True)
class Due:
    """A day on which a check-in is due, after the day `before` on which the one before was."""

    before: date
    day: date
    came: Came


def due_days(first: date, last: date, cadence: str, weekday: int, works_on: Callable[[date], bool]) -> Iterator[date]:
    """The due days from `first` to `last` on a weekday (1 is Monday), each moved to the next day on which the owner's site works."""
    start = first + timedelta(days=(weekday - first.isoweekday()) % 7)
    for planned in planned_days(start, last, cadence):
        yield _worked(planned, works_on)


def ledger(
    days: Sequence[date],
    said: Sequence[date],
    today: date,
    *,
    made_on: date,
    measured_since: date | None = None,
    is_away: Callable[[date], bool] = lambda day: False,
    is_asked: bool = True,
) -> list[Due]:
    """What became of each due day, oldest first; `said` are the days of the check-ins.

    Nobody is asked where the goal does not run or its data come by themselves (`is_asked`), in the first three days of a key result
    (`made_on`), and when the owner was away on every day of a window. Days before `measured_since`, when it began to be measured as it
    is now, are of a time that is over.
    """
    found: list[Due] = []
    for place, day in enumerate(days):
        before = days[place - 1] if place else day - timedelta(days=7)
        following = days[place + 1] if place + 1 < len(days) else day + (day - before)
        came = _came(before, day, following, said, today)
        if measured_since is not None and day < measured_since:
            came = Came.LEGACY
        elif came is not Came.ON_TIME and _is_spared(before, day, made_on, is_away, is_asked=is_asked):
            came = Came.NOT_ASKED
        found.append(Due(before, day, came))
    return found


def discipline(dues: Sequence[Due]) -> Decimal | None:
    """On time ÷ (on time + late + missed), 0 to 1; None before anything was due."""
    counted = [due.came for due in dues if due.came in (Came.ON_TIME, Came.LATE, Came.MISSED)]
    return Decimal(counted.count(Came.ON_TIME)) / len(counted) if counted else None


def _came(before: date, day: date, following: date, said: Sequence[date], today: date) -> Came:
    if any(before < one <= day + GRACE for one in said):
        return Came.ON_TIME
    if any(day + GRACE < one <= following for one in said):
        return Came.LATE
    if today <= before:
        return Came.FUTURE
    return Came.MISSED if today > following else Came.PENDING


def _is_spared(before: date, day: date, made_on: date, is_away: Callable[[date], bool], *, is_asked: bool) -> bool:
    window = [before + timedelta(days=number) for number in range(1, (day - before).days + 1)]
    working = [one for one in window if one.isoweekday() < 6]
    return not is_asked or day < made_on + NEW_DAYS or all(is_away(one) for one in working or window)


def _worked(day: date, works_on: Callable[[date], bool]) -> date:
    for number in range(SHIFT_AT_MOST):
        if works_on(day + number * A_DAY):
            return day + number * A_DAY
    return day
