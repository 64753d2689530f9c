"""A weekly report made from a seed: the same seed gives the same report, line by line, in every language."""

from dataclasses import dataclass
from random import Random

from denyut.launch.training.problems import NAMES, SOUND, WRONG, Problem, Sentence

PLANTED, SOUND_LINES = 5, 7
LARGEST_SEED = 2**31 - 1


@dataclass(frozen=True, slots=True)
class Line:
    """A line with its number from 1. `problem` is what was planted in it, None where it is sound."""

    number: int
    text: str
    problem: Problem | None


def report(seed: int) -> list[Line]:
    """The twelve lines of a report, in the active language: five with a problem each, all of different kinds."""
    chance = Random(seed)  # noqa: S311  # not a secret: it must give the same again
    wrong = [chance.choice(_of_kind(kind)) for kind in chance.sample(list(Problem), PLANTED)]
    chosen = [*wrong, *chance.sample(SOUND, SOUND_LINES)]
    chance.shuffle(chosen)
    names = chance.sample(NAMES, len(chosen))
    return [_line(number, one, name, chance) for number, (one, name) in enumerate(zip(chosen, names, strict=True), 1)]


def _of_kind(kind: Problem) -> list[Sentence]:
    return [one for one in WRONG if one.problem is kind]


def _line(number: int, sentence: Sentence, name: str, chance: Random) -> Line:
    filled = {"name": name, "a": chance.randint(70, 89), "b": chance.randint(11, 29), "weeks": chance.randint(4, 9)}
    return Line(number, str(sentence.text) % filled, sentence.problem)
