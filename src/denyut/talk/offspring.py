"""What comes of a message: things that were made of it, hold words of it, and go where it goes."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model

from denyut.people.models import Person

CUT = "…"


def untold(actor: Person, thing: Any, event_id: int) -> None:
    """Nothing more happens when the words of such a thing go."""


@dataclass(frozen=True)
class Offspring:
    """Things with a `line` they were made of. `words` are fields into which its words may have been copied; where it `follows_room` their
    `room` becomes the one a message was moved to. `tell` is called inside the deed for each whose words went, with the event's number.
    """

    model: type[Model]
    words: tuple[str, ...]
    follows_room: bool = True
    tell: Callable[[Person, Any, int], None] = untold


OFFSPRING: dict[str, Offspring] = {}


def offspring(made: Offspring) -> Offspring:
    """Declare what features make of messages; once for each model."""
    OFFSPRING[made.model._meta.label_lower] = made
    return made


def is_copied(text: str, said: Iterable[str]) -> bool:
    """Whether a text was taken from something `said`: a piece of it, cut off or with words left out."""
    words = text.rstrip().rstrip(CUT).split()
    return bool(words) and any(_is_piece(words, one) for one in said)


def _is_piece(words: list[str], said: str) -> bool:
    if " ".join(words) in " ".join(said.split()):
        return True
    rest = iter(said.split())
    return all(any(one.startswith(word) for one in rest) for word in words)
