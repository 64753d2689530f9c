"""Relative targets: “40 % faster” is not one number. Less time and more speed are two targets; the words and the number are both kept."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from denyut.okr.progress import ONE

FINE = Decimal("0.000001")
HUNDRED = Decimal(100)


class Means(StrEnum):
    """What a change is a change of: the time something takes, its speed, or simply the value."""

    TIME = "time"
    SPEED = "speed"
    VALUE = "value"


class Unreachable(ValueError):
    """A change that takes everything away: no time at all is no target, and no speed takes for ever."""


@dataclass(frozen=True)
class Relative:
    """A change in percent, signed, and what it is a change of: “time”, “speed” or “value”.

    `of_rate` says that the baseline is itself a speed (pieces an hour) and no duration (minutes a piece).
    """

    change: Decimal
    means: str = Means.VALUE
    of_rate: bool = False


@dataclass(frozen=True)
class Question:
    """Both readings of “so many percent faster” for a baseline, each a target; None where the reading makes no sense."""

    as_time: Decimal | None
    as_speed: Decimal | None

    @property
    def is_ambiguous(self) -> bool:
        """Whether somebody has to say which of the two is meant."""
        return None not in (self.as_time, self.as_speed) and self.as_time != self.as_speed


def target_of(baseline: Decimal, relative: Relative) -> Decimal:
    """The target that a change means, to six decimals: baseline × (1 + change), or baseline ÷ (1 + change) where the change is told of
    the other quantity (the speed of a duration, the time of a rate).

    Raises Unreachable for a change of time or speed of −100 % or beyond, ValueError for an unknown meaning.
    """
    means = Means(relative.means)
    factor = ONE + relative.change / HUNDRED
    if means is not Means.VALUE and factor <= 0:
        raise Unreachable("a change of time or speed leaves something of it")
    is_inverse = means is (Means.TIME if relative.of_rate else Means.SPEED)
    return (baseline / factor if is_inverse else baseline * factor).quantize(FINE, ROUND_HALF_UP)


def question(baseline: Decimal, faster: Decimal, *, of_rate: bool = False) -> Question:
    """What “`faster` percent faster” may mean for a duration or a rate: so much less time, or so much more speed. Negative is slower."""
    return Question(
        as_time=_reading(baseline, Relative(-faster, Means.TIME, of_rate)),
        as_speed=_reading(baseline, Relative(faster, Means.SPEED, of_rate)),
    )


def _reading(baseline: Decimal, relative: Relative) -> Decimal | None:
    try:
        return target_of(baseline, relative)
    except Unreachable:
        return None
