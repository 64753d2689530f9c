"""What the readings of the cycle itself show: where it stands, how fast and how evenly it got there."""

import math
from itertools import pairwise

from denyut.foresight.readings import Readings
from denyut.foresight.signs.steps import held, in_errors, line, log_of, mean, memory

# The step of one date, times the root of the horizon, that is ordinary on this scale; two such steps are believed before the first.
ORDINARY = 1.2
BELIEVED = 1.5


def cycle_signs(readings: Readings, *, is_monthly: bool = False, is_mean: bool = False) -> dict[str, float]:
    """Signs by name, each a finite number. `is_mean` tells values that are means over some dates up to now."""
    last, value, horizon = readings.times[-1], readings.values[-1], readings.horizon
    ahead, gap, since = max(readings.ahead, 1), readings.gap, max(readings.times[-1], 1)
    steps = [(then - now, after - before) for (now, before), (then, after) in _pairs(readings)]
    walk = step_error(readings, steps, 0.0)
    pace = value / since
    around = step_error(readings, steps, pace)
    found = {
        "elapsed": readings.elapsed / horizon,
        "ahead": ahead / horizon,
        "stale": (readings.elapsed - last) / horizon,
        "told": (len(readings.times) - 1) / max(readings.elapsed, 1),
        "value": held(value, 5),
        "gap": held(gap, 5),
        "lead": held(value - last / horizon, 5),
        "hurry": held(gap * horizon / ahead - pace * horizon, 12),
        "walk": in_errors(-gap, walk * math.sqrt(ahead)),
        "noise": log_of(walk * math.sqrt(horizon), 5),
        "jitter": log_of(around * math.sqrt(horizon), 5),
        "is_sum": float(readings.is_sum),
        "is_monthly": float(is_monthly),
        "is_mean": float(is_mean),
        "is_down": float(readings.unit < 0),
        "size": log_of(abs(readings.unit) / (abs(readings.origin) + abs(readings.unit)), 6),
        "grain": log_of(walk * abs(readings.unit) / (abs(readings.own(value)) + abs(readings.unit)), 6),
    }
    for name, doubt in (("drift", 0.5), ("drift_shy", 3.0), ("drift_shyer", 8.0)):
        carried = value / (since + doubt) * ahead
        found[name] = in_errors(carried - gap, around * math.sqrt(ahead * (1 + ahead / (since + doubt))))
    return found | _shape(readings, walk, steps)


def step_error(readings: Readings, steps: list[tuple[int, float]], pace: float) -> float:
    """The ordinary size of one date's step around a pace, as the steps of the cycle show it; few of them are believed less."""
    ordinary = ORDINARY * max(readings.goal, 0.3) / math.sqrt(readings.horizon)
    ordinary = ordinary / 4 if readings.is_sum else ordinary
    squares = math.fsum((change - pace * dates) ** 2 / dates for dates, change in steps)
    return math.sqrt((squares + BELIEVED * ordinary**2) / (len(steps) + BELIEVED))


def _pairs(readings: Readings) -> list[tuple[tuple[int, float], tuple[int, float]]]:
    return list(pairwise(zip(readings.times, readings.values, strict=True)))


def _shape(readings: Readings, walk: float, steps: list[tuple[int, float]]) -> dict[str, float]:
    values, times, horizon, goal = readings.values, readings.times, readings.horizon, readings.goal
    slope, start = line(times, values)
    told = values[1:] or values
    middle = len(values) // 2
    early = (values[middle] - values[0]) / max(times[middle], 1)
    late = (values[-1] - values[middle]) / max(times[-1] - times[middle], 1)
    paces = [change / dates for dates, change in steps]
    ahead = max(readings.ahead, 1)
    back = max(0, len(times) - 1 - max(2, len(times) // 3))
    lately = (values[-1] - values[back]) / max(times[-1] - times[back], 1)
    return {
        "tilt": in_errors(values[-1] - mean(told[-3:]), walk),
        "lately": held(lately * horizon, 8),
        "lately_end": in_errors(values[-1] + lately * ahead - goal, walk * ahead),
        "mean": held(mean(told) - goal, 5),
        "recent": held(mean(told[-3:]) - goal, 5),
        "recent_errors": in_errors(mean(told[-3:]) - goal, walk * math.sqrt(ahead)),
        "peak": held(max(told) - goal, 5),
        "trough": held(min(told) - goal, 5),
        "over": sum(value >= goal for value in told) / len(told),
        "line_end": held(start + slope * horizon - goal, 8),
        "line": in_errors(start + slope * horizon - goal, walk * math.sqrt(ahead) * 1.5),
        "speeding": held((late - early) * horizon, 8),
        "last_pace": held(paces[-1] * horizon if paces else 0.0, 8),
        "turning": memory(paces),
        "back": sum(change < 0 for _dates, change in steps) / max(len(steps), 1),
        "still": sum(change == 0 for _dates, change in steps) / max(len(steps), 1),
    }
