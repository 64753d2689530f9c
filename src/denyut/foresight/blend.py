"""The blend: one probability of the trend's, the owner's corrected confidence and the contributors' secret vote, with its parts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from denyut.foresight.calibration import AS_SAID, OF_PEOPLE, Correction
from denyut.foresight.odds import expit, fitted, logit

NAMES = ("trend", "confidence", "vote")
# How much each part's log-odds count before any key result was closed here, and how firmly that holds.
SHARES = {"trend": 0.65, "confidence": 0.3, "vote": 0.25}
FIRMNESS = 12.0


@dataclass(frozen=True, slots=True)
class Part:
    """One source: "trend", "confidence" or "vote"; what it said, that set right, and its share in the whole (all from 0 to 1)."""

    name: str
    said: float
    corrected: float
    share: float


@dataclass(frozen=True, slots=True)
class Blend:
    """One probability (0 to 1) with its parts."""

    probability: float
    parts: tuple[Part, ...]


def blend(
    trend: float | None,
    confidence: float | None = None,
    vote: float | None = None,
    *,
    trend_correction: Correction | None = None,
    confidence_correction: Correction | None = None,
    shares: Mapping[str, float] | None = None,
) -> Blend | None:
    """One probability of up to three (0 to 1, as said; `vote` is the contributors' median); None when nobody says anything.

    `trend` is `forecast.probability` without confidence in its context, so that confidence counts once. Without corrections the trend
    counts as said and people's confidence a little less than said. `shares` are those of `shares_of`.
    """
    corrections = {
        "trend": trend_correction or AS_SAID,
        "confidence": confidence_correction or OF_PEOPLE,
        "vote": OF_PEOPLE,
    }
    said = dict(zip(NAMES, (trend, confidence, vote), strict=True))
    right = {name: corrections[name].of(value) for name, value in said.items() if value is not None}
    if not right:
        return None
    weights = _for_those_there(shares or SHARES, right)
    whole = sum(weights.values())
    parts = tuple(Part(name, said[name] or 0.0, right[name], weights[name] / whole) for name in right)
    return Blend(expit(sum(weights[name] * logit(right[name]) for name in right)), parts)


def shares_of(closed: Iterable[tuple[float | None, float | None, float | None, bool]]) -> dict[str, float]:
    """How much each part's log-odds should count here, by closed key results: (trend, confidence, vote as corrected, whether reached).

    Shrunk to the usual shares as by some tens of closed key results; never negative. What was not said counts as unknown.
    """
    known = list(closed)
    weights = fitted(
        [[0.0 if part is None else logit(part) for part in row[:3]] for row in known],
        [row[3] for row in known],
        prior=[SHARES[name] for name in NAMES],
        strength=[FIRMNESS] * 3,
    )
    return {name: max(0.02, weight) for name, weight in zip(NAMES, weights, strict=True)}


def _for_those_there(shares: Mapping[str, float], there: Mapping[str, float]) -> dict[str, float]:
    """The shares of the parts that speak; a part alone counts as it is, two make up half of what the third one leaves."""
    weights = {name: shares[name] for name in there}
    whole, spoken = sum(shares.values()), sum(weights.values())
    if len(weights) == 1:
        return dict.fromkeys(weights, 1.0)
    return {name: weight * (1 + (whole - spoken) / spoken / 2) for name, weight in weights.items()}
