"""The forecast: how likely a key result reaches its target by the end of its cycle. Pure, quick, and calm on whatever it is given."""

from collections.abc import Iterable, Mapping
from typing import Any

from denyut.foresight.confidence import added_by
from denyut.foresight.drift import chance
from denyut.foresight.odds import expit, logit
from denyut.foresight.readings import Readings, number, numbers, readings_of
from denyut.foresight.signs.before import LEAST, before_signs
from denyut.foresight.signs.cycle import cycle_signs
from denyut.foresight.trees import learned

CUMULATED, MEAN = "cum", "avg"
MONTHLY = "M"
SEASONS = {"D": 7, "W": 52, "M": 12, "Q": 4}
ENOUGH = 2
SUREST = 0.99
# Trees see steps where there are slopes: a share of plain drift keeps the number moving gently between them.
PLAIN = 0.05
TRUSTED = 12


def probability(
    history: Iterable[Any] | None,
    baseline: Any,
    target: Any,
    direction: Any,
    elapsed: Any,
    horizon: Any,
    context: Mapping[str, Any] | None = None,
) -> float:
    """The chance (0 to 1) that the target is reached at the last of `horizon` check-in dates, `elapsed` of which have passed.

    `history` has one value for each date that passed, None where nobody checked in; `direction` is "increase" or "decrease". `context`
    may hold

    - `freq`: how far check-ins lie apart: "D", "W", "M" or "Q";
    - `kind`: "cum" for amounts that add up from 0, "avg" for means over the dates up to now, anything else for plain values;
    - `prior`: values before the cycle, oldest first; single amounts for "cum";
    - `confidence` (percent, the latest), `confidences` (percent, all of the cycle) and `term` (a `confidence.Term` learned here).

    Never fails, is never NaN. Without an end that is known it stays between 1 and 99 %.
    """
    told = context if isinstance(context, Mapping) else {}
    readings = readings_of(history, baseline, target, direction, elapsed, horizon, is_sum=told.get("kind") == CUMULATED)
    if readings.ahead <= 0:
        return chance(readings)
    odds = (1 - PLAIN) * _learned_odds(readings, told) + PLAIN * logit(chance(readings))
    return max(1 - SUREST, min(SUREST, expit(odds + added_by(told))))


def is_too_early(history: Iterable[Any] | None) -> bool:
    """Whether there are fewer than two check-ins, so that no forecast is shown yet."""
    return sum(number(value) is not None for value in history or ()) < ENOUGH


def _learned_odds(readings: Readings, told: Mapping[str, Any]) -> float:
    """What the trees say: those that know the cycle alone, and more and more those that know the time before, the more there is of it."""
    freq = str(told.get("freq"))
    signs = cycle_signs(readings, is_monthly=freq == MONTHLY, is_mean=told.get("kind") == MEAN)
    prior = numbers(told.get("prior"))
    known = before_signs(readings, prior, season=SEASONS.get(freq, SEASONS["W"]))
    trust = max(0.0, min(1.0, (len(prior) - LEAST + 1) / TRUSTED)) if known else 0.0
    alone = learned("cold").odds(signs) if trust < 1 else 0.0
    with_past = learned("warm").odds(signs | known) if trust else 0.0
    return (1 - trust) * alone + trust * with_past
