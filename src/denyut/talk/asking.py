"""Commands that ask: a word alone, such as "/week", is answered to its author, and nothing is said in the room."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise

from denyut.people.models import Person

type Answer = Callable[[Person], str]


@dataclass(frozen=True, slots=True)
class Asked:
    """A word and what answers it: safe HTML for whoever asks, who may see all that it tells. `about` is its line of help."""

    name: str
    answer: Answer
    about: str | Promise


ASKED: dict[str, Asked] = {}


def asked(name: str, *, about: str | Promise) -> Callable[[Answer], Answer]:
    """Declare what answers "/name" alone. A command of the same name goes on to take its words."""

    def declare(answer: Answer) -> Answer:
        ASKED[name] = Asked(name, answer, about)
        return answer

    return declare


def asked_by(text: str) -> Asked | None:
    """What a line asks for: a slash, one of these words and nothing else."""
    return ASKED.get(text[1:].strip().lower()) if text.startswith("/") else None
