"""A person's rooms with what they have not read yet: the chat's part of every page's side bar."""

from dataclasses import dataclass

from django.db.models import OuterRef, Subquery
from django.db.models.functions import Coalesce

from denyut.chat.models import Room, Seat
from denyut.people.models import Person


@dataclass(frozen=True, slots=True)
class RoomMark:
    """A room in the side bar."""

    id: int
    name: str
    has_unread: bool


def rooms_of(person: Person) -> list[RoomMark]:
    """The rooms in which the person has a seat, by name. What they said themself needs no reading. One query."""
    read = Seat.objects.filter(room=OuterRef("pk"), person=person).values("read_to")
    found = Room.objects.of(person).with_newest(but_of=person).annotate(read=Coalesce(Subquery(read), 0))
    return [
        RoomMark(pk, name, last > read)
        for pk, name, last, read in found.order_by("name").values_list("pk", "name", "newest", "read")
    ]
