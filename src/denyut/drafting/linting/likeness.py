"""Whether two titles say the same, in any language."""

import re
from collections.abc import Iterable
from functools import lru_cache

from denyut.drafting.linting.morphology import folded, unmarked
from denyut.lib.digits import to_ascii_digits, without_invisible_marks

WORD = re.compile(r"[^\W\d_]+")
# Scripts that set no spaces are compared by pairs of letters.
UNSPACED = re.compile("[\u0e01-\u0e4e\u3400-\u4dbf\u4e00-\u9fff]")
ALIKE = 0.74


def twin_of(title: str, others: Iterable[str]) -> str:
    """The first of the other titles that says the same as this one; empty where none does."""
    return next((other for other in others if likeness(title, other) >= ALIKE), "")


def likeness(one: str, other: str) -> float:
    """How much two titles share, 0 to 1: what is in both out of what is in either. Numbers don't count, nor the order of words."""
    first, second = _pieces(one), _pieces(other)
    either = first | second
    return len(first & second) / len(either) if either else 0.0


@lru_cache(maxsize=2048)
def _pieces(title: str) -> frozenset[str]:
    text = folded(unmarked(without_invisible_marks(to_ascii_digits(title))))
    words = WORD.findall(text)
    if UNSPACED.search(text):
        joined = "".join(words)
        return frozenset(joined[place : place + 2] for place in range(max(len(joined) - 1, 1)))
    return frozenset(words)
