"""The rooms of one person, in the sections in which the side bar and the list of rooms show them."""

from dataclasses import dataclass, field

from django.db.models import F

from denyut.chat.models import Room
from denyut.chat.unread import RoomMark, rooms_of, with_newest
from denyut.people.models import Person

HEARD_AT_MOST = 60
OTHERS_AT_MOST = 100


@dataclass(frozen=True)
class Side:
    """What the side bar shows: rooms, and talks between people. `topics` is what an open page listens to for its marks."""

    viewer: int
    rooms: list[RoomMark] = field(default_factory=list)
    talks: list[RoomMark] = field(default_factory=list)

    @property
    def topics(self) -> str:
        """The person's own topic and those of their rooms, the talks first when they are very many."""
        heard = [f"room:{mark.id}" for mark in [*self.talks, *self.rooms][:HEARD_AT_MOST]]
        return " ".join([f"user:{self.viewer}", *heard])


def side_of(person: Person) -> Side:
    """The sections of a person's side bar."""
    marks = rooms_of(person)
    rooms, talks = ([mark for mark in marks if mark.is_talk is wanted] for wanted in (False, True))
    return Side(person.pk, rooms, talks)


def others_for(person: Person, words: str) -> list[Room]:
    """Open rooms in which the person has no seat yet, a hundred of those that were lively last; `words` are looked for in their names."""
    found = with_newest(Room.objects.filter(kind=Room.RoomKind.OPEN, archived_at=None).exclude(seats__person=person))
    if words:
        found = found.filter(name__icontains=words)
    return list(found.order_by(F("newest").desc(), "name")[:OTHERS_AT_MOST])
