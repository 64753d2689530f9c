"""The fan: where a key result may stand at each date to come, and when it arrives, with how wide the doubt is."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from statistics import NormalDist
from typing import Any

from denyut.foresight.course import Course, course_of
from denyut.foresight.drift import normal
from denyut.foresight.forecast import probability
from denyut.foresight.readings import Readings, readings_of

# The tenth and the ninetieth of a hundred, and the same for the date of arrival.
SHARES = (0.1, 0.5, 0.9)
FAR, NEAR = 3.0, 1.0


@dataclass(frozen=True, slots=True)
class Step:
    """The values that are undercut in 10, 50 and 90 of 100 cases at a check-in date to come, in the key result's own unit.

    `date` counts check-in dates from 1. `low` is always the smaller number, whichever way is better.
    """

    date: int
    low: float
    middle: float
    high: float


@dataclass(frozen=True, slots=True)
class Arrival:
    """The check-in date at which the target is first reached: early (10 of 100), in the middle, late (90 of 100).

    None means: not in this cycle.
    """

    early: int | None
    middle: int | None
    late: int | None


@dataclass(frozen=True, slots=True)
class Fan:
    """The steps for each date to come, the arrival, and pace against pace: what one date brought so far and what it needs to.

    `pace` and `needed` are changes for each date, signed, in the key result's own unit. `needed` is 0 when the target is reached, None
    when no date is left. A week's pace is that of a date times dates in a week.
    """

    steps: tuple[Step, ...]
    arrival: Arrival
    pace: float
    needed: float | None


def fan(
    history: Iterable[Any] | None,
    baseline: Any,
    target: Any,
    direction: Any,
    elapsed: Any,
    horizon: Any,
    context: Mapping[str, Any] | None = None,
) -> Fan:
    """The fan of a key result; the same arguments as `forecast.probability`, with which its end agrees. Never fails."""
    told = context if isinstance(context, Mapping) else {}
    values = list(history or ())
    readings = readings_of(values, baseline, target, direction, elapsed, horizon, is_sum=told.get("kind") == "cum")
    course = course_of(readings, told)
    lean = 0.0
    if readings.remaining > 0:
        lean = _lean(readings, course, probability(values, baseline, target, direction, elapsed, horizon, told))
    dates = range(readings.elapsed + 1, readings.horizon + 1)
    return Fan(
        steps=tuple(_step(readings, course, date, lean) for date in dates),
        arrival=_arrival(readings, course, dates, lean),
        pace=readings.values[-1] * readings.unit / max(readings.times[-1], 1),
        needed=needed_pace(readings),
    )


def needed_pace(readings: Readings) -> float | None:
    """The change for each date to come that just reaches the target; 0 when it is there, None when no date is left."""
    if readings.gap <= 0:
        return 0.0
    return readings.gap * readings.unit / readings.remaining if readings.remaining > 0 else None


def _lean(readings: Readings, course: Course, chance: float) -> float:
    """By how much (on the scale) the end moves so that as much of the fan reaches the target as the forecast says.

    Far from the target, where a chance of 1 % says little about how far, the course stands.
    """
    middle, spread = course.at(readings.ahead)
    own = (middle - readings.goal) / spread
    said = NormalDist().inv_cdf(min(max(chance, 0.01), 0.99))
    trust = max(0.0, min(1.0, (FAR - abs(own)) / (FAR - NEAR)))
    return trust * (said - own) * spread


def _leaned(readings: Readings, course: Course, date: int, lean: float) -> tuple[float, float]:
    ahead = date - readings.times[-1]
    middle, spread = course.at(ahead)
    return middle + lean * ahead / readings.ahead, spread


def _step(readings: Readings, course: Course, date: int, lean: float) -> Step:
    middle, spread = _leaned(readings, course, date, lean)
    band = [middle + spread * NormalDist().inv_cdf(share) for share in SHARES]
    if readings.is_sum:
        band = [max(value, readings.values[-1]) for value in band]
    low, centre, high = sorted(readings.own(value) for value in band)
    return Step(date, low, centre, high)


def _arrival(readings: Readings, course: Course, dates: range, lean: float) -> Arrival:
    there = next((t for t, v in zip(readings.times, readings.values, strict=True) if v >= readings.goal), None)
    if there is not None and readings.gap <= 0:
        return Arrival(there, there, there)
    arrived = [_has_arrived(readings, *_leaned(readings, course, date, lean)) for date in dates]
    by_share = {share: next((d for d, p in zip(dates, arrived, strict=True) if p >= share), None) for share in SHARES}
    return Arrival(*(by_share[share] for share in SHARES))


def _has_arrived(readings: Readings, middle: float, spread: float) -> float:
    """The chance to have been at the target at some date up to one at which `middle` ± `spread` is expected: first passage of a
    Brownian motion with drift (Cox & Miller, The Theory of Stochastic Processes, 5.7); sums, which never fall, are there when they are
    there.
    """
    gap, moved = readings.gap, middle - readings.values[-1]
    ends = normal((moved - gap) / spread)
    if readings.is_sum:
        return ends
    turned = normal(-(gap + moved) / spread)
    return min(1.0, ends + math.exp(min(2 * moved * gap / spread**2, 50.0)) * turned)
