"""Chance: how often it alone brings so large a correlation, and how large it must be when many links are asked at once."""

from collections.abc import Collection
from math import atanh, erfc, sqrt, tanh
from statistics import NormalDist

# Of the links that are called supported or contradicted, one in twenty may be so by chance.
FALSE_SHARE = 0.05
# Spearman's ρ spreads a little wider than Pearson's r (Fieller, Hartley and Pearson, 1957).
SPREAD = 1.06
NEARLY_ONE = 0.999999


def chance_of(rho: float, n: int) -> float:
    """How often n unrelated pairs have a rank correlation as far from 0 as this one: from 0 to 1. Needs more than 3 pairs."""
    steep = atanh(max(-NEARLY_ONE, min(NEARLY_ONE, rho)))
    return erfc(abs(steep) * sqrt((n - 3) / SPREAD) / sqrt(2))


def reach_of(chance: float, n: int) -> float:
    """How far from 0 the rank correlation of n unrelated pairs comes with this chance: from 0 to 1. Needs more than 3 pairs."""
    return tanh(NormalDist().inv_cdf(1 - chance / 2) * sqrt(SPREAD / (n - 3)))


def cut_off(chances: Collection[float]) -> float:
    """The chance up to which a link counts among all that were tested, so that one finding in twenty is false (Benjamini and Hochberg).

    With one link it is 0.05; with m of which none stands out, 0.05 ÷ m.
    """
    ranked = sorted(chances)
    passing = [place for place, chance in enumerate(ranked, start=1) if chance <= FALSE_SHARE * place / len(ranked)]
    return FALSE_SHARE * max(passing, default=1) / max(1, len(ranked))
