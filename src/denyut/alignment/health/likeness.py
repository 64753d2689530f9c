"""Titles that mean the same thing, found among thousands without comparing each with each."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import combinations

WORD = re.compile(r"[^\W\d_]+")
HAN = re.compile(r"[\u3400-\u9fff]")
# A bucket that holds more is a phrase that everybody uses, not a likeness.
CROWD = 12
KEPT = 20_000
type Words = tuple[str, ...]


@lru_cache(maxsize=KEPT)
def words_of(title: str) -> Words:
    """The words of a title in their order, without numbers, capitals and accents. Of Chinese the first two characters are one word."""
    plain = title.casefold()
    if not plain.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    found: list[str] = []
    for word in WORD.findall(unicodedata.normalize("NFKC", plain)):
        found += [word[:2], word[2:]] if HAN.match(word) and len(word) > 3 else [word]
    return tuple(found)


def same(titles: Mapping[int, str]) -> Iterator[list[int]]:
    """Groups of ids whose titles have the same words in any order."""
    shelves: dict[Words, list[int]] = {}
    for pk, title in titles.items():
        words = words_of(title)
        if words:
            shelves.setdefault(tuple(sorted(words)), []).append(pk)
    return (group for group in shelves.values() if len(group) > 1)


def near(titles: Mapping[int, str]) -> set[tuple[int, int]]:
    """Pairs of ids whose titles have the same words but for one that was put, left out or replaced."""
    shelves: dict[int, list[int]] = {}
    for pk, title in titles.items():
        for key in _keys(words_of(title)):
            shelves.setdefault(key, []).append(pk)
    groups = (group for group in shelves.values() if 1 < len(group) <= CROWD)
    return {pair for group in groups for pair in combinations(sorted(group), 2)}


@lru_cache(maxsize=KEPT)
def _keys(words: Words) -> frozenset[int]:
    """Marks of the words themselves, and of what is left without one of them. Of two words the second says what it is about.

    A mark is a sum, so that the order of words makes no difference.
    """
    marks = [hash(word) for word in words]
    whole = sum(marks)
    if len(marks) < 2:
        return frozenset(marks)
    return frozenset([whole, whole - marks[0]] if len(marks) == 2 else [whole, *(whole - mark for mark in marks)])
