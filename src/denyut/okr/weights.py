"""Weights: shares with three decimals that sum to exactly 1. Each is fixed by somebody, or automatic and shares what is left.

Rounding is by largest remainder; of equal remainders the first goes first.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_DOWN, Decimal
from fractions import Fraction
from math import floor

from denyut.okr.progress import ONE, ZERO

UNITS = 1000
SHARE = Decimal("0.001")


@dataclass(frozen=True)
class Weight:
    """A share from 0 to 1. The value of an automatic one is only remembered; one that doesn't count (postponed, cancelled) weighs 0."""

    value: Decimal
    is_fixed: bool
    counts: bool = True


class DoesNotFit(ValueError):
    """Weights that can't sum to 1. `fits` is the number that the last one edited may have, at most or exactly."""

    def __init__(self, fits: Decimal) -> None:
        super().__init__(f"{fits} would fit")
        self.fits = fits


class TooMuch(DoesNotFit):
    """The fixed weights alone are more than 1."""


class NothingLeft(DoesNotFit):
    """Every weight is fixed, and together they are not 1."""


def auto_weights(weights: Sequence[Weight]) -> list[Decimal]:
    """The share of each: fixed ones theirs, automatic ones equal parts of the rest.

    When some don't count and no automatic one is left to take their share, the fixed ones that count grow in proportion. Nothing
    weighs anything where none counts, or where all that count are fixed at 0: somebody said so. Automatic ones may end up with 0.
    Raises TooMuch and NothingLeft, with what the last fixed one may weigh.
    """
    counted = [w for w in weights if w.counts]
    fixed = [w.value for w in counted if w.is_fixed]
    total, autos = sum(fixed, ZERO), len(counted) - len(fixed)
    if total > ONE:
        raise TooMuch(_fitting(fixed))
    if not autos and len(counted) == len(weights) and total not in (ZERO, ONE):
        raise NothingLeft(_fitting(fixed))
    if not autos:
        return proportional([w.value if w.counts else ZERO for w in weights])
    rest = (1 - Fraction(total)) / autos
    return _largest_remainder([Fraction(w.value) if w.is_fixed else rest for w in counted], weights)


def settled(weights: Sequence[Weight]) -> list[Decimal]:
    """The share of each, whatever is fixed: where fixed ones don't fit, all fixed ones in proportion.

    For what happens to weights without an edit: a postponed child comes back, another is cancelled.
    """
    try:
        return auto_weights(weights)
    except DoesNotFit:
        return proportional([w.value if w.counts and w.is_fixed else ZERO for w in weights])


def edited(weights: Sequence[Weight], index: int, value: Decimal) -> list[Weight]:
    """The weights after somebody gives one of them a value: that one is fixed, the automatic ones share the rest.

    Raises TooMuch or NothingLeft with the value that would fit, ValueError for one below 0, IndexError for an index beyond the list.
    """
    if value < ZERO:
        raise ValueError("a weight is not negative")
    after = list(weights)
    after[index] = replace(after[index], value=value, is_fixed=True)
    _check(after, index)
    return _shared(after)


def freed(weights: Sequence[Weight], index: int) -> list[Weight]:
    """The weights after one of them is made automatic again. Raises as `auto_weights` does."""
    after = [replace(w, is_fixed=False) if i == index else w for i, w in enumerate(weights)]
    return _shared(after)


def proportional(weights: Sequence[Decimal]) -> list[Decimal]:
    """Shares by size, for example by the size of targets; all 0 when no size is above 0. Raises ValueError for a negative size."""
    if any(size < ZERO for size in weights):
        raise ValueError("a size is not negative")
    total = sum(map(Fraction, weights), Fraction(0))
    if not total:
        return [ZERO for _size in weights]
    return _rounded([Fraction(size) / total for size in weights])


def lark_weights(given: Sequence[Decimal | None], old: Sequence[Decimal]) -> list[Decimal]:
    """Shares as Lark gives them: unspecified ones (None) share the rest in proportion to their old weights, equally if those were 0.

    When all are given and sum to less than 1, the rest goes to the last. Raises TooMuch when more than 1 is given.
    """
    said = [value for value in given if value is not None]
    rest = 1 - sum(map(Fraction, said), Fraction(0))
    if rest < 0:
        raise TooMuch(_fitting(said))
    if not given:
        return []
    if None not in given:
        return _rounded([*map(Fraction, said[:-1]), Fraction(said[-1]) + rest])
    parts = [Fraction(w) if value is None else Fraction(0) for value, w in zip(given, old, strict=True)]
    if not sum(parts):
        parts = [Fraction(value is None) for value in given]
    whole = sum(parts)
    return _rounded([rest * p / whole if v is None else Fraction(v) for v, p in zip(given, parts, strict=True)])


def _shared(weights: list[Weight]) -> list[Weight]:
    shares = auto_weights(weights)
    return [replace(w, value=share) if w.counts else w for w, share in zip(weights, shares, strict=True)]


def _check(weights: list[Weight], index: int) -> None:
    others = [w for i, w in enumerate(weights) if w.counts and i != index]
    fits = max(ZERO, ONE - sum((w.value for w in others if w.is_fixed), ZERO))
    edit = weights[index]
    if edit.value > (fits if edit.counts else ONE):
        raise TooMuch(fits if edit.counts else ONE)
    # A postponed one doesn't weigh now; and what a person types is what it weighs, so here nothing grows in proportion.
    if edit.counts and all(w.is_fixed for w in others) and edit.value != fits:
        raise NothingLeft(fits)


def _fitting(fixed: list[Decimal]) -> Decimal:
    return max(ZERO, ONE - sum(fixed[:-1], ZERO))


def _largest_remainder(shares: list[Fraction], weights: Sequence[Weight]) -> list[Decimal]:
    counted = iter(_rounded(shares))
    return [next(counted) if w.counts else ZERO for w in weights]


def _rounded(shares: list[Fraction]) -> list[Decimal]:
    """Shares that sum to 1, in thousandths that still do."""
    units = [floor(share * UNITS) for share in shares]
    by_remainder = sorted(range(len(shares)), key=lambda i: units[i] - shares[i] * UNITS)
    for i in by_remainder[: UNITS - sum(units)]:
        units[i] += 1
    return [(Decimal(unit) * SHARE).quantize(SHARE, ROUND_DOWN) for unit in units]
