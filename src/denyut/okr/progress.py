"""Progress: how far a value has come from its start to its target. Pure arithmetic on decimals.

Raw progress is never clamped, so that overshoot and loss stay visible; roll-ups clamp it, so that one does not hide the other.
"""

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

ZERO, ONE = Decimal(0), Decimal(1)
STEP = Decimal("0.0001")
BOUND = Decimal("99999999")


class Kind(StrEnum):
    """How a key result is measured."""

    METRIC = "metric"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    BINARY = "binary"
    MANUAL = "manual"

    @property
    def is_control(self) -> bool:
        """Whether the value has to stay on one side of a bound, rather than travel to a target."""
        return self in (Kind.AT_LEAST, Kind.AT_MOST)


def progress_of(kind: Kind, baseline: Decimal, target: Decimal, value: Decimal | None) -> Decimal:
    """Raw progress, 1 for the target, to four decimals; 0 before the first value.

    Travelling kinds: (value − baseline) ÷ (target − baseline) in both directions. Control kinds: 1 inside the bound, which it includes,
    else 0.
    Raises ValueError when a travelling kind has its baseline on its target.
    """
    if kind is not Kind.AT_LEAST and kind is not Kind.AT_MOST and baseline == target:
        raise ValueError("the start value is the target")
    if value is None:
        return ZERO
    if kind is Kind.AT_LEAST:
        return ONE if value >= target else ZERO
    if kind is Kind.AT_MOST:
        return ONE if value <= target else ZERO
    ratio = (value - baseline) / (target - baseline)
    return max(-BOUND, min(BOUND, ratio)).quantize(STEP, ROUND_HALF_UP)


def clamp(progress: Decimal) -> Decimal:
    """Progress between 0 and 1, as roll-ups count it."""
    return max(ZERO, min(ONE, progress))


def rolled_up(items: Iterable[tuple[Decimal, Decimal]]) -> Decimal:
    """Weighted mean of clamped progress over (weight, progress) pairs, to four decimals; 0 when nothing has weight."""
    pairs = list(items)
    weight = sum((w for w, _p in pairs), ZERO)
    if not weight:
        return ZERO
    return (sum((w * clamp(p) for w, p in pairs), ZERO) / weight).quantize(STEP, ROUND_HALF_UP)
