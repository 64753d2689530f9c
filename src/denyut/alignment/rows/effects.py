"""Expectations, changes and effects in words, with the units of the indicator."""

from collections.abc import Sequence
from decimal import Decimal

from denyut.alignment.chain.evidence import Evidence
from denyut.alignment.chain.pairs import Pair
from denyut.alignment.chain.words import expected, ranged, with_sign
from denyut.alignment.models import Influence
from denyut.lib.numbers import format_number, format_percent
from denyut.metrics.models import Indicator
from denyut.metrics.rows import worded


def expected_of(influence: Influence, language: str) -> str:
    """The direction, and by how much where that was said."""
    size = "" if influence.size is None else worded(influence.size, influence.indicator.unit, language)
    return expected(influence.direction, size)


def effect_in(evidence: Evidence, indicator: Indicator, language: str) -> str:
    """The effect as a range in the indicator's unit; empty where none was worked out."""
    effect = evidence.effect
    if effect is None:
        return ""
    low, high = (moved_in(_legible(end), indicator, language) for end in (effect.low, effect.high))
    return ranged(effect, (low, high))


def _legible(number: float) -> Decimal:
    return Decimal(f"{number:.3g}")


def expected_size(influence: Influence) -> float | None:
    """By how much the indicator is expected to move, below 0 for down; None where nobody said."""
    if influence.size is None:
        return None
    return float(influence.size) if influence.is_up else -float(influence.size)


def moved_in(moved: Decimal | None, indicator: Indicator, language: str) -> str:
    """A change with its sign and unit; empty where it is not known."""
    if moved is None:
        return ""
    return with_sign("+" if moved > 0 else "", worded(moved, indicator.unit, language), language)


def changes_in(pairs: Sequence[Pair], influence: Influence, language: str) -> list[tuple[str, str]]:
    """Pairs of changes in words, the latest first: the goal's as a share of its way, or in its own numbers where it has none."""
    kr, indicator = influence.key_result, influence.indicator
    is_way = kr is None or not kr.measure.is_control
    return [
        (_step(goal, language, is_way=is_way), moved_in(other, indicator, language)) for goal, other in reversed(pairs)
    ]


def _step(goal: Decimal, language: str, *, is_way: bool) -> str:
    number = format_percent(goal, language, 1) if is_way else format_number(goal, language)
    return with_sign("+" if goal > 0 else "", number, language)
