"""The shrunk drift: on as so far, but not quite, with an error as large as the steps were. What is believed before anything is learned."""

import math
from dataclasses import dataclass
from itertools import pairwise

from denyut.foresight.readings import Readings


@dataclass(frozen=True, slots=True)
class Habit:
    """What is ordinary: `pace` and `error` over a whole cycle (the way to the target is 1), and by how many dates each is believed.

    Set by the likelihood of public series' outcomes, with a wide flat optimum.
    """

    pace: float
    doubt: float
    error: float
    steps: float


LEVELS = Habit(pace=0.3, doubt=16.0, error=2.0, steps=1.0)
SUMS = Habit(pace=1.0, doubt=2.0, error=0.5, steps=3.0)


@dataclass(frozen=True, slots=True)
class Drift:
    """Pace for each date and error of one date's step, on the scale of the readings; `weight`: from how many dates they are known."""

    pace: float
    error: float
    weight: float

    def spread(self, dates: float) -> float:
        """The standard error so many dates ahead: the steps' own, and that of the pace."""
        return self.error * math.sqrt(dates * (1 + dates / self.weight))


def drift_of(readings: Readings) -> Drift:
    """Pace and error of the steps so far, shrunk to what is ordinary as long as there are few."""
    habit = SUMS if readings.is_sum else LEVELS
    way = max(readings.goal, 0.3)
    weight = readings.times[-1] + habit.doubt
    pace = (readings.values[-1] + habit.doubt * habit.pace * way / readings.horizon) / weight
    pairs = list(pairwise(zip(readings.times, readings.values, strict=True)))
    squares = math.fsum(
        (after - before - pace * (then - now)) ** 2 / (then - now) for (now, before), (then, after) in pairs
    )
    ordinary = habit.error * way / math.sqrt(readings.horizon)
    error = math.sqrt((squares + habit.steps * ordinary**2) / (len(pairs) + habit.steps))
    return Drift(pace, max(error, 1e-9), weight)


def chance(readings: Readings) -> float:
    """The chance that drift carries the last reading to the target by the end; from 0 to 1."""
    ahead = readings.ahead
    if ahead <= 0:
        return 1.0 if readings.gap <= 0 else 0.0
    drift = drift_of(readings)
    return normal((drift.pace * ahead - readings.gap) / drift.spread(ahead))


def normal(z: float) -> float:
    """The share of a normal distribution below z."""
    return 0.5 * math.erfc(-z / math.sqrt(2))
