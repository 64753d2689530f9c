"""What data say about a link: whether a goal and an indicator move together as somebody expects. Moving together proves nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from denyut.alignment.chain.pairs import Pair
from denyut.alignment.chain.ranks import correlation, noise_of, ranks_of

LEAST = 8
# What floats alone make of two equal numbers.
HAIR = 1e-9


class Word(StrEnum):
    """The one word that a link carries."""

    SUPPORTED = "supported"
    CONTRADICTED = "contradicted"
    UNTESTED = "untested"


class Doubt(StrEnum):
    """Why a link is untested."""

    NONE = ""
    SAME = "same"
    NOTHING = "nothing"
    UNMOVED = "unmoved"
    FEW = "few"
    STILL = "still"
    NOISE = "noise"


@dataclass(frozen=True, slots=True)
class Evidence:
    """`n` pairs of changes, their rank correlation `rho`, and the `noise` that it has to leave behind; None: not worked out."""

    word: Word
    doubt: Doubt = Doubt.NONE
    n: int = 0
    rho: float | None = None
    noise: float | None = None


def untested(doubt: Doubt, n: int = 0) -> Evidence:
    """That nothing can be said, and why."""
    return Evidence(Word.UNTESTED, doubt, n)


def weigh(pairs: Sequence[Pair], *, is_up: bool) -> Evidence:
    """What pairs (change of the goal, change of the indicator) say about a link that expects the indicator to go up, or else down."""
    n = len(pairs)
    if n < LEAST:
        return untested(Doubt.FEW, n)
    goal, indicator = (ranks_of([float(pair[side]) for pair in pairs]) for side in (0, 1))
    rho = correlation(goal, indicator)
    if rho is None:
        return untested(Doubt.STILL, n)
    noise = noise_of(goal, indicator)
    if abs(rho) <= noise + HAIR:
        return Evidence(Word.UNTESTED, Doubt.NOISE, n, rho, noise)
    return Evidence(Word.SUPPORTED if (rho > 0) == is_up else Word.CONTRADICTED, Doubt.NONE, n, rho, noise)
