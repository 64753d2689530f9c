"""Quantiles of the normal distribution and of Student's t, without tables."""

from math import pi, sqrt, tan
from statistics import NormalDist


def normal_quantile(share: float) -> float:
    """The value below which `share` (0…1, both excluded) of a standard normal distribution lies."""
    return NormalDist().inv_cdf(share)


def t_quantile(share: float, degrees: int) -> float:
    """The same of Student's t with `degrees` of freedom (at least 1).

    Exact for 1 and 2; else the expansion of Cornish and Fisher (Abramowitz and Stegun 26.7.5), right to 0.01 at 90 %.
    Raises ValueError without a degree of freedom.
    """
    if degrees < 1:
        raise ValueError("Student's t needs a degree of freedom")
    if degrees == 2:
        return (2 * share - 1) * sqrt(2 / (4 * share * (1 - share)))
    z, n = normal_quantile(share), degrees
    if degrees == 1:
        # The quotient of two normal values: tan is the quantile of Cauchy's distribution.
        return _cauchy(share)
    first = (z**3 + z) / 4
    second = (5 * z**5 + 16 * z**3 + 3 * z) / 96
    third = (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384
    return z + first / n + second / n**2 + third / n**3


def _cauchy(share: float) -> float:
    return tan(pi * (share - 0.5))
