"""Statistics of many observations: one number for a day, for a week that rolls on, for a cycle so far. Few observations are hollow."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from denyut.okr.progress import ZERO

FINE = Decimal("0.000001")
HUNDRED = Decimal(100)
JUDGED_DAYS = 28

type Observed = tuple[datetime, Decimal]


class Statistic(StrEnum):
    MEDIAN = "median"
    P90 = "p90"
    MEAN = "mean"
    RATE = "rate"
    COUNT = "count"
    SUM = "sum"


class Window(StrEnum):
    """What a point of a line looks back on: its day, the seven days up to it, or everything since the first day."""

    DAY = "day"
    WEEK = "week"
    CYCLE = "cycle"


@dataclass(frozen=True)
class Point:
    """A statistic of `n` observations. A hollow one has too few: it is shown, and moves no status."""

    value: Decimal | None
    n: int
    is_hollow: bool


@dataclass(frozen=True)
class Dated:
    """The point of a line on a day."""

    day: date
    point: Point


def statistic_of(name: str, values: Iterable[Decimal], *, least: int = 1) -> Point:
    """A statistic of values, to six decimals: median, p90, mean, rate, count or sum; hollow with fewer than `least` values.

    The median of an even number is the mean of the middle two. p90 lies 0.9 of the way from the first to the last of the ordered
    values, interpolated between neighbours (Hyndman & Fan's type 7). A rate is the share of values other than 0, in percent.
    Of no values count and sum are 0, the others None. Raises ValueError for another name.
    """
    how = _STATISTICS[Statistic(name)]
    ordered = sorted(values)
    value = how(ordered) if ordered or name in (Statistic.COUNT, Statistic.SUM) else None
    return Point(None if value is None else value.quantize(FINE, ROUND_HALF_UP), len(ordered), len(ordered) < least)


def windows(
    observations: Sequence[Observed],
    window: str,
    *,
    ends: date,
    starts: date | None = None,
    name: str = Statistic.MEDIAN,
    least: int = 1,
) -> list[Dated]:
    """A line with one point a day, from `starts` (default: the first observation's day) to `ends`, both included.

    The day of an observation is that of its moment in the zone it is given in. A week's point looks back before `starts`, a cycle's
    does not. Raises ValueError for another window or statistic.
    """
    kind = Window(window)
    by_day = _by_day(observations)
    first = starts or min(by_day, default=ends)
    days = [first + timedelta(days=i) for i in range((ends - first).days + 1)]
    return [Dated(day, statistic_of(name, _looked_back(by_day, kind, first, day), least=least)) for day in days]


def current(points: Iterable[Dated]) -> Dated | None:
    """The last point that is not hollow: what a status goes by. None before there is one."""
    full = [dated for dated in points if not dated.point.is_hollow]
    return max(full, key=lambda dated: dated.day, default=None)


def judged(
    observations: Sequence[Observed],
    until: date,
    *,
    days: int = JUDGED_DAYS,
    name: str = Statistic.MEDIAN,
    least: int = 1,
) -> Point:
    """The statistic that the final score goes by: over the last `days` days up to and with `until`."""
    after = until - timedelta(days=days)
    return statistic_of(name, [value for moment, value in observations if after < moment.date() <= until], least=least)


def _quantile(ordered: list[Decimal], share: Decimal) -> Decimal:
    position = (len(ordered) - 1) * share
    below = int(position)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (position - below)


def _mean(ordered: list[Decimal]) -> Decimal:
    return sum(ordered, ZERO) / len(ordered)


def _rate(ordered: list[Decimal]) -> Decimal:
    return HUNDRED * sum(value != 0 for value in ordered) / len(ordered)


_STATISTICS: dict[Statistic, Callable[[list[Decimal]], Decimal]] = {
    Statistic.MEDIAN: lambda ordered: _quantile(ordered, Decimal("0.5")),
    Statistic.P90: lambda ordered: _quantile(ordered, Decimal("0.9")),
    Statistic.MEAN: _mean,
    Statistic.RATE: _rate,
    Statistic.COUNT: lambda ordered: Decimal(len(ordered)),
    Statistic.SUM: lambda ordered: sum(ordered, ZERO),
}


def _by_day(observations: Sequence[Observed]) -> dict[date, list[Decimal]]:
    days: dict[date, list[Decimal]] = {}
    for moment, value in observations:
        days.setdefault(moment.date(), []).append(value)
    return days


def _looked_back(by_day: dict[date, list[Decimal]], window: Window, first: date, day: date) -> list[Decimal]:
    since = {Window.DAY: day, Window.WEEK: day - timedelta(days=6), Window.CYCLE: first}[window]
    return [value for on, values in by_day.items() if since <= on <= day for value in values]
