"""How good chances are: by rank, by distance, by honesty, and how early a miss is called. The same measures as the public scorer's."""

import math
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

FALSE_ALARMS = 0.10


def auroc(chances: Sequence[float], reached: Sequence[bool]) -> float:
    """In how many of the pairs of a reached and a missed key result the reached one had the higher chance, ties half; NaN without pairs."""
    missed = sorted(chance for chance, was in zip(chances, reached, strict=True) if not was)
    hits = [chance for chance, was in zip(chances, reached, strict=True) if was]
    if not missed or not hits:
        return math.nan
    below = sum(bisect_left(missed, chance) + bisect_right(missed, chance) for chance in hits)
    return below / 2 / (len(missed) * len(hits))


def brier(chances: Sequence[float], reached: Sequence[bool]) -> float:
    """The mean squared distance of the chances from what came."""
    return math.fsum((chance - was) ** 2 for chance, was in zip(chances, reached, strict=True)) / len(chances)


def calibration_error(chances: Sequence[float], reached: Sequence[bool], bins: int = 10) -> float:
    """By how much the mean chance misses the share that was reached, on average over bins of equal size (expected calibration error)."""
    pairs = sorted(zip(chances, reached, strict=True), key=lambda pair: pair[0])
    size, more = divmod(len(pairs), bins)
    missed, start = 0.0, 0
    for number in range(bins):
        end = start + size + (number < more)
        missed += abs(math.fsum(chance - was for chance, was in pairs[start:end]))
        start = end
    return missed / len(pairs)


def alarm(paths: Sequence[Sequence[float]], reached: Sequence[bool], rate: float = FALSE_ALARMS) -> float:
    """The chance at or below which an alarm is given, so that at most `rate` of the reached key results were ever alarmed."""
    lowest = sorted(min(path) for path, was in zip(paths, reached, strict=True) if was)
    return lowest[math.floor(rate * len(lowest))] - 1e-9


def caught(paths: Sequence[Sequence[float]], reached: Sequence[bool], level: float) -> list[float]:
    """For each missed key result the share of its cycle that was left at the first alarm; 0 where none was given."""
    missed = [path for path, was in zip(paths, reached, strict=True) if not was]
    firsts = [next((i + 1 for i, chance in enumerate(path) if chance <= level), None) for path in missed]
    return [
        0.0 if first is None else (len(path) + 1 - first) / (len(path) + 1)
        for first, path in zip(firsts, missed, strict=True)
    ]
