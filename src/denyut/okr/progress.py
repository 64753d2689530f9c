"""Progress: how far a value has come from its start to its target, or whether it stays where it has to. Pure arithmetic on decimals.

Raw progress is never clamped, so that overshoot and loss stay visible; roll-ups clamp it, so that one does not hide the other.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

ZERO, ONE = Decimal(0), Decimal(1)
STEP = Decimal("0.0001")
BOUND = Decimal("99999999")
INSTANT = timedelta(microseconds=1)

type Observation = tuple[datetime, Decimal | None]
type Known = list[tuple[datetime, Decimal]]


class Kind(StrEnum):
    """How a key result is measured."""

    METRIC = "metric"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    RANGE = "range"
    MILESTONE = "milestone"
    BINARY = "binary"
    TASKS = "tasks"
    CUMULATIVE = "cumulative"
    STATISTIC = "statistic"
    COVERAGE = "coverage"
    BASELINE = "baseline"
    MANUAL = "manual"
    LEARNING = "learning"

    @property
    def is_control(self) -> bool:
        """Whether the value has to stay inside bounds, rather than travel to a target."""
        return self in (Kind.AT_LEAST, Kind.AT_MOST, Kind.RANGE)

    @property
    def travels(self) -> bool:
        """Whether a number in its own unit goes from a start to a target."""
        return self in (Kind.METRIC, Kind.CUMULATIVE, Kind.STATISTIC)

    @property
    def is_automatic(self) -> bool:
        """Whether the value comes from data of its own (milestones, tasks, events, attendance) rather than from what is typed."""
        return self in (Kind.MILESTONE, Kind.TASKS, Kind.CUMULATIVE, Kind.STATISTIC, Kind.COVERAGE)

    @property
    def is_yes_or_no(self) -> bool:
        """Whether it is only ever done or not done."""
        return self in (Kind.BINARY, Kind.BASELINE, Kind.LEARNING)


class Hold(StrEnum):
    """How the progress of a control kind is read from its history."""

    NOW = "now"
    TIME = "time"
    CHECK_INS = "check_ins"
    DISTANCE = "distance"


@dataclass(frozen=True)
class Bounds:
    """Where the value of a control kind has to stay: at least or at most `target`, or between `low` and `target`.

    The bounds themselves are inside unless `is_strict`. A value outside earns nothing, or 1 − distance ÷ `tolerance` (in the value's
    unit). Raises ValueError for a kind without bounds, and for a range without a lower bound or with one above its upper.
    """

    kind: Kind
    target: Decimal
    low: Decimal | None = None
    is_strict: bool = False
    tolerance: Decimal | None = None

    def __post_init__(self) -> None:
        if not self.kind.is_control:
            raise ValueError("only a number that has to stay somewhere has bounds")
        if self.kind is Kind.RANGE and (self.low is None or self.low > self.target):
            raise ValueError("a range runs from a lower to an upper bound")

    @property
    def floor(self) -> Decimal | None:
        return {Kind.RANGE: self.low, Kind.AT_LEAST: self.target}.get(self.kind)

    @property
    def ceiling(self) -> Decimal | None:
        return None if self.kind is Kind.AT_LEAST else self.target

    def distance(self, value: Decimal) -> Decimal:
        """How far outside the value lies, in its unit; 0 on a bound and inside."""
        below = ZERO if self.floor is None else self.floor - value
        above = ZERO if self.ceiling is None else value - self.ceiling
        return max(ZERO, below, above)

    def holds(self, value: Decimal) -> bool:
        """Whether the value is inside."""
        is_on_bound = value in (self.floor, self.ceiling)
        return not self.distance(value) and not (self.is_strict and is_on_bound)

    def credit(self, value: Decimal) -> Decimal:
        """1 inside, else 0 or what the tolerance leaves."""
        if self.holds(value):
            return ONE
        if not self.tolerance or self.tolerance < ZERO:
            return ZERO
        return _rounded(max(ZERO, ONE - self.distance(value) / self.tolerance))

    def nearness(self, value: Decimal) -> Decimal:
        """Raw progress by distance, as Profit.co reckons it: 1 + (t − a) ÷ t for at most, mirrored for at least; 1 inside a range.

        A bound of 0 has no distance in proportion to it: there it is 1 inside and 0 outside.
        """
        bound = self._nearest(value)
        if not bound or (self.kind is Kind.RANGE and not self.distance(value)):
            return ONE if self.holds(value) else ZERO
        ahead = value - bound if bound == self.floor else bound - value
        return _rounded(ONE + ahead / abs(bound))

    def _nearest(self, value: Decimal) -> Decimal:
        is_below = self.floor is not None and (self.ceiling is None or value < self.floor)
        return self.floor if is_below and self.floor is not None else self.target


def progress_of(
    kind: Kind,
    baseline: Decimal,
    target: Decimal,
    value: Decimal | None,
    *,
    low: Decimal | None = None,
    is_strict: bool = False,
    tolerance: Decimal | None = None,
) -> Decimal:
    """Raw progress, 1 for the target, to four decimals; 0 before the first value.

    Numbers that travel, and percentages (baseline 0, target 100): (value − baseline) ÷ (target − baseline) in both directions. Control
    kinds: as Bounds credits the value. Yes-or-no kinds: 1 for any value but 0, so that a learning verdict counts whatever its sign; a
    baseline is measured by any value, 0 too.
    Raises ValueError when a travelling kind has its baseline on its target, and as Bounds does.
    """
    if kind.is_control:
        bounds = Bounds(kind, target, low, is_strict, tolerance)
        return ZERO if value is None else bounds.credit(value)
    if kind is Kind.BASELINE:
        return ZERO if value is None else ONE
    if kind.is_yes_or_no:
        return ONE if value else ZERO
    return _travelled(baseline, target, value)


def held(
    hold: Hold,
    observations: Sequence[Observation],
    bounds: Bounds,
    *,
    until: datetime,
    since: datetime | None = None,
    required_share: Decimal = ONE,
) -> Decimal:
    """Raw progress of a control kind from its history up to `until`, to four decimals; 0 without any value.

    An observation is a moment and a value, None where one was due and absent. `now` credits the last value; `distance` tells how far
    it lies from the bound (unclamped); `check_ins` is the share of observations inside, absent ones among those outside; `time` is the
    share of time in which the last known value was inside, ÷ `required_share`, 1 at most. That time runs from the first observation, or
    from `since` where that is later: of what came before nothing is known.
    Raises ValueError when the required share is not above 0 and at most 1.
    """
    if not ZERO < required_share <= ONE:
        raise ValueError("a required share lies above 0, and is 1 at most")
    seen = sorted((o for o in observations if o[0] <= until), key=lambda o: o[0])
    known = [(moment, value) for moment, value in seen if value is not None]
    if hold is Hold.CHECK_INS:
        return _inside_of_all([value for moment, value in seen if since is None or moment >= since], bounds)
    if not known:
        return ZERO
    if hold is Hold.TIME:
        return _time_inside(known, bounds, since, until, required_share)
    latest = known[-1][1]
    return bounds.nearness(latest) if hold is Hold.DISTANCE else bounds.credit(latest)


def clamp(progress: Decimal) -> Decimal:
    """Progress between 0 and 1, as roll-ups count it."""
    return max(ZERO, min(ONE, progress))


def rolled_up(items: Iterable[tuple[Decimal, Decimal]]) -> Decimal:
    """Weighted mean of clamped progress over (weight, progress) pairs, to four decimals; 0 when nothing has weight."""
    pairs = list(items)
    weight = sum((w for w, _p in pairs), ZERO)
    if not weight:
        return ZERO
    return _rounded(sum((w * clamp(p) for w, p in pairs), ZERO) / weight)


def _rounded(progress: Decimal) -> Decimal:
    return max(-BOUND, min(BOUND, progress)).quantize(STEP, ROUND_HALF_UP)


def _travelled(baseline: Decimal, target: Decimal, value: Decimal | None) -> Decimal:
    if baseline == target:
        raise ValueError("the start value is the target")
    return ZERO if value is None else _rounded((value - baseline) / (target - baseline))


def _inside_of_all(values: list[Decimal | None], bounds: Bounds) -> Decimal:
    inside = sum(value is not None and bounds.holds(value) for value in values)
    return _rounded(Decimal(inside) / len(values)) if values else ZERO


def _time_inside(
    known: Known, bounds: Bounds, since: datetime | None, until: datetime, required_share: Decimal
) -> Decimal:
    start = known[0][0] if since is None else max(since, known[0][0])
    elapsed = until - start
    if elapsed < INSTANT:
        return bounds.credit(known[-1][1])
    ends = [moment for moment, _value in known[1:]] + [until]
    spells = (
        max(timedelta(0), end - max(start, moment))
        for (moment, value), end in zip(known, ends, strict=True)
        if bounds.holds(value)
    )
    share = Decimal(sum(spells, timedelta(0)) // INSTANT) / Decimal(elapsed // INSTANT)
    return _rounded(min(ONE, share / required_share))
