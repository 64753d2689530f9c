"""Weights as files write them, percent, counts or shares, as shares of an objective."""

from collections.abc import Sequence
from decimal import Decimal

from denyut.okr.weights import proportional

ONE, HUNDRED = Decimal(1), Decimal(100)


def shares_of(weights: Sequence[Decimal | None]) -> list[Decimal | None]:
    """The share (0 to 1, three decimals) of each key result of one objective; None for one that takes its part of the rest.

    Nothing is fixed when all weigh the same. When all are given their proportion counts, whatever they sum to; when some are
    missing, the others are percent if one is above 1, and shares else.
    """
    given = [weight for weight in weights if weight is not None]
    is_whole = len(given) == len(weights)
    if not given or min(given) < 0 or (is_whole and len(set(given)) == 1):
        return [None for _weight in weights]
    if is_whole or sum(given) > (HUNDRED if max(given) > 1 else ONE):
        return list(proportional([weight or Decimal(0) for weight in weights]))
    scale = HUNDRED if max(given) > 1 else ONE
    return [None if weight is None else (weight / scale).quantize(Decimal("0.001")) for weight in weights]
