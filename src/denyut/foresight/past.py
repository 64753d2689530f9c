"""What was read before a cycle, brought to the spacing of its check-ins: one value a week for weekly ones. Pure."""

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import accumulate, pairwise

AT_MOST = 120
# A line that ended longer before the cycle, counted in check-in dates, tells nothing of its start.
STALE = 5

type Points = Sequence[tuple[date, float]]


def values_before(first: date, days: int, points: Points) -> list[float]:
    """The values at the check-in dates before the day `first`, `days` apart, oldest first, by readings in the order of time.

    Between two readings lies a straight line; the last one holds up to the date of its stretch.
    """
    known = _until(first, points)
    return [_at(known, day) for day in _dates(first, days, known, later=days - 1)]


def amounts_before(first: date, days: int, points: Points) -> list[float]:
    """The amounts of each stretch of `days` before the day `first`, oldest first, by amounts in the order of time.

    An amount is of the days since the one before it; for the first one these are unknown, and it is left out.
    """
    totals = accumulate((amount for _day, amount in points[1:]), initial=0.0)
    return steps_before(first, days, [(day, total) for (day, _amount), total in zip(points, totals, strict=False)])


def steps_before(first: date, days: int, totals: Points) -> list[float]:
    """The same amounts by their running total, as a sum of an earlier cycle tells it."""
    known = _until(first, totals)
    return [after - before for before, after in pairwise(_at(known, day) for day in _dates(first, days, known))]


def _until(first: date, points: Points) -> Points:
    # Of two readings on one day the later one holds.
    return list({day: (day, value) for day, value in points if day < first}.values())


def _dates(first: date, days: int, known: Points, *, later: int = 0) -> list[date]:
    eve = first - timedelta(days=1)
    if not known or (eve - known[-1][0]).days >= STALE * days:
        return []
    number = min(AT_MOST, (eve - known[0][0]).days // days + 1)
    dates = [eve - timedelta(days=place * days) for place in reversed(range(number))]
    return [day for day in dates if (day - known[-1][0]).days <= later]


def _at(points: Points, day: date) -> float:
    place = bisect_right(points, day, key=lambda point: point[0]) - 1
    since, value = points[place]
    if place == len(points) - 1 or since == day:
        return value
    until, to_come = points[place + 1]
    return value + (to_come - value) * (day - since).days / (until - since).days
