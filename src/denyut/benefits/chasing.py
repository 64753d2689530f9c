"""Whether a line asks how work stands: a small classifier by rules, for seven languages. Pure; no model and no network."""

import re
from dataclasses import dataclass
from enum import StrEnum

from denyut.benefits.chasing_words import LANGUAGES, Words

LONGEST = 240
SURE, LIKELY, MAYBE = 90, 75, 60
MARK = re.compile(r"[?؟？]")
NAMED = re.compile(r"\b(?:KR|O|T)-\d+\b|@\w", re.IGNORECASE)
WITHOUT_SPACES = re.compile(r"[\u0e00-\u0e7f\u4e00-\u9fff]")


class Chase(StrEnum):
    """What is asked: how something stands, when it comes, or whose it is."""

    STATUS = "status"
    WHEN = "when"
    WHOSE = "whose"


@dataclass(frozen=True, slots=True)
class Chasing:
    """That a line chases work: what it asks, and how sure that is, in per cent."""

    chase: Chase
    confidence: int


def chasing(text: str) -> Chasing | None:
    """What a line asks of the state of work, None when it asks nothing of it. A report of one's own is no question."""
    words = " ".join(text.lower().split())
    if not words or len(words) > LONGEST:
        return None
    for language in LANGUAGES:
        if any(_has(words, phrase) for phrase in language.never):
            return None
    found = [_in(words, language) for language in LANGUAGES]
    return max((one for one in found if one is not None), key=lambda one: one.confidence, default=None)


def _in(words: str, language: Words) -> Chasing | None:
    is_asked = bool(MARK.search(words)) or any(_has(words, word) for word in language.asking)
    for chase, phrases in ((Chase.STATUS, language.status), (Chase.WHEN, language.when), (Chase.WHOSE, language.whose)):
        if any(_has(words, phrase) for phrase in phrases):
            return _sure(chase, is_asked=is_asked, is_named=bool(NAMED.search(words)))
    return None


def _sure(chase: Chase, *, is_asked: bool, is_named: bool) -> Chasing | None:
    if is_asked:
        return Chasing(chase, SURE if is_named else LIKELY)
    return Chasing(chase, MAYBE) if is_named and chase is Chase.WHEN else None


def _has(words: str, phrase: str) -> bool:
    # Scripts that write no spaces have no edges of words to look for.
    if WITHOUT_SPACES.search(phrase):
        return phrase in words
    return re.search(rf"(?<!\w){re.escape(phrase)}(?!\w)", words) is not None
