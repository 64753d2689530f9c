"""What data say about a link: whether a goal and an indicator move together as somebody expects. Moving together proves nothing."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

from denyut.alignment.chain.chance import chance_of, cut_off, reach_of
from denyut.alignment.chain.effect import Effect, effect_of
from denyut.alignment.chain.pairs import Pair
from denyut.alignment.chain.ranks import rank_correlation
from denyut.alignment.chain.whitening import surprises

# Half a year of weeks in which both were heard of.
LEAST = 26


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
    HALVES = "halves"


@dataclass(frozen=True, slots=True)
class Measured:
    """What was worked out of `n` weeks: the rank correlation `rho` of the surprises on both sides and the `chance` of one as large by
    chance alone; None where there is a `doubt`. `is_steady` where both halves of the time have its sign."""

    doubt: Doubt = Doubt.NONE
    n: int = 0
    compared: int = 0
    rho: float | None = None
    chance: float | None = None
    is_steady: bool = False
    effect: Effect | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """`n` weeks in common, the rank correlation `rho` of what surprised in them, the `noise` that it has to leave behind among all
    `tested` links, and the `effect` as a range; None: not worked out."""

    word: Word
    doubt: Doubt = Doubt.NONE
    n: int = 0
    rho: float | None = None
    noise: float | None = None
    tested: int = 0
    effect: Effect | None = None


def measure(pairs: Sequence[Pair]) -> Measured:
    """What pairs (change of the goal, change of the indicator) are worth by themselves."""
    n = len(pairs)
    if n < LEAST:
        return Measured(Doubt.FEW, n)
    changes = [[float(pair[side]) for pair in pairs] for side in (0, 1)]
    goal, indicator = map(surprises, changes)
    compared = min(len(goal), len(indicator))
    goal, indicator = goal[len(goal) - compared :], indicator[len(indicator) - compared :]
    rho = rank_correlation(goal, indicator) if compared else None
    if rho is None:
        return Measured(Doubt.STILL, n)
    half = compared // 2
    halves = rank_correlation(goal[:half], indicator[:half]), rank_correlation(goal[half:], indicator[half:])
    is_steady = all(one is not None and one * rho > 0 for one in halves)
    return Measured(Doubt.NONE, n, compared, rho, chance_of(rho, compared), is_steady, effect_of(*changes))


def judge(measured: Measured, chances: Collection[float], *, is_up: bool) -> Evidence:
    """What a link that expects the indicator to go up, or else down, is called among all links tested, whose `chances` include its own."""
    n, rho, chance = measured.n, measured.rho, measured.chance
    if rho is None or chance is None:
        return Evidence(Word.UNTESTED, measured.doubt, n)
    limit = cut_off(chances)
    noise = reach_of(limit, measured.compared)
    word, doubt = Word.UNTESTED, Doubt.NONE
    if chance > limit:
        doubt = Doubt.NOISE
    elif not measured.is_steady:
        doubt = Doubt.HALVES
    else:
        word = Word.SUPPORTED if (rho > 0) == is_up else Word.CONTRADICTED
    return Evidence(word, doubt, n, rho, noise, len(chances), measured.effect)
