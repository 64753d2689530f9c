"""Small arithmetic on short rows of numbers, which the signs are made of."""

import math
from collections.abc import Sequence
from itertools import accumulate, pairwise

EVEN = 1e-9


def mean(values: Sequence[float]) -> float:
    """The mean; 0 of nothing."""
    return math.fsum(values) / len(values) if values else 0.0


def deviation(values: Sequence[float], middle: float) -> float:
    """The standard deviation around a given middle; 0 of nothing."""
    return math.sqrt(sum((value - middle) ** 2 for value in values) / len(values)) if values else 0.0


def held(value: float, most: float) -> float:
    """A value kept within ± `most`."""
    return most if value > most else -most if value < -most else value


def in_errors(distance: float, error: float, most: float = 8.0) -> float:
    """A distance counted in errors, kept within ± `most`."""
    return held(distance / (error if error > EVEN else EVEN), most)


def log_of(value: float, most: float = 8.0) -> float:
    """The logarithm of a size, kept within ± `most`."""
    return held(math.log(value if value > EVEN else EVEN), most)


def line(times: Sequence[float], values: Sequence[float]) -> tuple[float, float]:
    """Slope, and height at time 0, of the straight line through points by least squares; level when all are at one time."""
    middle, height = mean(times), mean(values)
    spread = sum((time - middle) ** 2 for time in times)
    if spread <= EVEN:
        return 0.0, height
    slope = sum((t - middle) * (v - height) for t, v in zip(times, values, strict=True)) / spread
    return slope, height - slope * middle


def memory(values: Sequence[float]) -> float:
    """How much of a value's distance to the mean is left at the next one (-1 to 1): lag-one autocorrelation; 0 of fewer than three."""
    middle = mean(values)
    away = [value - middle for value in values]
    whole = sum(value * value for value in away)
    if len(values) < 3 or whole <= EVEN**2:
        return 0.0
    return sum(before * after for before, after in pairwise(away)) / whole


def sums(values: Sequence[float], length: int) -> list[float]:
    """The sums of each `length` values on end, oldest first."""
    totals = [0.0, *accumulate(values)]
    return [totals[i + length] - totals[i] for i in range(len(values) - length + 1)]


def changes(values: Sequence[float], length: int) -> list[float]:
    """What changed from each value to the one `length` later, oldest first."""
    return [values[i + length] - values[i] for i in range(len(values) - length)]


def share_reaching(values: Sequence[float], goal: float, blur: float) -> float:
    """The share of values that reach a goal, each blurred by so much, so that a hair's breadth is half a case; ½ of nothing."""
    if not values:
        return 0.5
    wide = max(blur, EVEN) * math.sqrt(2)
    erfc = math.erfc
    return sum(erfc((goal - value) / wide) for value in values) / (2 * len(values))
