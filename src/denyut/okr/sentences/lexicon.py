"""The words of a script in one table, found by the longest that fits."""

from dataclasses import dataclass
from functools import cache

from denyut.okr.sentences.folding import fold, joins
from denyut.okr.sentences.words import arabic, chinese, english, indonesian, malay, shared, thai, vietnamese

_MODULES = {
    "latin": (english, indonesian, malay, shared),
    "vietnamese": (vietnamese, english, shared),
    "thai": (thai, english, shared),
    "chinese": (chinese, english, shared),
    "arabic": (arabic, english, shared),
}
# Parts that a word plays only beside a number; any word may have one of them besides its own part.
_BESIDE_NUMBERS = ("thing_before", "thing_after", "confidence")


@dataclass(slots=True)
class Entry:
    """What a word can be: its part in the grammar, its parts beside a number, the units it names, the numeral it spells."""

    kind: str = ""
    roles: frozenset[str] = frozenset()
    units: frozenset[str] = frozenset()
    numeral: str = ""


class PhraseTable[Found]:
    """Phrases of a text and what they stand for."""

    def __init__(self) -> None:
        self.phrases: dict[str, Found] = {}
        self._lengths: dict[str, list[int]] = {}

    def put(self, phrase: str, found: Found) -> None:
        """Take the phrase in, or replace what it stands for."""
        if phrase not in self.phrases:
            lengths = self._lengths.setdefault(phrase[0], [])
            if len(phrase) not in lengths:
                lengths.append(len(phrase))
                lengths.sort(reverse=True)
        self.phrases[phrase] = found

    def longest(self, text: str, start: int, *, is_inside: bool = False) -> tuple[str, Found] | None:
        """The longest phrase that stands at this place and does not break a word; `is_inside`: it may follow a prefix."""
        if start and not is_inside and joins(text[start - 1], text[start]):
            return None
        for length in self._lengths.get(text[start], ()):
            phrase = text[start : start + length]
            if phrase in self.phrases and not _is_broken(text, start + length):
                return phrase, self.phrases[phrase]
        return None


def _is_broken(text: str, end: int) -> bool:
    return end < len(text) and joins(text[end - 1], text[end])


def _split(words: str) -> list[str]:
    return [folded for word in words.split(",") if (folded := fold(word.strip()).text.strip())]


def _enter(table: PhraseTable[Entry], role: str, phrase: str) -> None:
    entry = table.phrases.get(phrase) or Entry()
    if role.startswith("unit:"):
        entry.units |= {role.removeprefix("unit:")}
    elif role in _BESIDE_NUMBERS:
        entry.roles |= {role}
    else:
        entry.kind = entry.kind or role
    table.put(phrase, entry)


@cache
def lexicon_of(script: str) -> PhraseTable[Entry]:
    """All words of the languages that are written in this script; where two disagree, the first language is right."""
    table: PhraseTable[Entry] = PhraseTable()
    for module in _MODULES[script]:
        for role, words in module.WORDS.items():
            for phrase in _split(words):
                _enter(table, role, phrase)
                if phrase.startswith("ال") and len(phrase) > 5 and " " not in phrase:
                    _enter(table, role, phrase.removeprefix("ال"))
        for pair in _split(module.NUMERALS):
            phrase, _, meaning = pair.partition("=")
            entry = table.phrases.get(phrase) or Entry()
            entry.numeral = entry.numeral or meaning
            table.put(phrase, entry)
    return table
