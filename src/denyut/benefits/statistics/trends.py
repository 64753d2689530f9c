"""An interrupted time series: how far a level moved at a break, beyond the trend that ran anyway."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import sqrt

from denyut.benefits.statistics.intervals import LEVEL, Interval
from denyut.benefits.statistics.student import t_quantile

type Point = tuple[int, float]
type Matrix = list[list[float]]

LAGS, MOST_ALIKE, NOTHING = 2, 0.6, 1e-9


@dataclass(frozen=True, slots=True)
class Change:
    """What happened at the break: `step`, in the unit of the series; `expected` is what the trend alone would have brought on average.

    `ratio` is the one as a part of the other, with its `interval`; `noise` is how far weeks lie from the fit; `count` the weeks seen.
    """

    step: float
    expected: float
    ratio: float
    interval: Interval
    noise: float
    count: int


def change_at(before: Sequence[Point], after: Sequence[Point], *, level: float = LEVEL) -> Change | None:
    """Fit value = start + slope · week + step · (after the break) by least squares; None where it can't be fitted or nothing is expected.

    Points are (number of the week, value); a missing week is left out. Errors of neighbouring weeks resemble each other: the interval is
    the widest of the classical one, that of Newey and West, and the classical one enlarged by how much they do; with Student's t for the
    few weeks there are. That what was expected is itself an estimate is counted in (Fieller's direction).
    """
    rows = [(1.0, float(week), 0.0) for week, _value in before] + [(1.0, float(week), 1.0) for week, _value in after]
    values = [value for _week, value in [*before, *after]]
    degrees = len(rows) - 3
    inverse = _inverse(_gram(rows)) if degrees >= 1 else None
    if inverse is None:
        return None
    start, slope, step = _times(inverse, [_dot(column, values) for column in zip(*rows, strict=True)])
    middle = sum(week for week, _value in after) / len(after)
    expected = start + slope * middle
    if abs(expected) < NOTHING:
        return None
    rest = [value - (start + slope * row[1] + step * row[2]) for row, value in zip(rows, values, strict=True)]
    noise = sqrt(sum(one * one for one in rest) / degrees)
    ratio = step / expected
    direction = (-ratio, -ratio * middle, 1.0)
    plain = noise * sqrt(_dot(direction, _times(inverse, direction)))
    error = max(plain * _likeness(rest), _robust(rows, rest, _times(inverse, direction)))
    half = t_quantile((1 + level) / 2, degrees) * error / abs(expected)
    return Change(step, expected, ratio, Interval(ratio - half, ratio + half), noise, len(rows))


def half_width_after(before: Sequence[int], after: int, noise: float, *, level: float = LEVEL) -> float | None:
    """Half the width that the interval would have after so many weeks of the same noise, the next ones following the baseline."""
    rows = [(1.0, float(week), 0.0) for week in before]
    rows += [(1.0, float(max(before) + 1 + number), 1.0) for number in range(after)]
    inverse, degrees = _inverse(_gram(rows)), len(rows) - 3
    if inverse is None or degrees < 1:
        return None
    return t_quantile((1 + level) / 2, degrees) * noise * sqrt(inverse[2][2])


def _likeness(rest: Sequence[float]) -> float:
    """By how much errors that resemble their neighbours widen an interval, at least 1.

    The fit makes neighbours look less alike than they are, by about three in the number of weeks; that is given back.
    """
    squares = sum(one * one for one in rest)
    alike = sum(now * then for now, then in pairwise(rest)) / squares if squares > NOTHING else 0.0
    alike = min(max(alike + 3 / len(rest), 0.0), MOST_ALIKE)
    return sqrt((1 + alike) / (1 - alike))


def _robust(rows: Sequence[tuple[float, ...]], rest: Sequence[float], line: Sequence[float]) -> float:
    """The error in the direction `line` by Newey and West (1987), enlarged for small samples."""
    scores = [_dot(row, line) * one for row, one in zip(rows, rest, strict=True)]
    spread = 0.0
    for lag in range(LAGS + 1):
        both = sum(now * then for now, then in zip(scores[lag:], scores, strict=False))
        spread += (1 - lag / (LAGS + 1)) * both * (2 if lag else 1)
    return sqrt(max(spread, 0.0) * len(rows) / (len(rows) - 3))


def _gram(rows: Sequence[Sequence[float]]) -> Matrix:
    columns = list(zip(*rows, strict=True))
    return [[_dot(one, other) for other in columns] for one in columns]


def _inverse(matrix: Matrix) -> Matrix | None:
    """The inverse of a small matrix by elimination; None where its columns tell the same."""
    size = len(matrix)
    work = [[*row, *(float(place == number) for place in range(size))] for number, row in enumerate(matrix)]
    for number in range(size):
        pivot = max(range(number, size), key=lambda place: abs(work[place][number]))
        if abs(work[pivot][number]) < NOTHING:
            return None
        work[number], work[pivot] = work[pivot], work[number]
        work[number] = [cell / work[number][number] for cell in work[number]]
        for other in range(size):
            if other != number:
                factor = work[other][number]
                work[other] = [cell - factor * above for cell, above in zip(work[other], work[number], strict=True)]
    return [row[size:] for row in work]


def _times(matrix: Matrix, column: Sequence[float]) -> list[float]:
    return [_dot(row, column) for row in matrix]


def _dot(one: Sequence[float], other: Sequence[float]) -> float:
    return sum(a * b for a, b in zip(one, other, strict=True))
