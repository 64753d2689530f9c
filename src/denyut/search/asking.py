"""What people type into the search: words, and a few filters in front of them. Pure."""

import re
from dataclasses import dataclass
from datetime import date

from denyut.lib.tokens import tokenise

FILTER = re.compile(r"(?<!\S)(from|in|kind|after|before):(\S+)", re.IGNORECASE)
LONGEST = 200
WORDS = 12


@dataclass(frozen=True, slots=True)
class Question:
    """A search: `words` that must all be there, `last` which some word begins with, the filters, and the text as it was typed."""

    text: str
    words: tuple[str, ...] = ()
    last: str = ""
    kind: str = ""
    person: int | None = None
    room: int | None = None
    after: date | None = None
    before: date | None = None

    @property
    def is_empty(self) -> bool:
        return not (self.words or self.last)


def words_in(text: str) -> tuple[tuple[str, ...], str]:
    """The words of a question, and the last of them where it may be unfinished: three letters or more of a script that parts its words."""
    tokens = list(dict.fromkeys(tokenise(text[:LONGEST])))[:WORDS]
    is_open = bool(tokens) and text[-1:].isalnum() and len(tokens[-1]) >= 3 and tokens[-1].isascii()
    return (tuple(tokens[:-1]), tokens[-1]) if is_open else (tuple(tokens), "")


def filters_in(text: str) -> tuple[str, dict[str, str]]:
    """The text without its filters, and the filters: "from:mei in:care after:2026-11-01 refund" gives "refund" and three of them."""
    found = {name.lower(): value for name, value in FILTER.findall(text)}
    return " ".join(FILTER.sub(" ", text).split()), found


def day(word: str) -> date | None:
    """A day as 2026-11-01, None for anything else."""
    try:
        return date.fromisoformat(word)
    except ValueError:
        return None
