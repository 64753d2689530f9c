"""The course: middle and spread of what is to come, from the pace of the cycle and, where it is known, from the time before."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from denyut.foresight.drift import drift_of
from denyut.foresight.readings import Readings, numbers
from denyut.foresight.signs.steps import changes, deviation, mean

LEAST = 12


@dataclass(frozen=True, slots=True)
class Width:
    """The step of one date that is ordinary (times the root of the horizon), and by how much the doubt is wider than steps show, without
    and with the time before, so that 80 of 100 outcomes of public series lie between the tenth and the ninetieth.
    """

    ordinary: float
    wider: float
    wider_known: float


LEVELS = Width(2.0, 1.65, 1.25)
SUMS = Width(0.3, 1.55, 1.5)
# How many steps the ordinary one counts for: little when it is that of all key results, more when it is the number's own.
STEPS, KNOWN_STEPS = 2.0, 6.0
# No history is so even that its next step could not be a twentieth of an ordinary one.
EVENEST = 0.05


@dataclass(frozen=True, slots=True)
class Course:
    """Where the last reading goes: `pace` for each date, `error` of one date's step; `weight`: from how many dates they are known."""

    value: float
    pace: float
    error: float
    weight: float

    def at(self, ahead: float) -> tuple[float, float]:
        """Middle and standard spread so many dates after the last reading, on the scale of the readings."""
        dates = max(ahead, 0.0)
        spread = self.error * math.sqrt(dates * (1 + dates / self.weight))
        return self.value + self.pace * dates, max(spread, 1e-6)


def course_of(readings: Readings, context: Mapping[str, Any]) -> Course:
    """The course of readings; `context` as in `forecast.probability`."""
    drift = drift_of(readings)
    width = SUMS if readings.is_sum else LEVELS
    ordinary = width.ordinary * max(readings.goal, 0.3) / math.sqrt(readings.horizon)
    before = _steps_before(readings, numbers(context.get("prior")))
    if len(before) < LEAST:
        error = width.wider * _error(readings, drift.pace, ordinary, STEPS)
        return Course(readings.values[-1], drift.pace, error, drift.weight)
    usual, known = mean(before), len(before) / 4
    pace = (drift.pace * drift.weight + usual * known) / (drift.weight + known)
    ordinary = max(deviation(before, usual), EVENEST * ordinary)
    error = width.wider_known * _error(readings, pace, ordinary, KNOWN_STEPS)
    return Course(readings.values[-1], pace, error, drift.weight)


def _error(readings: Readings, pace: float, ordinary: float, steps: float) -> float:
    """The error of one date's step: the cycle's own and an ordinary one, mixed by logarithms, so that an even history counts as even."""
    pairs = list(pairwise(zip(readings.times, readings.values, strict=True)))
    squares = [(after - before - pace * (then - now)) ** 2 / (then - now) for (now, before), (then, after) in pairs]
    own = max(math.sqrt(mean(squares)), ordinary * EVENEST) if squares else ordinary
    return math.exp((len(squares) * math.log(own) + steps * math.log(ordinary)) / (len(squares) + steps))


def _steps_before(readings: Readings, prior: list[float]) -> list[float]:
    if readings.is_sum:
        return [value / readings.unit for value in prior]
    return changes([(value - readings.origin) / readings.unit for value in prior], 1)
