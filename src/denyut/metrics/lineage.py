"""Where readings come from: features above say how what they brought in is named and where it leads."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from denyut.people.models import Person


@dataclass(frozen=True, slots=True)
class Link:
    """What brought a number in, in the active language, and its page; without an address where the viewer may not go there."""

    words: str
    url: str


type Find = Callable[[Person, Collection[int]], dict[int, Link]]
ORIGINS: dict[str, Find] = {}


def origin(kind: str) -> Callable[[Find], Find]:
    """Declare how origins of this kind ("source" in "source:12") are shown to a person, many at once."""

    def declare(find: Find) -> Find:
        ORIGINS[kind] = find
        return find

    return declare


def links_of(viewer: Person, origins: Iterable[str]) -> dict[str, Link]:
    """The links of origins, by their names. A query for each kind."""
    kinds: dict[str, set[int]] = {}
    for name in filter(None, set(origins)):
        kind, _colon, number = name.partition(":")
        if kind in ORIGINS and number.isdecimal():
            kinds.setdefault(kind, set()).add(int(number))
    return {
        f"{kind}:{number}": link
        for kind, numbers in kinds.items()
        for number, link in ORIGINS[kind](viewer, numbers).items()
    }
