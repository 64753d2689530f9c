"""Sources: what features let people find. Each says which events change its things, what their words are, and who may see them."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.utils.functional import Promise

from denyut.people.faces import Face
from denyut.people.models import Person
from denyut.spine.models import Event

OPEN = "open"
ASKED = "asked"


@dataclass(frozen=True, slots=True)
class Doc:
    """What is indexed of one thing: its words, whose it is, when it came, and its scopes.

    A scope is who looks for it at all: OPEN for everybody, "room7" for who finds that room, "person3" for one person, ASKED where only the
    source can tell. It narrows the search; what is shown is asked of the source once more.
    """

    number: int
    text: str
    at: datetime
    person: int | None = None
    scopes: tuple[str, ...] = (OPEN,)
    terms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """A thing that was found, as its finder may see it: where it is, what it is called, and a text to show the words in."""

    url: str
    title: str
    text: str = ""
    face: Face | None = None
    at: datetime | None = None
    place: str = ""
    status: str = ""


@dataclass(frozen=True)
class Source:
    """One kind of thing that can be found.

    `touched` gives the numbers of the things that an event of one of `verbs` changes; `docs` what is indexed of these numbers (one that is
    left out is gone); `numbers` the next thousand numbers above one, for building the index; `hits` what the viewer sees of these.
    """

    kind: str
    title: str | Promise
    icon: str
    verbs: frozenset[str]
    touched: Callable[[Event], Iterable[int]]
    docs: Callable[[Sequence[int]], list[Doc]]
    numbers: Callable[[int], list[int]]
    hits: Callable[[Person, Sequence[int]], dict[int, Hit]]
    scopes: Callable[[Person], Iterable[str]] = field(default=lambda viewer: ())
    place: int = 50


SOURCES: dict[str, Source] = {}


def source(one: Source) -> Source:
    """Declare a source, once. Raises ValueError when its kind is taken."""
    if one.kind in SOURCES:
        raise ValueError(f"the source {one.kind} is declared twice")
    SOURCES[one.kind] = one
    return one


def sources() -> list[Source]:
    """All of them, in the order in which a page offers them."""
    return sorted(SOURCES.values(), key=lambda one: (one.place, one.kind))
