"""Pre-whitening: what of a series its own past does not tell already.

Two slow series look related when they are not: each goes on as it went. So an autoregression is fitted to each of them by itself, and only
the surprises that it leaves are compared.
"""

from collections.abc import Sequence
from math import log

MOST_LAGS = 4
POINTS_PER_LAG = 8


def surprises(values: Sequence[float]) -> list[float]:
    """What an autoregression of a series on its own past leaves, oldest first; empty for one that stands still.

    They are as many fewer than the values as it looks back.
    """
    if not values or min(values) == max(values):
        return []
    mean = sum(values) / len(values)
    centred = [value - mean for value in values]
    shares = autoregression(centred)
    return [] if shares is None else filtered(centred, shares)


def autoregression(centred: Sequence[float]) -> list[float] | None:
    """The shares of the last values in the next one, nearest first: four lags at most, as many as pay by the corrected AIC.

    By Levinson's recursion on the autocovariances of a series around 0. None for one that stands still.
    """
    n = len(centred)
    covariances = [
        sum(x * y for x, y in zip(centred, centred[lag:], strict=False)) / max(1, n) for lag in range(MOST_LAGS + 1)
    ]
    if covariances[0] <= 0:
        return None
    best: list[float] = []
    shares: list[float] = []
    spread = covariances[0]
    least = _price(n, spread, 0)
    for order in range(1, min(MOST_LAGS, n // POINTS_PER_LAG) + 1):
        told = sum(share * covariances[order - 1 - place] for place, share in enumerate(shares))
        mirror = (covariances[order] - told) / spread
        shares = [share - mirror * other for share, other in zip(shares, reversed(shares), strict=True)] + [mirror]
        spread *= 1 - mirror * mirror
        if spread <= 0:
            break
        price = _price(n, spread, order)
        if price < least:
            least, best = price, shares
    return best


def filtered(values: Sequence[float], shares: Sequence[float]) -> list[float]:
    """Each value less what the ones before it tell of it by these shares."""
    back = len(shares)
    return [
        values[place] - sum(share * values[place - 1 - lag] for lag, share in enumerate(shares))
        for place in range(back, len(values))
    ]


def _price(n: int, spread: float, order: int) -> float:
    known = order + 1
    return n * log(spread) + 2 * known + 2 * known * (known + 1) / (n - known - 1)
