"""Momentum: how fast a key result moves, whether it gains or loses speed, and how long it has stood still."""

from bisect import bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Momentum:
    """`velocity` is the change in a week over the last four weeks, `acceleration` how much more that is than in the four before; both in
    the unit of the values, signed so that better is positive. `still_days` since the last movement, None when it never moved;
    `streak`: how many weeks on end up to now it moved the better way.
    """

    velocity: float
    acceleration: float
    still_days: int | None
    streak: int


def momentum(
    readings: Iterable[tuple[date, float]], today: date, *, direction: str = "increase", span: int = 28
) -> Momentum:
    """Momentum at the end of `today` of readings (date, value) in any order; of several on a day the last counts, and each holds until the
    next. `span` is the number of days that velocity looks back on; less where the readings begin later. What lies after `today` is left
    out.
    """
    known = sorted({day: float(value) for day, value in readings if day <= today}.items())
    if not known:
        return Momentum(0.0, 0.0, None, 0)
    days, values = [day for day, _v in known], [value for _d, value in known]
    sign = -1.0 if direction == "decrease" else 1.0

    def at(day: date) -> float:
        return sign * values[max(0, bisect_right(days, day) - 1)]

    now = _velocity(at, days[0], today, span)
    before = _velocity(at, days[0], today - timedelta(days=span), span)
    moved = [day for (_before, old), (day, new) in pairwise(known) if new != old]
    still = (today - moved[-1]).days if moved else None
    return Momentum(now, now - before, still, _streak(at, days[0], today))


def _velocity(at: Callable[[date], float], first: date, end: date, span: int) -> float:
    start = max(end - timedelta(days=span), first)
    return (at(end) - at(start)) * WEEK.days / (end - start).days if end > start else 0.0


def _streak(at: Callable[[date], float], first: date, today: date) -> int:
    weeks, end = 0, today
    while end - WEEK >= first and at(end) > at(end - WEEK):
        weeks, end = weeks + 1, end - WEEK
    return weeks
