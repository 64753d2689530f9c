"""Reading a goal: which of its words stand in the lexicon, and which of its numbers measure something."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from denyut.drafting.linting.languages import language_of
from denyut.drafting.linting.lexicon import TOKEN, VERBS, Lexicon, lexicon_of
from denyut.drafting.linting.morphology import folded, unmarked
from denyut.lib.digits import to_ascii_digits, without_invisible_marks

# Digits that name or date something: years, days, quarters, versions, standards, labels.
DATES = (
    r"\d{4}-\d{1,2}-\d{1,2}|\b\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}\b|\b(?:1[3-9]|2\d|3[01])/(?:0?\d|1[0-2])\b"
    r"|(?<![\d.,])(?:20[1-5]\d|25[5-9]\d)(?![\d%٪]|[.,]\d)"
)
LABELS = r"\biso[ -]?\d+|\b24 ?/ ?7\b|\b7 ?x ?24\b|\b(?:kr|o)[ -]?\d+\b|\b[2-5]\.0\b|[a-z]+\d+"
DATED = re.compile(DATES)
NO_MEASURE = re.compile(f"{DATES}|{LABELS}")
DAY_BEFORE = re.compile(r"(?<!\d)\d{1,2}(?:st|nd|rd|th)?\s*(?:of\s*|de\s*)?$")
DAY_AFTER = re.compile(r"\s+\d{1,2}(?:st|nd|rd|th)?(?=\s*(?:[,.;]|$|20\d\d))")
DIGITS = re.compile(r"\d+(?:[.,٫٬]\d+)*")
SWALLOWED = frozenset({"hype", "time", "months", "ignore", "vague_time"})


@dataclass(frozen=True, slots=True)
class Mark:
    """A word of the lexicon in the text, with the headings it stands under."""

    start: int
    end: int
    tags: frozenset[str]
    key: str


class Reading:
    """One goal, read. `text` is as written but for invisible marks and foreign digits; `plain` is the same folded, letter by letter."""

    def __init__(self, text: str, language: str | None = None) -> None:
        cleaned = unmarked(without_invisible_marks(unicodedata.normalize("NFC", text)))
        self.text = " ".join(to_ascii_digits(cleaned).split())
        self.plain = folded(self.text)
        self.language = language_of(self.text, language)
        self.lexicon: Lexicon = lexicon_of(self.language)

    @cached_property
    def marks(self) -> tuple[Mark, ...]:
        """The words of the lexicon in the order of the text; of those that overlap the first and longest."""
        return tuple(self._spaced() if self.lexicon.is_spaced else self._unspaced())

    def having(self, *tags: str) -> list[Mark]:
        """The marks under any of these headings."""
        wanted = frozenset(tags)
        return [mark for mark in self.marks if mark.tags & wanted]

    def said(self, mark: Mark) -> str:
        """A mark's words as they were written."""
        return self.text[mark.start : mark.end]

    @cached_property
    def numbers(self) -> tuple[str, ...]:
        """The numbers that measure something, as written: digits of any script, and words such as "half"."""
        blank = self._blanked()
        digits = [found.group() for found in DIGITS.finditer(blank)]
        words = [self.said(mark) for mark in self.having("numbers") if not mark.tags & SWALLOWED]
        patterns = [found.group() for found in self.lexicon.number.finditer(blank)]
        return (*digits, *words, *patterns)

    @cached_property
    def is_measured(self) -> bool:
        """Whether it says how much, or by when within the day."""
        return bool(self.numbers or self.having("bounds"))

    @cached_property
    def has_metric(self) -> bool:
        """Whether it names something that is counted."""
        return bool(self.having("metrics"))

    @cached_property
    def is_dated(self) -> bool:
        """Whether it says by when."""
        return bool(self.dated)

    @cached_property
    def dated(self) -> list[tuple[int, int]]:
        """Where it says so."""
        found = [*DATED.finditer(self.plain), *self.lexicon.time.finditer(self.plain)]
        return [*(one.span() for one in found), *((mark.start, mark.end) for mark in self.having("time", "months"))]

    @cached_property
    def content(self) -> int:
        """How much it says: words, or letters where words do not stand apart, without small words, numbers and times."""
        idle = [mark for mark in self.marks if mark.tags <= {"stop", "time", "months", "numbers", "vague_time"}]
        rest = self._without(self.plain, [(mark.start, mark.end) for mark in idle])
        rest = DIGITS.sub(" ", self.lexicon.time.sub(" ", rest))
        return len(TOKEN.findall(rest)) if self.lexicon.is_spaced else len(re.findall(r"[^\W\d_]", rest))

    @cached_property
    def is_verb_alone(self) -> bool:
        """Whether nothing is left when its verbs and small words are taken away."""
        idle = [mark for mark in self.marks if mark.tags <= VERBS | {"stop", "degree", "time", "numbers", "vague_time"}]
        return bool(idle) and not TOKEN.search(self._without(self.plain, [(mark.start, mark.end) for mark in idle]))

    def _blanked(self) -> str:
        """The folded text without what is no measure."""
        spans = [(mark.start, mark.end) for mark in self.marks if mark.tags & SWALLOWED and "bounds" not in mark.tags]
        for mark in self.having("months"):
            before, after = DAY_BEFORE.search(self.plain[: mark.start]), DAY_AFTER.match(self.plain, mark.end)
            spans += [found.span() for found in (before, after) if found]
        spans += [found.span() for found in self.lexicon.time.finditer(self.plain)]
        spans += [found.span() for found in NO_MEASURE.finditer(self.plain)]
        return self._without(self.plain, spans)

    @staticmethod
    def _without(text: str, spans: list[tuple[int, int]]) -> str:
        letters = list(text)
        for start, end in spans:
            letters[start:end] = " " * (end - start)
        return "".join(letters)

    def _spaced(self) -> Iterator[Mark]:
        tokens = [
            (found.start(), found.end(), self.lexicon.unit(found.group())) for found in TOKEN.finditer(self.plain)
        ]
        place = 0
        while place < len(tokens):
            for length in range(min(self.lexicon.longest, len(tokens) - place), 0, -1):
                key = " ".join(token for _start, _end, token in tokens[place : place + length])
                tags = self.lexicon.tags.get(key)
                if tags:
                    yield Mark(tokens[place][0], tokens[place + length - 1][1], tags, key)
                    place += length - 1
                    break
            place += 1

    def _unspaced(self) -> Iterator[Mark]:
        text, tags, place = self.plain, self.lexicon.tags, 0
        while place < len(text):
            for length in range(min(self.lexicon.longest, len(text) - place), 0, -1):
                found = tags.get(text[place : place + length])
                if found:
                    yield Mark(place, place + length, found, text[place : place + length])
                    place += length - 1
                    break
            place += 1
