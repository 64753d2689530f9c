"""How alike goals are by their words: which lessons of others may help with a new one."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from denyut.lib.tokens import tokenise

SHORT = 4
OF_THE_LINE, OF_THE_HOUSE, OF_A_WORD = 100, 3, 10


@dataclass(frozen=True)
class Drafted:
    """A goal that is being written: the tokens of its words, its line of descent and its department where they are known."""

    tokens: frozenset[str]
    lineage: int | None = None
    department: int | None = None

    @property
    def is_known(self) -> bool:
        """Whether there is anything to go by."""
        return bool(self.tokens or self.lineage or self.department)


def telling(words: str) -> frozenset[str]:
    """The tokens of a text that say what it is about: short words of letters with spaces between them say little."""
    return frozenset(token for token in tokenise(words) if not token.isascii() or len(token) >= SHORT)


def indexed(*texts: str) -> str:
    """The tokens of texts in one line, in which each token of a query is looked for."""
    return " ".join(dict.fromkeys(token for text in texts for token in tokenise(text)))


def likeness(drafted: Drafted, index: str, lineage: int | None, department: int | None) -> int:
    """How much a lesson has to do with a goal: its own line above all, then words in common, then the same department. 0 for nothing."""
    same_line = drafted.lineage is not None and lineage == drafted.lineage
    same_house = drafted.department is not None and department == drafted.department
    shared = len(drafted.tokens & set(index.split()))
    return OF_THE_LINE * same_line + OF_A_WORD * shared + OF_THE_HOUSE * same_house


def alike[T](drafted: Drafted, lessons: Iterable[tuple[T, str, int | None, int | None]], at_most: int) -> list[T]:
    """The most alike of (lesson, index, lineage, department), best first; ties stay in their order, strangers are left out."""
    rated: Collection[tuple[int, T]] = [(likeness(drafted, index, *more), one) for one, index, *more in lessons]
    best = sorted((pair for pair in rated if pair[0]), key=lambda pair: -pair[0])
    return [one for _rating, one in best[:at_most]]
