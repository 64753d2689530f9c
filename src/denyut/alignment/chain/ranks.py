"""Rank correlation by hand: Spearman's ρ with mean ranks for ties, which one wild value can't make."""

from collections.abc import Sequence
from math import sqrt

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


def rank_correlation(first: Sequence[float], second: Sequence[float]) -> float | None:
    """Spearman's ρ of two series of one length; None where one of them stands still."""
    return correlation(ranks_of(first), ranks_of(second))


def correlation(first: Sequence[float], second: Sequence[float]) -> float | None:
    """Pearson's r of two series of one length; None where one of them stands still."""
    one, other = _centred(first), _centred(second)
    size = sqrt(sum(x * x for x in one) * sum(y * y for y in other))
    return sum(x * y for x, y in zip(one, other, strict=True)) / size if size > 0 else None


def _centred(values: Sequence[float]) -> list[float]:
    mean = sum(values) / len(values) if values else 0.0
    return [value - mean for value in values]
