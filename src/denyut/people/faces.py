"""A person as everybody sees them on a page: a name and an avatar."""

from dataclasses import dataclass

from denyut.lib.colours import hue_of, initials
from denyut.people.models import Person


@dataclass(frozen=True, slots=True)
class Face:
    """A name with its avatar: up to two letters on one of twelve hues (0 to 11)."""

    id: int
    name: str
    initials: str
    hue: int


def face_of(person: Person) -> Face:
    """The face of a loaded person. No query."""
    return Face(person.pk, person.name, initials(person.name), hue_of(person.name))
