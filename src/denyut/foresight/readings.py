"""Readings: what somebody told of a key result, as plain numbers on one scale, whatever was handed in."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

HUGE = 1e15
TINY = 1e-12


@dataclass(frozen=True, slots=True)
class Readings:
    """The check-ins of a cycle that were made, on a scale where the baseline is 0 and larger is better.

    `times` are check-in dates (0 is the start) and `values` what was read then; the first is always the baseline at 0. `goal` is where the
    target lies: 1, but 0 or less when the baseline is there already. `elapsed` dates of `horizon` have passed. `origin` and `unit` lead
    back: a value v of the scale is origin + v × unit in the key result's own unit. `is_sum` tells amounts that add up from 0.
    """

    times: tuple[int, ...]
    values: tuple[float, ...]
    goal: float
    elapsed: int
    horizon: int
    origin: float
    unit: float
    is_sum: bool

    @property
    def remaining(self) -> int:
        """How many check-in dates are to come."""
        return self.horizon - self.elapsed

    @property
    def ahead(self) -> int:
        """How many dates lie between the last reading and the end: at least those that are to come."""
        return self.horizon - self.times[-1]

    @property
    def gap(self) -> float:
        """What is missing to the target; 0 or less when the last reading is there."""
        return self.goal - self.values[-1]

    def own(self, value: float) -> float:
        """A value of the scale in the key result's own unit."""
        return self.origin + value * self.unit


def readings_of(  # the contract's own list of arguments
    history: Iterable[Any] | None,
    baseline: Any,
    target: Any,
    direction: Any,
    elapsed: Any,
    horizon: Any,
    *,
    is_sum: bool = False,
) -> Readings:
    """Readings of a history with one entry for each date that passed, None where nobody checked in. Nothing it is given makes it fail.

    What is no finite number counts as not told. A history shorter than `elapsed` had no more check-ins; what is longer lies after it.
    """
    told = [number(value) for value in history or ()]
    passed = whole(elapsed, len(told))
    length = max(whole(horizon, passed), passed, 1)
    start = number(baseline)
    start = start if start is not None else next((v for v in told if v is not None), 0.0)
    aim = number(target)
    aim = aim if aim is not None else start
    sign = _sign(direction, start, aim)
    size = _size(start, aim, told)
    pairs = [(i + 1, value) for i, value in enumerate(told[:passed]) if value is not None]
    return Readings(
        times=(0, *(time for time, _value in pairs)),
        values=(0.0, *(sign * (value - start) / size for _time, value in pairs)),
        goal=sign * (aim - start) / size,
        elapsed=passed,
        horizon=length,
        origin=start,
        unit=sign * size,
        is_sum=is_sum,
    )


def number(value: Any) -> float | None:
    """A finite number of bearable size, or None for whatever else it is."""
    try:
        found = float(value)
    except (TypeError, ValueError, OverflowError):
        return None
    return max(-HUGE, min(HUGE, found)) if math.isfinite(found) else None


def whole(value: Any, otherwise: int) -> int:
    """A whole number from 0, or `otherwise` where there is none."""
    found = number(value)
    return otherwise if found is None else max(0, min(100_000, int(found)))


def numbers(values: Iterable[Any] | None) -> list[float]:
    """The finite numbers of a sequence, in its order."""
    return [found for value in values or () if (found := number(value)) is not None]


def _sign(direction: Any, start: float, aim: float) -> float:
    if direction == "decrease" or (direction != "increase" and aim < start):
        return -1.0
    return 1.0


def _size(start: float, aim: float, told: Sequence[float | None]) -> float:
    """The length of the way, or where there is none a length by which to measure what happens around the target."""
    if abs(aim - start) > TINY:
        return abs(aim - start)
    away = [abs(value - start) for value in told if value is not None]
    return max(max(away, default=0.0), abs(start) / 20, TINY)
