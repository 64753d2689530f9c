"""Pace: how much progress is expected by a day, as a ratio from 0 to 1. By the calendar, by hours at work, by milestones, by a curve."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from itertools import pairwise

from denyut.okr.progress import ONE, ZERO, clamp

type Curve = Sequence[tuple[Decimal, Decimal]]


class NotACurve(ValueError):
    """Points that lead no way from nothing (0, 0) to everything (1, 1)."""


def calendar(starts_on: date, ends_on: date, day: date) -> Decimal:
    """Expected progress on `day`: linear from 0 on the first day to 1 on the last."""
    span = (ends_on - starts_on).days
    if span <= 0:
        return ONE if day >= ends_on else ZERO
    return clamp(Decimal((day - starts_on).days) / span)


def by_hours(hours: Sequence[tuple[date, Decimal]], day: date, *, span: tuple[date, date] | None = None) -> Decimal:
    """Expected progress at the end of `day`: the hours available so far ÷ all hours available, days of leave having 0.

    Without any hours it is the calendar's, over `span` (first and last day; by default those listed); 0 where there is no span either.
    Raises ValueError for negative hours.
    """
    if any(h < ZERO for _d, h in hours):
        raise ValueError("hours are not negative")
    total = sum((h for _d, h in hours), ZERO)
    if total:
        return sum((h for d, h in hours if d <= day), ZERO) / total
    days = span or [d for d, _h in hours]
    return calendar(min(days), max(days), day) if days else ZERO


def by_milestones(
    milestones: Sequence[tuple[date, Decimal]], starts_on: date, day: date, *, is_gradual: bool = False
) -> Decimal:
    """Expected progress at the end of `day`: the weight of the milestones due by then ÷ all weight; 0 when nothing has weight.

    A milestone earns nothing before it is done, so nothing is expected before it is due; with `is_gradual`, where half-done ones
    count, the line climbs straight from `starts_on` to the first and on from each to the next.
    """
    total = sum((weight for _due, weight in milestones), ZERO)
    if not total:
        return ZERO
    reached, last = ZERO, starts_on
    for due, weight in sorted(milestones):
        if due > day:
            return (reached + (weight * calendar(last, due, day) if is_gradual else ZERO)) / total
        reached, last = reached + weight, max(last, due)
    return ONE


def by_curve(points: Curve, starts_on: date, ends_on: date, day: date) -> Decimal:
    """Expected progress on `day` along a curve of (share of calendar time, share of progress). Raises NotACurve as `along` does."""
    return along(points, calendar(starts_on, ends_on, day))


def along(points: Curve, share: Decimal) -> Decimal:
    """The height of a curve at a share of time (of days or of hours): straight lines between its points.

    Raises NotACurve unless it goes from (0, 0) to (1, 1), time always forward and progress never back.
    """
    _check(points)
    share = clamp(share)
    (x, y), (then_x, then_y) = next(pair for pair in pairwise(points) if share <= pair[1][0])
    return y + (then_y - y) * (share - x) / (then_x - x)


def at_the_end(ends_on: date, day: date) -> Decimal:
    """Expected progress of what is done in one step, or by no plan: nothing until the last day, then all."""
    return ONE if day >= ends_on else ZERO


def _check(points: Curve) -> None:
    if len(points) < 2 or [*points[0], *points[-1]] != [ZERO, ZERO, ONE, ONE]:
        raise NotACurve("a curve goes from 0, 0 to 1, 1")
    if any(then_x <= x or then_y < y for (x, y), (then_x, then_y) in pairwise(points)):
        raise NotACurve("on a curve time goes forward and progress never back")
