"""Who else hears what is said: a feature may answer the author of a line, alone, with a suggestion or with what they asked for."""

import logging
from collections.abc import Callable
from dataclasses import dataclass

from denyut.people.models import Person

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Said:
    """A line that was just said: by whom, the ids of its room and of itself, its words, and through which door."""

    author: Person
    room: int
    line: int
    text: str
    surface: str


type Listen = Callable[[Said], str]
LISTENERS: dict[str, Listen] = {}


def listener(name: str) -> Callable[[Listen], Listen]:
    """Declare a listener. It answers with safe HTML for the author alone, or with nothing; it changes nothing in the room."""

    def declare(listen: Listen) -> Listen:
        LISTENERS[name] = listen
        return listen

    return declare


def heard(said: Said) -> list[str]:
    """What the listeners answer to a line, in the order of their names."""
    return [answer for name in sorted(LISTENERS) if (answer := _answer(name, said))]


def _answer(name: str, said: Said) -> str:
    try:
        return LISTENERS[name](said)
    # A boundary: the line is said already, and whoever said it must not be told that it failed.
    except Exception:
        log.exception("the listener %s failed at line %s", name, said.line)
        return ""
