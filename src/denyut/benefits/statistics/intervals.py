"""Ninety-percent intervals of shares, medians and rates."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random

from denyut.benefits.statistics.student import normal_quantile
from denyut.lib.quantiles import p50, quantile

LEVEL, DRAWS, SEED = 0.90, 400, 20_260_101


@dataclass(frozen=True, slots=True)
class Interval:
    """From `low` to `high`, both included."""

    low: float
    high: float

    def __contains__(self, value: float) -> bool:
        return self.low <= value <= self.high


def wilson(hits: float, of: float, *, level: float = LEVEL) -> Interval:
    """Where the share behind `hits` of `of` lies, 0 to 1 (Wilson 1927). Raises ValueError without any case."""
    if of <= 0:
        raise ValueError("a share of nothing has no interval")
    z, share = normal_quantile((1 + level) / 2), hits / of
    middle = (share + z * z / (2 * of)) / (1 + z * z / of)
    half = z / (1 + z * z / of) * (share * (1 - share) / of + z * z / (4 * of * of)) ** 0.5
    return Interval(max(0.0, middle - half), min(1.0, middle + half))


def bootstrap_median(samples: Sequence[float], *, level: float = LEVEL) -> Interval:
    """Where the median lies, by drawing the samples anew. The same samples give the same answer. Raises ValueError for none."""
    return _drawn(samples, p50, level)


def bootstrap_rate(weeks: Sequence[tuple[float, float]], *, level: float = LEVEL) -> Interval:
    """Where a rate lies, by drawing whole weeks (hits, of) anew: what happens in one week is not independent of itself."""
    return _drawn([week for week in weeks if week[1] > 0], _rate, level)


def _rate(weeks: Sequence[tuple[float, float]]) -> float:
    return sum(hits for hits, _of in weeks) / sum(of for _hits, of in weeks)


def _drawn[T](samples: Sequence[T], figure: Callable[[Sequence[T]], float], level: float) -> Interval:
    if not samples:
        raise ValueError("nothing was measured, so there is no interval")
    dice = Random(SEED)  # noqa: S311 no secret hangs on it, and the page must say the same when it is loaded again
    drawn = [figure(dice.choices(samples, k=len(samples))) for _number in range(DRAWS)]
    return Interval(quantile(drawn, (1 - level) / 2), quantile(drawn, (1 + level) / 2))
