"""Scores: what a goal is given at the close, against the target it began with and the one it ended with; and what it carries on."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from denyut.okr.progress import ONE, ZERO, Kind, clamp, progress_of

TENTH = Decimal("0.1")
GREEN_FROM, YELLOW_FROM = Decimal("0.7"), Decimal("0.4")
TOO_EASY_ABOVE = Decimal("0.8")
ASPIRATIONAL, LEARNING = "aspirational", "learning"


class Colour(StrEnum):
    RED = "red"
    YELLOW = "yellow"
    GREEN = "green"
    ORANGE = "orange"


class Start(StrEnum):
    """Where a goal that is carried over begins again."""

    CURRENT = "current"
    BASELINE = "baseline"
    REMAINING = "remaining"


class NothingRemains(ValueError):
    """The target is reached: there is no way left to carry over."""


@dataclass(frozen=True)
class Setup:
    """The targets by which a value is judged, as `progress_of` takes them."""

    baseline: Decimal
    target: Decimal
    low: Decimal | None = None
    is_strict: bool = False
    tolerance: Decimal | None = None


@dataclass(frozen=True)
class Scores:
    """The score by the targets as first agreed and as they stood at the end, both from 0 to 1 in tenths."""

    original: Decimal
    final: Decimal

    @property
    def goalpost(self) -> Decimal:
        """How much of the final score comes from moving the targets."""
        return self.final - self.original


def suggested(progress: Decimal) -> Decimal:
    """The score that raw progress suggests: from 0 to 1, in tenths, halves up."""
    return clamp(progress).quantize(TENTH, ROUND_HALF_UP)


def scores(kind: Kind, original: Setup, final: Setup, value: Decimal | None) -> Scores:
    """Both scores of a value. Raises ValueError as `progress_of` does."""
    return Scores(suggested(_progress(kind, original, value)), suggested(_progress(kind, final, value)))


def objective_score(items: Iterable[tuple[Decimal, Decimal]]) -> Decimal | None:
    """The mean of (weight, score) pairs in full precision, to be rounded only where it is shown; None when nothing has weight."""
    pairs = list(items)
    weight = sum((w for w, _score in pairs), ZERO)
    return sum((w * score for w, score in pairs), ZERO) / weight if weight else None


def grade(score: Decimal) -> Colour:
    """Google's bands, by tenths: green from 0.7, yellow from 0.4, else red."""
    tenths = suggested(score)
    if tenths >= GREEN_FROM:
        return Colour.GREEN
    return Colour.YELLOW if tenths >= YELLOW_FROM else Colour.RED


def is_achieved(ambition: str, score: Decimal) -> bool:
    """Whether a goal of this ambition is achieved: an aspirational one from 0.7, any other only by all of it.

    Given raw progress it doesn't let 0.95 pass as 1.0.
    """
    return score >= (GREEN_FROM if ambition == ASPIRATIONAL else ONE)


def needs_post_mortem(ambition: str, score: Decimal) -> bool:
    """Whether a promise was broken: a committed goal that was not reached."""
    return ambition == "committed" and not is_achieved(ambition, score)


def is_too_easy(ambition: str, score: Decimal) -> bool:
    """Whether the score says to aim higher next time: above 0.8 for an aspirational goal. Elsewhere all of it was the aim."""
    return ambition == ASPIRATIONAL and score > TOO_EASY_ABOVE


def colour(ambition: str, score: Decimal) -> Colour:
    """The colour of a score. An aspirational goal has its grade, so no red from 0.4, and is orange at 1.0: too easy.

    A learning goal has its grade. Any other is green only when achieved, and yellow where its grade would be green.
    """
    by_grade = grade(score)
    if ambition == ASPIRATIONAL:
        return Colour.ORANGE if suggested(score) >= ONE else by_grade
    if ambition == LEARNING or is_achieved(ambition, score):
        return by_grade
    return Colour.YELLOW if by_grade is Colour.GREEN else Colour.RED


def carried(start: str, baseline: Decimal, target: Decimal, value: Decimal | None) -> tuple[Decimal, Decimal]:
    """Baseline and target of a travelling goal in the cycle it is carried to.

    `current`: from the value now to the same target. `baseline`: as it was. `remaining`: from 0, by what is left (negative for a
    decrease). Raises NothingRemains where the target is reached or passed (not for `baseline`), ValueError for another start.
    """
    where = Start(start)
    if where is Start.BASELINE:
        return baseline, target
    now = baseline if value is None else value
    left = target - now
    if left * (target - baseline) <= ZERO:
        raise NothingRemains("the target is reached")
    return (now, target) if where is Start.CURRENT else (ZERO, left)


def _progress(kind: Kind, setup: Setup, value: Decimal | None) -> Decimal:
    return progress_of(
        kind,
        setup.baseline,
        setup.target,
        value,
        low=setup.low,
        is_strict=setup.is_strict,
        tolerance=setup.tolerance,
    )
