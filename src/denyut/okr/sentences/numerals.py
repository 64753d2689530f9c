"""Numbers as people write them: with separators, with words for large steps, or spelled out."""

import re
from collections.abc import Sequence
from decimal import Decimal

from denyut.okr.sentences.shapes import Token

NUMBER = re.compile(r"\d+(?:[.,٫٬'’]\d+)*")
# Times, dates and version numbers look like numbers and report nothing.
NO_NUMBER = re.compile(
    r"\d{1,2}:\d{2}(?::\d{2})?|\d{1,4}([-/])\d{1,2}\1\d{1,4}|\d{1,2}-\d{1,2}-\d{2,4}|\d{1,3}(?:st|nd|rd|th)(?![a-z])"
)
_GROUPS = re.compile(r"\d{1,3}(?: \d{3})+(?![\d.,]\d)")
HALF, TENTH = Decimal("0.5"), Decimal("0.1")
LONGEST = 18


def read_digits(written: str) -> Decimal | None:
    """The number that these digits and separators write; None for a version number or anything too long.

    A single separator before exactly three digits groups thousands, whatever the language; else the last separator is the decimal one.
    """
    parts = re.split(r"[.,٫٬'’ ]", written)
    signs = [letter for letter in written if not letter.isdigit()]
    if sum(map(len, parts)) > LONGEST:
        return None
    if not signs:
        return Decimal(written)
    grouped = all(len(part) == 3 for part in parts[1:]) and len(parts[0]) <= 3
    if grouped and len(set(signs)) == 1 and signs[0] != "٫" and parts[0] != "0":
        return Decimal("".join(parts))
    whole_grouped = all(len(part) == 3 for part in parts[1:-1])
    if len(signs) == 1 or (whole_grouped and signs[-1] not in signs[:-1] and len(set(signs[:-1])) == 1):
        return Decimal("".join(parts[:-1]) + "." + parts[-1])
    return None


def number_at(text: str, start: int) -> tuple[int, Decimal | None] | None:
    """Where the number or the look-alike that stands here ends, and its value; None when no digit stands here."""
    if not text[start].isdigit():
        return None
    other = NO_NUMBER.match(text, start)
    if other is not None:
        return other.end(), None
    match = _GROUPS.match(text, start) or NUMBER.match(text, start)
    return None if match is None else (match.end(), read_digits(match[0]))


class Sum:
    """A number that is being put together from words."""

    def __init__(self) -> None:
        self.terms: list[tuple[Decimal, Decimal]] = []
        self.group: Decimal | None = None
        self.is_literal = False
        self.decimals = ""
        self.has_point = False

    def take(self, token: Token, joined: bool) -> bool:
        """Take the word in; False when it does not continue the number. `joined` tells that an "and" stands before it."""
        meaning = token.numeral
        if not meaning:
            taken = self._take_literal(token)
        elif self.has_point and meaning.isdigit() and int(meaning) < 10:
            self.decimals += meaning
            taken = True
        elif meaning == ".":
            taken = self._take_point()
        elif meaning in ("half", "0.5", "tenth"):
            taken = self._take_part(meaning)
        elif meaning[0] == "s":
            taken = self._scale(Decimal(meaning[1:]))
        elif meaning[0] in "x+":
            taken = self._multiply(meaning)
        else:
            taken = self._add(Decimal(meaning), joined)
        return taken

    def _take_literal(self, token: Token) -> bool:
        if self.group is not None or token.value is None:
            return False
        self.group, self.is_literal = token.value, True
        return True

    def _take_point(self) -> bool:
        if self.group is None or self.has_point or self.is_literal:
            return False
        self.has_point = True
        return True

    def _take_part(self, meaning: str) -> bool:
        if meaning == "tenth":
            if self.group is None or (self.is_literal and self.group > 10):
                return False
            self.group *= 10
        elif self.group is None and self.terms and meaning == "half":
            value, scale = self.terms[-1]
            self.terms[-1] = (value + scale * HALF, scale)
        else:
            self.group = (self.group or Decimal(0)) + HALF
        return True

    def _multiply(self, meaning: str) -> bool:
        step = Decimal(meaning[1:])
        if self.is_literal and meaning[0] == "+":
            return False
        if meaning[0] == "+":
            self.group = (self.group or Decimal(0)) + step
            return True
        if self.is_literal:
            self.group = (self.group or Decimal(1)) * step
            return True
        whole = self.group or Decimal(0)
        low = whole % step
        self.group = whole - low + (low or Decimal(1)) * step
        return True

    def _add(self, value: Decimal, joined: bool) -> bool:
        if self.is_literal:
            return False
        if self.group is None:
            self.group = value
        elif (joined and 1 <= self.group % 100 <= 9 and 20 <= value <= 90) or (
            self.group >= 10 and value < _room_under(self.group)
        ):
            self.group += value
        else:
            return False
        return True

    def _scale(self, scale: Decimal) -> bool:
        amount = self._closed_group()
        while self.terms and self.terms[-1][1] < scale:
            amount += self.terms.pop()[0]
        self.terms.append(((amount or Decimal(1)) * scale, scale))
        return True

    def _closed_group(self) -> Decimal:
        group = self.group or Decimal(0)
        if self.decimals:
            group += Decimal(f"0.{self.decimals}")
        self.group, self.is_literal, self.decimals, self.has_point = None, False, "", False
        return group

    def total(self, last_is_short: bool = False) -> Decimal:
        """The number. After a large step a single digit may stand for tenths of it: 1 triệu 2, 1万2."""
        rest = self._closed_group()
        if last_is_short and self.terms and 0 < rest < 10:
            rest *= self.terms[-1][1] * TENTH
        return sum((value for value, _ in self.terms), Decimal(0)) + rest


def _room_under(group: Decimal) -> int:
    """How large a number may still be said after this one: 100 leaves room for 99, 25 for none."""
    step = 1
    while group % (step * 10) == 0:
        step *= 10
    return step


def _starts(token: Token, following: Token | None) -> bool:
    if token.kind == "num":
        return token.value is not None
    if token.numeral == "0.5":
        return following is not None and following.numeral[:1] == "s"
    return bool(token.numeral) and token.numeral[0] not in "s+&.xth"


def _may_stand_alone(token: Token) -> bool:
    """Words such as "million" that are a number by themselves: ten in Chinese and Thai, a thousand and a million in Arabic."""
    return token.numeral in ("x10", "s1000", "s1000000") and (
        token.text in ("十", "สิบ", "الف", "مليون", "ล้าน", "พัน") or token.text.startswith("مليون")
    )


def number_from(tokens: Sequence[Token], start: int, script: str) -> tuple[int, Token] | None:
    """The longest number that begins with this token: where it ends, and one token for all of it."""
    first = tokens[start]
    if not (_starts(first, _token_at(tokens, start + 1)) or _may_stand_alone(first)):
        return None
    amount, place, end, words = Sum(), start, start, 0
    while place < len(tokens):
        joined = place > start and (tokens[place].kind in ("and", "hyphen") or tokens[place].numeral == "&")
        here = place + joined
        if not _continues(tokens, here, joined, script, amount) or not amount.take(tokens[here], joined):
            break
        words += bool(tokens[here].numeral)
        place = end = here + 1
    last = tokens[end - 1]
    value = amount.total(last_is_short=script in ("vietnamese", "chinese"))
    spelled = "one" if words == 1 and end - start == 1 and first.kind != "num" else ""
    return end, Token(
        "num", first.start, last.end, spelled, value, units=last.units if end - start == 1 else frozenset()
    )


def _token_at(tokens: Sequence[Token], place: int) -> Token | None:
    return tokens[place] if place < len(tokens) else None


def _continues(tokens: Sequence[Token], here: int, joined: bool, script: str, amount: Sum) -> bool:
    token, following = _token_at(tokens, here), _token_at(tokens, here + 1)
    if token is None:
        return False
    if token.numeral == ".":
        return following is not None and following.numeral.isdigit() and int(following.numeral) < 10
    if token.numeral:
        return True
    if token.kind != "num" or token.value is None or (joined and not amount.terms):
        return False
    is_first = amount.group is None and not amount.terms
    is_scaled = following is not None and following.numeral[:1] == "s"
    is_short = script in ("vietnamese", "chinese") and token.value < 10 and not joined
    return is_first or (bool(amount.terms) and (is_scaled or is_short))
