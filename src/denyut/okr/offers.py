"""What is suggested as an objective's score: the mean of its key results, of the objectives that serve it, or its progress."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from denyut.okr.judging import in_tenths
from denyut.okr.models import KeyResult, Objective
from denyut.okr.progress import ONE, ZERO
from denyut.okr.scores import objective_score

THOUSANDTH = Decimal("0.001")


@dataclass(frozen=True)
class Offer:
    """A suggested score, and the scores by the first and by the last targets that are stored beside it. All from 0 to 1."""

    score: Decimal | None
    original: Decimal | None
    final: Decimal | None


class Waiting(ValueError):
    """So many key results (`number`) have no score yet."""

    def __init__(self, number: int) -> None:
        super().__init__("key results have no score")
        self.number = number


def offer_for(objective: Objective) -> Offer:
    """The suggested score of an objective. Two queries at most. Raises Waiting while key results that count have no score."""
    rows = list(KeyResult.objects.filter(objective=objective).counted())
    waiting = sum(not kr.is_scored for kr in rows)
    if waiting:
        raise Waiting(waiting)
    if rows:
        return mean(rows)
    serving = Objective.objects.filter(parent=objective, cycle=objective.cycle_id)
    return by_children_or_progress(objective, serving.counted().alive())


def mean_of(objective: Objective) -> Offer | None:
    """What its key results make of an objective; None while one that counts has no score, and without any. One query."""
    rows = list(KeyResult.objects.filter(objective=objective).counted())
    return mean(rows) if rows and all(kr.is_scored for kr in rows) else None


def by_children_or_progress(objective: Objective, children: Iterable[Objective]) -> Offer:
    """The suggestion for an objective without key results: its `children`'s mean when all are scored, else by its progress."""
    parts = list(children)
    if parts and all(child.is_scored for child in parts):
        return mean(parts)
    score = in_tenths(objective.progress)
    return Offer(score, score, score)


def mean(parts: Sequence[Objective | KeyResult]) -> Offer:
    """The mean of scored parts in thousandths: key results by weight, objectives alike."""
    weights = [part.weight if isinstance(part, KeyResult) else ONE for part in parts]
    if not any(weights):
        weights = [ONE] * len(parts)
    means = [
        objective_score(zip(weights, (_known(part, name) for part in parts), strict=True))
        for name in ("score", "score_original", "score_final")
    ]
    return Offer(*((found or ZERO).quantize(THOUSANDTH, ROUND_HALF_UP) for found in means))


def _known(part: Objective | KeyResult, name: str) -> Decimal:
    # One that was scored after the close for the first time has no suggestion to look back on.
    found: Decimal | None = getattr(part, name)
    return (part.score if found is None else found) or ZERO
