"""A person's rooms with what they have not read yet: the chat's part of every page's side bar."""

from dataclasses import dataclass

from django.db.models import OuterRef, Subquery
from django.db.models.functions import Coalesce

from denyut.chat.models import Line, Room, Seat
from denyut.chat.models.rooms import RoomQuerySet
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
    found = with_newest(Room.objects.of(person), but_of=person).annotate(read=Coalesce(Subquery(read), 0))
    return [
        RoomMark(pk, name, last > read)
        for pk, name, last, read in found.order_by("name").values_list("pk", "name", "newest", "read")
    ]


def with_newest(rooms: RoomQuerySet, *, but_of: Person | None = None) -> RoomQuerySet:
    """Each room with `newest`, the id of its last line (0 for none); `but_of` leaves out what that person said."""
    lines = Line.objects.filter(room=OuterRef("pk")).order_by("-id")
    lines = lines.exclude(author=but_of) if but_of else lines
    return rooms.annotate(newest=Coalesce(Subquery(lines.values("id")[:1]), 0))
