"""Rank correlation by hand, and how large it comes out by chance alone.

Spearman's ρ with mean ranks for ties. The band is that of a shuffle test: in 95 of 100 shuffles of the same ranks ρ lies inside. Both
series being slow makes chance larger, so the band is widened by Bartlett's factor √(1 + 2 Σ (1 − k ÷ n) r(k) s(k)) over the lags k up to a
quarter of the points, r and s being the autocorrelations of the two; it is never narrowed.
"""

from collections.abc import Sequence
from functools import lru_cache
from math import ceil, sqrt
from operator import mul
from random import Random

SHUFFLES = 500
SHARE_INSIDE = 0.95
SEED = 26

type Ranks = tuple[float, ...]


def ranks_of(values: Sequence[float]) -> Ranks:
    """The rank of each value from 1 on, equal ones sharing their mean."""
    order = sorted(range(len(values)), key=values.__getitem__)
    ranks = [0.0] * len(values)
    first = 0
    while first < len(order):
        last = first
        while last + 1 < len(order) and values[order[last + 1]] == values[order[first]]:
            last += 1
        for place in order[first : last + 1]:
            ranks[place] = (first + last) / 2 + 1
        first = last + 1
    return tuple(ranks)


def correlation(first: Sequence[float], second: Sequence[float]) -> float | None:
    """Pearson's r of two series of one length; None where one of them stands still."""
    one, other = _centred(first), _centred(second)
    size = sqrt(sum(x * x for x in one) * sum(y * y for y in other))
    return sum(x * y for x, y in zip(one, other, strict=True)) / size if size > 0 else None


def noise_of(first: Ranks, second: Ranks) -> float:
    """How far from 0 ρ of two unrelated series with these ranks still comes by chance, 19 times in 20; 1 at most. Neither stands still."""
    return min(1.0, _shuffled(tuple(sorted(first)), tuple(sorted(second))) * _slowness(first, second))


@lru_cache(maxsize=2048)
def _shuffled(first: Ranks, second: Ranks) -> float:
    # Shuffles know no order, so sorted ranks ask the same question; without ties it is one question for each number of points.
    chance = Random(SEED)  # noqa: S311 a test of chance must give the same answer each time
    one, other = _centred(first), _centred(second)
    size = sqrt(sum(x * x for x in one) * sum(y * y for y in other))
    found: list[float] = []
    for _time in range(SHUFFLES):
        chance.shuffle(other)
        found.append(abs(sum(map(mul, one, other))) / size)
    return sorted(found)[ceil(SHARE_INSIDE * (SHUFFLES + 1)) - 1]


def _slowness(first: Ranks, second: Ranks) -> float:
    n = len(first)
    one, other = _centred(first), _centred(second)
    sizes = sum(x * x for x in one) * sum(y * y for y in other)
    both = sum((1 - k / n) * _lagged(one, k) * _lagged(other, k) for k in range(1, n // 4 + 1)) / sizes
    return sqrt(max(1.0, 1 + 2 * both))


def _lagged(values: Sequence[float], lag: int) -> float:
    return sum(x * y for x, y in zip(values, values[lag:], strict=False))


def _centred(values: Sequence[float]) -> list[float]:
    mean = sum(values) / len(values)
    return [value - mean for value in values]
