"""When a warning is raised and when its cause is gone. Between the two lies a gap on purpose, so that none flickers. Pure."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

HARDLY, LIKELY = 0.35, 0.5
FALL, MENDED = 20, 10
SURE = 80
FULL, BEARABLE = 1.0, 0.85
# A forecast that rests on the first weeks alone alarms nobody.
SETTLED = 0.15


class Cause(StrEnum):
    """What a warning is about; the same words as `EarlyWarning.WarningKind`."""

    MISS = "miss"
    FALL = "fall"
    STALE = "stale"
    BLOCKED = "blocked"
    OVERLOAD = "overload"
    GAP = "gap"


@dataclass(frozen=True, slots=True)
class Signs:
    """What is seen of a key result: chances from 0 to 1, confidences in percent (oldest first, of the last four weeks), `load` as the
    share of the owner's working time that is taken, None where it is unknown or another of theirs carries the warning.

    `elapsed` is the share of the time that is over; `is_worse` says that the numbers read at risk or worse, `declares_well` that on
    track is declared, `is_reached` that the target is reached at present.
    """

    probability: float | None
    elapsed: float
    confidences: Sequence[int] = ()
    is_stale: bool = False
    blockers: int = 0
    load: float | None = None
    declares_well: bool = False
    is_worse: bool = False
    is_reached: bool = False


def is_there(cause: Cause, signs: Signs, *, stands: bool) -> bool:
    """Whether a cause is there: strictly to raise a warning, loosely while one `stands`."""
    return _TESTS[cause](signs, stands)


def fall_of(confidences: Sequence[int]) -> int:
    """How many points the latest confidence lies below the highest before it."""
    return max(confidences[:-1], default=0) - confidences[-1] if len(confidences) > 1 else 0


def facts_of(cause: Cause, signs: Signs, more: dict[str, Any]) -> dict[str, Any]:
    """The numbers behind a warning as plain values, and `more` of them that its kind brings."""
    chance = None if signs.probability is None else round(signs.probability, 3)
    own: dict[str, Any] = {"probability": chance, "elapsed": round(signs.elapsed, 3)}
    if cause is Cause.FALL:
        own |= {"before": max(signs.confidences[:-1]), "now": signs.confidences[-1]}
    if cause is Cause.BLOCKED:
        own["blockers"] = signs.blockers
    if cause is Cause.OVERLOAD and signs.load is not None:
        own["load"] = round(signs.load, 2)
    return own | more


def _miss(signs: Signs, stands: bool) -> bool:
    if signs.probability is None or signs.is_reached or (signs.elapsed < SETTLED and not stands):
        return False
    return signs.probability < (LIKELY if stands else HARDLY)


def _fall(signs: Signs, stands: bool) -> bool:
    if not signs.confidences or signs.confidences[-1] >= SURE:
        return False
    return fall_of(signs.confidences) >= (MENDED if stands else FALL)


def _overload(signs: Signs, stands: bool) -> bool:
    return signs.load is not None and signs.load > (BEARABLE if stands else FULL)


def _gap(signs: Signs, stands: bool) -> bool:
    chance = signs.probability
    is_unlikely = chance is not None and chance < (LIKELY if stands else HARDLY)
    return signs.declares_well and (signs.is_worse or is_unlikely)


_TESTS: Mapping[Cause, Callable[[Signs, bool], bool]] = {
    Cause.MISS: _miss,
    Cause.FALL: _fall,
    Cause.STALE: lambda signs, stands: signs.is_stale,
    Cause.BLOCKED: lambda signs, stands: signs.blockers > 0,
    Cause.OVERLOAD: _overload,
    Cause.GAP: _gap,
}
