"""Titles that mean the same thing, found among thousands without comparing each with each."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from itertools import combinations

WORD = re.compile(r"[^\W\d_]+")
HAN = re.compile(r"[\u3400-\u9fff]")
# A bucket that holds more is a phrase that everybody uses, not a likeness.
CROWD = 12
type Words = tuple[str, ...]


def words_of(title: str) -> Words:
    """The words of a title in their order, without numbers, capitals and accents. Of Chinese the first two characters are one word."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", title.casefold()) if not unicodedata.combining(c))
    found: list[str] = []
    for word in WORD.findall(unicodedata.normalize("NFKC", bare)):
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
    shelves: dict[Words, set[int]] = {}
    for pk, title in titles.items():
        for key in _keys(words_of(title)):
            shelves.setdefault(key, set()).add(pk)
    groups = (group for group in shelves.values() if 1 < len(group) <= CROWD)
    return {pair for group in groups for pair in combinations(sorted(group), 2)}


def _keys(words: Words) -> set[Words]:
    """The words themselves, and what is left without one of them. Of two words the second says what it is about."""
    if len(words) < 2:
        return {words} if words else set()
    whole = tuple(sorted(words))
    if len(words) == 2:
        return {whole, (words[1],)}
    return {whole, *(whole[:i] + whole[i + 1 :] for i in range(len(whole)))}
