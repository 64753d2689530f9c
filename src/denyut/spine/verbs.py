"""The vocabulary of what can happen. A verb is declared once, in its feature, with every face it shows."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

type Sentence = str | Promise


@dataclass(frozen=True)
class Touch:
    """One piece of an open page that an event changes: fragment `name` of object `id`, for all who watch `topic`."""

    topic: str
    name: str
    id: int


def _nothing(event: Any) -> Iterable[Any]:
    return ()


@dataclass(frozen=True)
class Verb:
    """Something that happened, in the past participle.

    `sentence` is its line in the activity feed, with the event's facts as named placeholders; `topics` are those it belongs to;
    `touches` the fragments it changes on open pages; `told` the ids of people to notify; `withdraws` pairs
    (person id, topic prefix) whose right to listen must be asked anew; None stands for everybody.
    """

    name: str
    sentence: Sentence
    topics: Callable[[Any], Iterable[str]] = _nothing
    touches: Callable[[Any], Iterable[Touch]] = _nothing
    told: Callable[[Any], Iterable[int]] = _nothing
    withdraws: Callable[[Any], Iterable[tuple[int | None, str]]] = _nothing

    def __str__(self) -> str:
        return self.name


VERBS: dict[str, Verb] = {}
TOUCHED_TOO: dict[str, list[Callable[[Any], Iterable[Touch]]]] = {}


def verb(
    name: str,
    sentence: Sentence,
    *,
    topics: Callable[[Any], Iterable[str]] = _nothing,
    touches: Callable[[Any], Iterable[Touch]] = _nothing,
    told: Callable[[Any], Iterable[int]] = _nothing,
    withdraws: Callable[[Any], Iterable[tuple[int | None, str]]] = _nothing,
) -> Verb:
    """Declare a verb, once. Raises ValueError when the name is taken."""
    if name in VERBS:
        raise ValueError(f"the verb {name} is declared twice")
    VERBS[name] = Verb(name, sentence, topics, touches, told, withdraws)
    return VERBS[name]


def touching[T: Callable[[Any], Iterable[Touch]]](*names: str) -> Callable[[T], T]:
    """Declare what else these verbs change on open pages: fragments of a feature that lies above the verbs' own."""

    def declare(touches: T) -> T:
        for name in names:
            TOUCHED_TOO.setdefault(name, []).append(touches)
        return touches

    return declare
