"""What the time before the cycle shows: how such a number usually moves, its seasons, and where it returns to."""

import math
from collections.abc import Sequence

from denyut.foresight.readings import Readings
from denyut.foresight.signs.steps import (
    changes,
    deviation,
    held,
    in_errors,
    line,
    log_of,
    mean,
    memory,
    share_reaching,
    sums,
)

LEAST = 4
MOST = 60


def before_signs(readings: Readings, prior: Sequence[float], *, season: int) -> dict[str, float]:
    """Signs by name, each a finite number. `prior` has values before the cycle, oldest first (amounts, where the key result adds up);
    `season` is how many check-in dates make a year. With fewer than four values there is nothing to see: an empty dict.
    """
    if len(prior) < LEAST:
        return {}
    return (_of_sums if readings.is_sum else _of_levels)(readings, list(prior[-MOST:]), season)


def _of_levels(readings: Readings, prior: list[float], season: int) -> dict[str, float]:
    scale = [(value - readings.origin) / readings.unit for value in prior] + [0.0]
    ahead, horizon, gap, goal = max(readings.ahead, 1), readings.horizon, readings.gap, readings.goal
    moved = changes(scale, min(ahead, len(scale) - 2))
    whole = changes(scale, min(horizon, len(scale) - 2))
    steps = changes(scale, 1)
    usual, error = mean(moved), max(deviation(moved, mean(moved)), deviation(steps, 0.0) * math.sqrt(ahead) / 2, 1e-6)
    told = list(readings.values[1:])
    home, keeps = mean(scale + told), memory(scale)
    returned = home + (readings.values[-1] - home) * max(keeps, 0.0) ** ahead
    slope, start = line(range(-len(scale) + 1, 1), scale)
    year = _same_dates(scale, readings, season)
    near = mean([*scale, *told][-6:])
    blur = len(moved) ** -0.2
    return {
        "before": min(len(scale) / horizon, 5.0),
        "usual": in_errors(usual - gap, error),
        "usual_now": in_errors((usual + readings.values[-1] / max(readings.times[-1], 1) * ahead) / 2 - gap, error),
        "wide": log_of(error, 5),
        "rate": share_reaching(moved, gap, error * blur),
        "rate_whole": share_reaching(whole, goal, max(deviation(whole, mean(whole)) * blur, 1e-6)),
        "rate_late": share_reaching(moved[-len(moved) // 2 :], gap, error * blur),
        "share": share_reaching(scale, goal, deviation(steps, 0.0) / 2 + 1e-6),
        "share_late": share_reaching(scale[-horizon:], goal, deviation(steps, 0.0) / 2 + 1e-6),
        "best": held((max(scale) - goal), 6),
        "home": in_errors(home - goal, error),
        "near": in_errors(near - goal, error),
        "just_before": in_errors(mean(scale[-4:]) - goal, error),
        "keeps": keeps,
        "returned": in_errors(returned - goal, error),
        "trend": in_errors(slope * horizon, error),
        "trend_late": in_errors(line(range(len(scale[-horizon:])), scale[-horizon:])[0] * horizon, error),
        "trend_end": in_errors(start + slope * horizon - goal, error),
        "year": in_errors(year - goal, error),
        "swing": memory(steps),
        "liveness": log_of((deviation(steps, 0.0) + 1e-6) / (_cycle_step(readings) + 1e-6), 4),
    }


def _cycle_step(readings: Readings) -> float:
    pairs = zip(readings.times, readings.times[1:], readings.values, readings.values[1:], strict=False)
    squares = [(after - before) ** 2 / (then - now) for now, then, before, after in pairs]
    return math.sqrt(mean(squares))


def _same_dates(scale: list[float], readings: Readings, season: int) -> float:
    """Where the last reading ends when it moves on as in the same weeks or months of the years before; as it is where none is known."""
    now, moves = len(scale) - 1 + readings.times[-1], []
    then = len(scale) - 1 + readings.horizon
    while now - season >= 0 and then - season >= 0:
        now, then = now - season, then - season
        if then < len(scale):
            moves.append(scale[then] - scale[now])
    return readings.values[-1] + mean(moves)


def _of_sums(readings: Readings, prior: list[float], season: int) -> dict[str, float]:
    scale = [value / readings.unit for value in prior]
    ahead, horizon, gap, goal = max(readings.ahead, 1), readings.horizon, readings.gap, readings.goal
    value, since = readings.values[-1], readings.times[-1]
    totals = sums(scale, min(ahead, len(scale) - 2))
    stretch = ahead / min(ahead, len(scale) - 2)
    totals = [total * stretch for total in totals]
    whole = [total * horizon / min(horizon, len(scale) - 2) for total in sums(scale, min(horizon, len(scale) - 2))]
    single = deviation(scale, mean(scale))
    error = max(deviation(totals, mean(totals)), single * math.sqrt(ahead) / 2, 1e-6)
    pace = value / since if since else mean(scale[-4:])
    slope, start = line(range(-len(scale) + 1, 1), scale)
    ends = (start + slope * (since + (ahead + 1) / 2)) * ahead
    late = mean(scale[-horizon:])
    year, ratio = _same_amounts(scale, readings, season)
    blur = len(totals) ** -0.2
    return {
        "before": min(len(scale) / horizon, 5.0),
        "usual": in_errors(mean(totals) - gap, error),
        "usual_now": in_errors((totals[-1] + pace * ahead) / 2 - gap, error),
        "wide": log_of(error, 5),
        "rate": share_reaching(totals, gap, error * blur),
        "rate_whole": share_reaching(whole, goal, max(deviation(whole, mean(whole)) * blur, 1e-6)),
        "rate_late": share_reaching(totals[-len(totals) // 2 :], gap, error * blur),
        "share": share_reaching(scale, goal / horizon, single / 4 + 1e-6),
        "share_late": share_reaching(scale[-horizon:], goal / horizon, single / 4 + 1e-6),
        "best": held(max(totals) - gap, 6),
        "home": in_errors(late * ahead - gap, error),
        "near": in_errors(_recent(scale, readings) * ahead - gap, error),
        "just_before": in_errors(mean(scale[-4:]) * ahead - gap, error),
        "keeps": memory(scale),
        "returned": in_errors((late + (pace - late) * since / (since + 4)) * ahead - gap, error),
        "trend": in_errors(slope * horizon * horizon / 2, error),
        "trend_late": in_errors((pace - late) * ahead, error),
        "trend_end": in_errors(ends - gap, error),
        "year": in_errors(year - gap, error),
        "swing": held(ratio, 3),
        "liveness": held(math.log(max(pace, 1e-3) / max(late, 1e-3)), 3),
    }


def _recent(scale: list[float], readings: Readings) -> float:
    """The mean amount of the last six dates, those of the cycle first."""
    since = min(readings.times[-1], 6)
    if since == 0:
        return mean(scale[-6:])
    at = max(i for i, time in enumerate(readings.times) if time <= readings.times[-1] - since)
    inside = (readings.values[-1] - readings.values[at]) / (readings.times[-1] - readings.times[at])
    return (inside * since + math.fsum(scale[len(scale) - 6 + since :])) / 6 if since < 6 else inside


def _same_amounts(scale: list[float], readings: Readings, season: int) -> tuple[float, float]:
    """What the dates to come bring when they bring what they brought a year before, times how the cycle compares with that year; and
    the logarithm of that comparison. Without such a year: what the last dates brought, and 0.
    """
    since, n = readings.times[-1], len(scale)
    at = n - season
    past, future = scale[max(at, 0) : max(at + since, 0)], scale[max(at + since, 0) : max(at + readings.horizon, 0)]
    if at < 0 or len(future) < readings.ahead or math.fsum(future) <= 0:
        return mean(scale[-season:]) * max(readings.ahead, 1), 0.0
    doubt = mean(scale[-season:]) * 2
    grown = (readings.values[-1] + doubt) / (math.fsum(past) + doubt) if math.fsum(past) + doubt > 0 else 1.0
    return math.fsum(future) * grown, math.log(max(grown, 1e-2))
