"""Circles: a number that is said to move itself, by its name or by being the same all the time."""

from collections.abc import Sequence

from denyut.alignment.chain.courses import Course, Step
from denyut.alignment.chain.pairs import LEEWAY

ALIKE_AT_LEAST = 4
ALIKE_SHARE = 0.8


def is_same_number(source: str, key: str, name: str) -> bool:
    """Whether what a key result names as the source of its number is an indicator, by its key or its name."""
    words = _plain(source)
    return bool(words) and words in (_plain(key), _plain(name))


def is_same_course(values: Course, readings: Sequence[Step]) -> bool:
    """Whether four readings in five say just what was checked in by then, and four at least: then it is one number, not two.

    Readings after the last check-in are not asked.
    """
    ended = values.ended
    heard = [(moment + LEEWAY, reading) for moment, reading in readings if ended and moment <= ended + LEEWAY]
    told = [values.level(moment) == reading for moment, reading in heard if values.level(moment) is not None]
    return sum(told) >= max(ALIKE_AT_LEAST, ALIKE_SHARE * len(told))


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
