"""Whether two titles say the same, in any language."""

import re
from collections.abc import Iterable
from functools import lru_cache

from denyut.drafting.linting.morphology import folded, unmarked
from denyut.lib.digits import to_ascii_digits, without_invisible_marks

WORD = re.compile(r"[^\W\d_]+")
# Scripts that set no spaces are compared by pairs of letters.
UNSPACED = re.compile("[\u0e01-\u0e4e\u3400-\u4dbf\u4e00-\u9fff]")
ALIKE = 0.78


def twin_of(title: str, others: Iterable[str]) -> str:
    """The first of the other titles that says the same as this one; empty where none does."""
    return next((other for other in others if likeness(title, other) >= ALIKE), "")


def likeness(one: str, other: str) -> float:
    """How much two titles share, 0 to 1: the mean of what both say of all that either says, and of what the shorter one says.

    Numbers don't count, nor the order of words.
    """
    first, second = _pieces(one), _pieces(other)
    if not first or not second:
        return 0.0
    shared = len(first & second)
    return (shared / len(first | second) + shared / min(len(first), len(second))) / 2


@lru_cache(maxsize=2048)
def _pieces(title: str) -> frozenset[str]:
    text = folded(unmarked(without_invisible_marks(to_ascii_digits(title))))
    words = WORD.findall(text)
    if UNSPACED.search(text):
        joined = "".join(words)
        return frozenset(joined[place : place + 2] for place in range(max(len(joined) - 1, 1)))
    return frozenset(words)
