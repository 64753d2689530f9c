"""A sentence as pieces with parts to play: references, numbers, words of the grammar, signs, and words that nobody knows."""

import re

from denyut.okr.sentences.folding import Folded, is_arabic, is_latin, joins, script_of
from denyut.okr.sentences.lexicon import Entry, PhraseTable, lexicon_of
from denyut.okr.sentences.numerals import number_at
from denyut.okr.sentences.references import Catalogue, label_at, name_at
from denyut.okr.sentences.shapes import Token

SEPARATORS = {
    ",": "comma",
    ";": "semicolon",
    "(": "comma",
    ")": "comma",
    "|": "comma",
    "[": "comma",
    "]": "comma",
    "—": "dash",
    "–": "dash",
}
STOPS = {"!": "stop", "。": "stop", "?": "asked", "…": "stop"}
QUOTES = frozenset('"“”«»「」『』„')
MONEY = frozenset("$฿¥₫€")
_PREFIXES = {"ال": "fill", "لل": "to", "و": "and", "ف": "but", "ب": "by", "ل": "to", "ك": "fill"}
_WORD = re.compile(r"[^\W_][\w'&]*(?:(?<=\d)\.\d+)*")
_POSSESSED = re.compile(r"([a-z]{3,})nya(?![a-z])")
_ORDINAL = re.compile(r"ke-\d+")


class Tokeniser:
    """Reads a folded line from left to right, each place once."""

    def __init__(self, folded: Folded, catalogue: Catalogue) -> None:
        self.text = folded.text
        self.catalogue = catalogue
        self.script = script_of(folded.text)
        self.words: PhraseTable[Entry] = lexicon_of(self.script)
        self.tokens: list[Token] = []

    def read(self, start: int, end: int) -> list[Token]:
        """The tokens between two places."""
        place = start
        while place < end:
            if self.text[place].isspace():
                place += 1
            else:
                token = self._token_at(place)
                self.tokens.append(token)
                place = token.end
        return self.tokens

    def _token_at(self, place: int) -> Token:
        return (
            self._reference(place)
            or self._number(place)
            or self._known(place)
            or self._sign(place)
            or self._unknown(place)
        )

    def _reference(self, place: int) -> Token | None:
        is_numbered_thing = self.text[place] == "#" and bool(self.tokens) and "thing_before" in self.tokens[-1].roles
        label = label_at(self.text, place, self.catalogue)
        if label is not None and (is_numbered_thing or (self.text[place] == "#" and not label[1])):
            return Token("word", place, label[0])
        if label is not None:
            return Token("ref", place, self._without_suffix(label[0]), "label", item=label[1])
        name = name_at(self.text, place, self.catalogue, is_inside=self._follows_prefix(place))
        return None if name is None else Token("ref", place, self._without_suffix(name[0]), "name", item=name[1])

    def _without_suffix(self, end: int) -> int:
        """Past a possessive ending, which changes nothing."""
        for suffix in ("'s", "-nya", "nya"):
            if self.text.startswith(suffix, end) and not joins(
                suffix[-1], self.text[end + len(suffix) : end + len(suffix) + 1] or " "
            ):
                return end + len(suffix)
        return end

    def _number(self, place: int) -> Token | None:
        found = number_at(self.text, place)
        if found is None:
            ordinal = _ORDINAL.match(self.text, place)
            return None if ordinal is None else Token("word", place, ordinal.end())
        end, value = found
        return Token("word", place, end) if value is None else Token("num", place, end, value=value)

    def _known(self, place: int) -> Token | None:
        found = self.words.longest(self.text, place, is_inside=self._follows_prefix(place))
        if found is None:
            return self._prefix(place) or self._with_possessive(place)
        phrase, entry = found
        end = place + len(phrase)
        if self._is_part_of_a_code(phrase, entry, end):
            return None
        kind = entry.kind or ("unit" if entry.units else "word")
        return Token(kind, place, end, phrase, units=entry.units, roles=entry.roles, numeral=entry.numeral)

    def _with_possessive(self, place: int) -> Token | None:
        """A known word with the ending -nya, "its", of Indonesian and Malay."""
        match = _POSSESSED.match(self.text, place) if self.script == "latin" else None
        entry = None if match is None else self.words.phrases.get(match[1])
        if match is None or entry is None or (place and joins(self.text[place - 1], self.text[place])):
            return None
        return Token(entry.kind or "word", place, match.end(), match[1], roles=entry.roles)

    def _is_part_of_a_code(self, phrase: str, entry: Entry, end: int) -> bool:
        """Whether these letters begin a code such as H1, S3 or B2B."""
        is_short = len(phrase) < 3 and is_latin(phrase[0]) and end < len(self.text) and self.text[end].isdigit()
        follows_number = (
            bool(self.tokens) and self.tokens[-1].kind == "num" and self.tokens[-1].end == end - len(phrase)
        )
        return is_short and not entry.kind and not follows_number and "currency" not in entry.units and phrase != "#"

    def _follows_prefix(self, place: int) -> bool:
        last = self.tokens[-1] if self.tokens else None
        return last is not None and last.end == place and last.text in _PREFIXES

    def _prefix(self, place: int) -> Token | None:
        """An Arabic particle that is written together with the known word after it."""
        if place and joins(self.text[place - 1], self.text[place]) and not self._follows_prefix(place):
            return None
        for prefix, kind in _PREFIXES.items():
            end = place + len(prefix)
            if self.text.startswith(prefix, place) and end < len(self.text) and self._may_follow_prefix(prefix, end):
                return Token(kind, place, end, prefix)
        return None

    def _may_follow_prefix(self, prefix: str, place: int) -> bool:
        if not is_arabic(self.text[place]):
            return len(prefix) == 1
        known = self.words.longest(self.text, place, is_inside=True) or self.catalogue.names.longest(
            self.text, place, is_inside=True
        )
        return known is not None and len(known[0]) > 1

    def _sign(self, place: int) -> Token | None:
        letter = self.text[place]
        if letter in "+-−":
            return self._plus_or_minus(place)
        if letter == ".":
            return Token("stop", place, place + 1)
        if letter in QUOTES:
            return Token("quote", place, place + 1)
        if letter == ":":
            return Token("colon", place, place + 1)
        if letter == "/":
            return Token("slash", place, place + 1)
        kind = SEPARATORS.get(letter) or STOPS.get(letter)
        return None if kind is None else Token(kind, place, place + 1)

    def _plus_or_minus(self, place: int) -> Token:
        text, letter = self.text, self.text[place]
        before, after = text[place - 1 : place], text[place + 1 : place + 2]
        has_gap = after == " "
        following = text[place + 2 : place + 3] if has_gap else after
        leads_number = (
            following.isdigit() or following in MONEY or text.startswith(("rp", "rm", "us$"), place + 1 + has_gap)
        )
        if letter == "+":
            return Token("up" if following and leads_number else "fill", place, place + 1, "+")
        if before.isalnum() or before == "%":
            return Token("hyphen", place, place + 1, "-")
        if following and leads_number and not (has_gap and letter == "-"):
            return Token("minus", place, place + 1, "-")
        return Token("dash" if has_gap else "hyphen", place, place + 1, "-")

    def _unknown(self, place: int) -> Token:
        letter = self.text[place]
        if not (is_latin(letter) or is_arabic(letter) or letter.isdigit()):
            return Token("other", place, place + 1, letter)
        match = _WORD.match(self.text, place)
        end = place + 1 if match is None else match.end()
        while end > place + 1 and not (
            is_latin(self.text[end - 1]) or is_arabic(self.text[end - 1]) or self.text[end - 1].isdigit()
        ):
            end -= 1
        cut = next((at for at in range(place + 1, end) if self._changes_script(at)), end)
        return Token("word", place, cut, self.text[place:cut])

    def _changes_script(self, place: int) -> bool:
        letter = self.text[place]
        return letter.isalpha() and not is_latin(letter) and not is_arabic(letter)
