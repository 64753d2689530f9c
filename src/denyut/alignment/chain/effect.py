"""Effects: by how much an indicator moved with a goal, as a range."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist

from denyut.alignment.chain.whitening import autoregression, filtered

INSIDE = 0.95
ROUNDS = 5
# A straight line takes two numbers to tell.
TAKEN = 2


@dataclass(frozen=True, slots=True)
class Effect:
    """What the indicator did while the goal went all the way from its start to its target: 19 times in 20 between `low` and `high`."""

    low: float
    high: float


def effect_of(goal: Sequence[float], indicator: Sequence[float]) -> Effect | None:
    """The range of the slope of an indicator's changes on a goal's, in the indicator's unit for a goal that comes all the way.

    What the line leaves is taken to go on as it went, so the slope is found anew on what is left when that is taken away from both
    (Cochrane and Orcutt), a few times over. None where the goal stands still.
    """
    line = _line(goal, indicator)
    shares: list[float] = []
    for _round in range(ROUNDS):
        if line is None:
            return None
        slope, _error = line
        left = [y - slope * x for x, y in zip(goal, indicator, strict=True)]
        mean = sum(left) / len(left)
        found = autoregression([one - mean for one in left])
        if not found or found == shares:
            break
        shares = found
        line = _line(filtered(goal, shares), filtered(indicator, shares))
    if line is None:
        return None
    slope, error = line
    return Effect(slope - error, slope + error)


def _line(goal: Sequence[float], indicator: Sequence[float]) -> tuple[float, float] | None:
    n = len(goal)
    if n <= TAKEN:
        return None
    middle, level = sum(goal) / n, sum(indicator) / n
    width = sum((x - middle) ** 2 for x in goal)
    if width <= 0:
        return None
    slope = sum((x - middle) * (y - level) for x, y in zip(goal, indicator, strict=True)) / width
    missed = sum((y - level - slope * (x - middle)) ** 2 for x, y in zip(goal, indicator, strict=True))
    return slope, _student(n - TAKEN) * sqrt(missed / (n - TAKEN) / width)


def _student(freedom: int) -> float:
    # Cornish and Fisher's expansion of Student's t; at 20 degrees and more it is right to three digits.
    z = NormalDist().inv_cdf((1 + INSIDE) / 2)
    return z + (z**3 + z) / (4 * freedom) + (5 * z**5 + 16 * z**3 + 3 * z) / (96 * freedom**2)
