"""What can be named in talk: "KR-12", "O-3", "T-5". Features declare their things here; the chat draws them where they are named."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise

from denyut.lib.digits import to_ascii_digits
from denyut.people.models import Person

LABEL = re.compile(r"(?<![\w/#-])([A-Za-z]{1,4})-?(\d{1,12})(?![\w-])")


@dataclass(frozen=True, slots=True)
class Reference:
    """A thing as one viewer may see it: its kind and number, what it is called for short and in full, and where it stands."""

    kind: str
    number: int
    label: str
    title: str
    url: str


@dataclass(frozen=True)
class Referable:
    """A kind of thing that can be named.

    `prefix` is what stands before its number ("KR"); `find` gives those of these numbers that the viewer may see; `suggest` what fits
    the words somebody types. `chip` and `card` name the fragments that draw it inside a sentence and as a card, for everybody alike:
    they draw nothing of what is not open to all.
    """

    kind: str
    title: str | Promise
    prefix: str
    find: Callable[[Person, Sequence[int]], dict[int, Reference]]
    suggest: Callable[[Person, str], list[Reference]]
    chip: str
    card: str


@dataclass(frozen=True, slots=True)
class Named:
    """Where a text names something: the letters `start` to `end`, and which thing it is."""

    kind: str
    number: int
    start: int
    end: int


REFERABLES: dict[str, Referable] = {}


def referable(thing: Referable) -> Referable:
    """Declare a kind of thing, once. Raises ValueError when the kind or its prefix is taken."""
    if thing.kind in REFERABLES or any(other.prefix == thing.prefix for other in REFERABLES.values()):
        raise ValueError(f"{thing.kind} ({thing.prefix}) is declared twice")
    REFERABLES[thing.kind] = thing
    return thing


def named_in(text: str) -> Iterator[Named]:
    """What a text names, in its order. Whether it is there, and for whom, is for `find` to say."""
    kinds = {thing.prefix.upper(): thing.kind for thing in REFERABLES.values()}
    for match in LABEL.finditer(to_ascii_digits(text)):
        kind = kinds.get(match[1].upper())
        if kind is not None:
            yield Named(kind, int(match[2]), match.start(), match.end())
