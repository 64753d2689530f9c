"""Whether check-ins came on time: when they were due, and what became of each due moment. Pure.

A due moment's window begins after the one before it and ends with itself; a check-in is on time in the window and for 24 hours after it,
late until the next due moment, and missed after that. An early one counts.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from decimal import Decimal
from enum import StrEnum

from denyut.rhythm.occurrences import held_days

A_DAY = timedelta(days=1)
GRACE = timedelta(hours=24)
NEW_DAYS = timedelta(days=3)
A_WEEK = timedelta(days=7)


class Came(StrEnum):
    """What became of a due moment."""

    ON_TIME = "on_time"
    LATE = "late"
    MISSED = "missed"
    PENDING = "pending"
    FUTURE = "future"
    NOT_ASKED = "not_asked"
    LEGACY = "legacy"


@dataclass(frozen=True, slots=True)
class Slot:
    """A moment (UTC) at which a check-in is due, its day by the owner's clock, and the edges: the due moments before and after it."""

    day: date
    at: datetime
    before: datetime
    following: datetime


@dataclass(frozen=True, slots=True)
class Due:
    """A due moment and what became of it."""

    slot: Slot
    came: Came

    @property
    def day(self) -> date:
        """Its day by the owner's clock."""
        return self.slot.day


def slots(
    first: date,
    last: date,
    cadence: str,
    *,
    weekday: int,
    at: time,
    zone: tzinfo,
    works_on: Callable[[date], bool],
) -> list[Slot]:
    """When check-ins are due from `first` to `last`: on a weekday (1 is Monday) `at` a time by the owner's clock.

    A day off moves to the next day on which there is work; what would fall onto the next due day is left out.
    """
    return list(_edged(_due_days(first, last, cadence, weekday, works_on), at, zone))


def ledger(
    due: Sequence[Slot],
    said: Sequence[datetime],
    now: datetime,
    *,
    made_at: datetime,
    measured_since: datetime | None = None,
    is_away: Callable[[date], bool] = lambda day: False,
    is_asked: Callable[[datetime], bool] = lambda moment: True,
    is_fed: Callable[[datetime], bool] = lambda moment: False,
) -> list[Due]:
    """What became of each due moment, oldest first; `said` are the moments of the check-ins.

    Nobody is asked while the goal does not run (`is_asked`), while fresh data come by themselves (`is_fed`), in the first three days of
    a key result, and when the owner is away. Moments before `measured_since`, when it began to be measured as it is now, are of a time
    that is over.
    """
    known = sorted(said)
    found = []
    for slot in due:
        came = _came(slot, known, now)
        if measured_since is not None and slot.at < measured_since:
            came = Came.LEGACY
        elif is_fed(slot.at) or (
            came is not Came.ON_TIME and (not is_asked(slot.at) or is_spared(slot, made_at, is_away))
        ):
            came = Came.NOT_ASKED
        found.append(Due(slot, came))
    return found


def is_spared(slot: Slot, made_at: datetime, is_away: Callable[[date], bool]) -> bool:
    """Whether nobody expects a check-in: the key result is not three days old, or its owner is away that day or the whole window."""
    return slot.at < made_at + NEW_DAYS or is_away(slot.day) or _is_away_throughout(slot, is_away)


def discipline(dues: Sequence[Due]) -> Decimal | None:
    """On time ÷ (on time + late + missed), 0 to 1; None before anything was due."""
    counted = [due.came for due in dues if due.came in (Came.ON_TIME, Came.LATE, Came.MISSED)]
    return Decimal(counted.count(Came.ON_TIME)) / len(counted) if counted else None


def _due_days(first: date, last: date, cadence: str, weekday: int, works_on: Callable[[date], bool]) -> list[date]:
    start = first + timedelta(days=(weekday - first.isoweekday()) % 7)
    return [held for _planned, held in held_days(start, last, cadence, works_on)]


def _edged(days: Sequence[date], at: time, zone: tzinfo) -> Iterator[Slot]:
    moments = [datetime.combine(day, at, tzinfo=zone).astimezone(UTC) for day in days]
    gap = moments[1] - moments[0] if len(moments) > 1 else A_WEEK
    edges = [moments[0] - gap, *moments, moments[-1] + gap] if moments else []
    for place, day in enumerate(days):
        yield Slot(day, moments[place], edges[place], edges[place + 2])


def _came(slot: Slot, said: Sequence[datetime], now: datetime) -> Came:
    if _any(said, slot.before, slot.at + GRACE):
        return Came.ON_TIME
    if _any(said, slot.at + GRACE, slot.following):
        return Came.LATE
    if now <= slot.before:
        return Came.FUTURE
    return Came.MISSED if now > slot.following else Came.PENDING


def _any(said: Sequence[datetime], after: datetime, until: datetime) -> bool:
    return bisect_right(said, after) < bisect_right(said, until)


def _is_away_throughout(slot: Slot, is_away: Callable[[date], bool]) -> bool:
    length = max(1, (slot.at - slot.before).days)
    window = [slot.day - timedelta(days=number) for number in range(length)]
    working = [day for day in window if day.isoweekday() < 6]
    return all(is_away(day) for day in working or window)
