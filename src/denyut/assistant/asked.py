"""Whether a line asks for what the data knows: how a goal stands, whose it is, what is late. Pure."""

import re
from dataclasses import dataclass
from enum import StrEnum

from denyut.assistant.asked_words import LANGUAGES

MARKS = re.compile(r"[?؟？]\s*$")
# Thai, and often Chinese and Indonesian chat, ask without a mark; then the sentence must be short and hold nothing but the question.
SHORT = 60
BEGINS_AS_QUESTION = ("ใคร", "谁", "siapa ", "who ")
ENDS_AS_QUESTION = ("ไหม", "มั้ย", "吗", "呢", "谁", "ใคร", "ถึงไหน", "怎么样", "如何", "ยังไง", "เป็นไง")
LONGEST = 200


class Wanted(StrEnum):
    """What is asked for."""

    STATUS = "status"
    OWNER = "owner"
    LATE = "late"


@dataclass(frozen=True, slots=True)
class Asked:
    """A question: what it wants, and the words that are left to say about which goal; `is_mine` narrows a list to the asker."""

    wanted: Wanted
    about: str
    is_mine: bool = False


def asked(text: str) -> Asked | None:
    """The question a line asks, None when it asks none that the data could answer."""
    words = " ".join(text.lower().split())
    if not words or len(words) > LONGEST or not _is_question(words):
        return None
    return _owner(words) or _late(words) or _status(words)


def _is_question(words: str) -> bool:
    has_shape = words.endswith(ENDS_AS_QUESTION) or words.startswith(BEGINS_AS_QUESTION)
    return bool(MARKS.search(words)) or (len(words) <= SHORT and has_shape)


def _owner(words: str) -> Asked | None:
    said = next((phrase for one in LANGUAGES for phrase in one.owner if _has(words, phrase)), None)
    return Asked(Wanted.OWNER, _rest(words, said)) if said else None


def _late(words: str) -> Asked | None:
    for one in LANGUAGES:
        said = next((phrase for phrase in one.late if _has(words, phrase)), None)
        if said and any(_has(words, phrase.strip()) for phrase in one.what):
            return Asked(Wanted.LATE, _rest(words, said), any(_has(words, phrase.strip()) for phrase in one.mine))
    return None


def _status(words: str) -> Asked | None:
    phrases = [phrase for one in LANGUAGES for phrase in one.status if _has(words, phrase)]
    return Asked(Wanted.STATUS, _rest(words, *phrases)) if phrases else None


def _has(words: str, phrase: str) -> bool:
    # Scripts that write no spaces have no edges of words to look for.
    if any("\u0e00" <= letter <= "\u0e7f" or "\u4e00" <= letter <= "\u9fff" for letter in phrase):
        return phrase in words
    return re.search(rf"(?<!\w){re.escape(phrase)}(?!\w)", words) is not None


def _rest(words: str, *phrases: str) -> str:
    for phrase in phrases:
        words = words.replace(phrase, " ")
    return " ".join(MARKS.sub("", words).split())
