"""Ways to re-route: what would have to change for a key result to arrive, each with the chance that the forecast then gives."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from denyut.foresight.forecast import is_too_early, probability
from denyut.foresight.readings import Readings, readings_of

LIKELY = 0.7
HARDLY = 0.02
FASTER = (1.25, 1.5, 2.0, 3.0)
HALVINGS = 7
MOST_MORE = 0.5
DIGITS = 3


@dataclass(frozen=True, slots=True)
class Reroute:
    """One way. `kind` and what `value` is then: "capacity": the factor by which the pace grows from now on; "action": the change that each
    date to come has to bring, signed, where the pace so far leads nowhere; "scope": the target (own unit); "time": how many check-in dates
    more. `probability` is what the forecast gives then, `before` what it gives now.
    """

    kind: str
    value: float
    probability: float
    before: float


@dataclass(frozen=True, slots=True)
class _Case:
    """A key result as it stands, of which other targets and ends are asked."""

    readings: Readings
    chance: Callable[[float, int], float]
    target: float
    before: float


def reroutes(
    history: Iterable[Any] | None,
    baseline: Any,
    target: Any,
    direction: Any,
    elapsed: Any,
    horizon: Any,
    context: Mapping[str, Any] | None = None,
) -> list[Reroute]:
    """Up to three ways to a chance of 70 %, or as near as one of them comes, the likeliest first; the arguments as for the forecast.

    More pace brings what it adds until the end closer, so it is asked as a target that is nearer by so much. None when it is too early,
    when no date is left, or when the chance is 70 % already.
    """
    values = list(history or ())
    told = context if isinstance(context, Mapping) else {}
    readings = readings_of(values, baseline, target, direction, elapsed, horizon, is_sum=told.get("kind") == "cum")

    def chance(aim: float, dates: int) -> float:
        return probability(values, baseline, aim, direction, readings.elapsed, dates, told)

    aim = readings.own(readings.goal)
    if is_too_early(values[: readings.elapsed]) or readings.remaining <= 0 or readings.gap <= 0:
        return []
    case = _Case(readings, chance, aim, chance(aim, readings.horizon))
    if case.before >= LIKELY:
        return []
    found = [_harder(case), _smaller(case), _longer(case)]
    better = [way for way in found if way is not None and way.probability > case.before + HARDLY]
    return sorted(better, key=lambda way: -way.probability)


def _harder(case: _Case) -> Reroute | None:
    """More pace on the same way, or where that leads nowhere, another way that has to be so steep."""
    readings = case.readings
    pace = readings.values[-1] / max(readings.times[-1], 1)
    for factor in FASTER:
        nearer = case.target - (factor - 1) * pace * readings.unit * readings.remaining
        chance = case.chance(nearer, readings.horizon) if pace > 0 else 0.0
        if chance >= LIKELY:
            return Reroute("capacity", factor, chance, case.before)
    return _steeper(case, pace)


def _steeper(case: _Case, pace: float) -> Reroute | None:
    readings = case.readings
    nearer, chance = _target_at(case, readings.goal - 1.5 * readings.gap)
    if chance < LIKELY:
        return None
    added = (readings.goal - nearer) / readings.remaining
    return Reroute("action", rounded((pace + added) * readings.unit), chance, case.before)


def _smaller(case: _Case) -> Reroute | None:
    """The most that is likely to be reached: between the last reading and the target, or nothing."""
    readings = case.readings
    floor = max(readings.values[-1], 0.0) if readings.goal > 0 else readings.values[-1]
    nearer, chance = _target_at(case, floor)
    if chance < LIKELY or readings.own(nearer) == readings.origin:
        return None
    # Rounded towards the easier side, so that what is promised still holds.
    value = rounded(readings.own(nearer))
    return Reroute("scope", value, case.chance(value, readings.horizon), case.before)


def _target_at(case: _Case, easiest: float) -> tuple[float, float]:
    """The hardest target (on the scale) not below `easiest` that is still likely, and its chance; `easiest` with its own where none is."""
    own, dates = case.readings.own, case.readings.horizon
    low, high = easiest, case.readings.goal
    best = (low, case.chance(own(low), dates))
    if best[1] < LIKELY:
        return best
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        chance = case.chance(own(middle), dates)
        if chance >= LIKELY:
            low, best = middle, (middle, chance)
        else:
            high = middle
    return best


def _longer(case: _Case) -> Reroute | None:
    """A later end, by no more than half the cycle: the first that makes it likely, else the latest."""
    most = max(1, int(case.readings.horizon * MOST_MORE))
    tried = sorted({max(1, round(most * share)) for share in (0.2, 0.35, 0.5, 0.75, 1.0)})
    for more in tried:
        chance = case.chance(case.target, case.readings.horizon + more)
        if chance >= LIKELY or more == tried[-1]:
            return Reroute("time", more, chance, case.before)
    return None


def rounded(value: float) -> float:
    """A number as people say it: three digits that count."""
    return float(f"{value:.{DIGITS}g}")
