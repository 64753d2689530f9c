"""Quantiles of small lists: waiting times, latencies, weekly values."""

from collections.abc import Iterable


def quantile(values: Iterable[float], share: float) -> float:
    """The value below which `share` (0…1) of the values lie, interpolated between neighbours.

    Raises ValueError for no values or a share outside 0…1.
    """
    ordered = sorted(values)
    if not ordered:
        raise ValueError("no values have no quantile")
    if not 0 <= share <= 1:
        raise ValueError("the share of a quantile lies between 0 and 1")
    position = (len(ordered) - 1) * share
    below = int(position)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (position - below)


def p50(values: Iterable[float]) -> float:
    """The median; raises ValueError for no values."""
    return quantile(values, 0.5)


def p99(values: Iterable[float]) -> float:
    """What 99 of 100 values stay below; raises ValueError for no values."""
    return quantile(values, 0.99)
