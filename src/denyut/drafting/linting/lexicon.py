"""The words of one language, read once from its file and made ready to be found."""

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from denyut.drafting.linting.morphology import FORMS, arabic_stem, folded, unchanged, unmarked

WORDS = Path(__file__).parent / "words"
LANGUAGES = ("id", "en", "ar", "ms", "th", "vi", "zh-hans")
VERBS = frozenset({"vague_verbs", "outcome", "output", "activity", "neutral"})
TOKEN = re.compile(r"[^\W_]+")
NEVER = r"(?!)"
# Shorter words that end in -nya, such as "hanya", are whole words.
LONG = 7


@dataclass(frozen=True, slots=True)
class Lexicon:
    """`tags` says of each word or phrase, folded, under which headings it stands; `longest` is the length of the longest, in units.

    A unit is a word where words stand apart, and a letter where they do not. `measures` names for a vague noun a number that shows it;
    `rewrite` holds the patterns of suggestions; `frequent` are words that tell the language from its neighbours.
    """

    language: str
    is_spaced: bool
    is_arabic: bool
    is_malay: bool
    tags: Mapping[str, frozenset[str]]
    longest: int
    time: re.Pattern[str]
    number: re.Pattern[str]
    clause_end: re.Pattern[str]
    measures: Mapping[str, str]
    rewrite: Mapping[str, str]
    frequent: Mapping[str, int]

    def unit(self, token: str) -> str:
        """A folded token as it is looked up."""
        if self.is_malay and len(token) >= LONG:
            return token.removesuffix("nya")
        return arabic_stem(token) if self.is_arabic else token

    def key(self, phrase: str) -> str:
        """A word or phrase as it is looked up."""
        text = folded(unmarked(phrase)).strip()
        return " ".join(map(self.unit, TOKEN.findall(text))) if self.is_spaced else text


@cache
def lexicon_of(language: str) -> Lexicon:
    """The lexicon of one of LANGUAGES. Raises KeyError for another."""
    if language not in LANGUAGES:
        raise KeyError(language)
    data = tomllib.loads((WORDS / f"{language}.toml").read_text(encoding="utf8"))
    is_spaced, is_arabic = data["morphology"] != "unspaced", data["morphology"] == "arabic"
    tags = _tags(data, is_spaced=is_spaced, is_arabic=is_arabic)
    measures = {key: said for word, said in data["measures"].items() for key in _keys(word, is_spaced, is_arabic)}
    return Lexicon(
        language=language,
        is_spaced=is_spaced,
        is_arabic=is_arabic,
        is_malay=data["morphology"] == "malay",
        tags=tags,
        longest=max(len(key.split()) if is_spaced else len(key) for key in tags),
        time=_pattern(data["patterns"]["time"]),
        number=_pattern(data["patterns"]["number"]),
        clause_end=_pattern([*map(re.escape, data["words"].get("clause_ends", [])), "[,;،؛，；]"]),
        measures=measures,
        rewrite=data["rewrite"],
        frequent=_frequent(data["words"]),
    )


def _tags(data: dict[str, Any], *, is_spaced: bool, is_arabic: bool) -> dict[str, frozenset[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    nouns = frozenset(data["words"].get("also_nouns", ()))
    for tag, words in data["words"].items():
        if tag in ("marks", "clause_ends"):
            continue
        forms = FORMS.get(data["morphology"], unchanged) if tag in VERBS else unchanged
        for word in words:
            for form in forms(word):
                for key in _keys(form, is_spaced, is_arabic):
                    found[key].add(tag)
                    if form != word:
                        found[key].update(_made(form, word in nouns, data["morphology"]))
    return {key: frozenset(tags) for key, tags in found.items()}


def _made(form: str, is_noun: bool, morphology: str) -> Iterator[str]:
    """What else a form that was made is: the noun of a Malay verb, the plural of an English noun."""
    if morphology == "malay" and form.startswith("pe"):
        yield "also_nouns"
    if morphology == "english" and is_noun and form.endswith("s"):
        yield "plural"


def _keys(word: str, is_spaced: bool, is_arabic: bool) -> Iterator[str]:
    """The ways in which a word may come out of a text: an Arabic one with its first letter or without it."""
    text = folded(unmarked(word)).strip()
    tokens = TOKEN.findall(text)
    yield " ".join(tokens) if is_spaced else text
    if is_arabic:
        yield " ".join(map(arabic_stem, tokens))


def _pattern(parts: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{part})" for part in parts) or NEVER)


def _frequent(words: dict[str, list[str]]) -> dict[str, int]:
    """Words that stand only in this language count double."""
    weights = {token: 1 for word in words["stop"] for token in TOKEN.findall(folded(word))}
    return weights | {token: 2 for word in words["marks"] for token in TOKEN.findall(folded(word))}
