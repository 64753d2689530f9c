"""A person's rooms with what they have not read yet: the chat's part of every page's side bar."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Case, Count, F, IntegerField, OuterRef, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from denyut.chat.models import Line, Mention, Room
from denyut.chat.models.rooms import RoomQuerySet
from denyut.chat.naming import Title, titles_of
from denyut.people.faces import Face
from denyut.people.models import Person
from denyut.spine import clock

NAMED_AT_MOST = 1000
TALKS = (Room.RoomKind.DIRECT, Room.RoomKind.GROUP)


@dataclass(frozen=True, slots=True)
class RoomMark:
    """A room in the side bar. `count` is what concerns the person alone: every line of a talk, in a room those that name them.

    `face` is the other one of a talk between two.
    """

    id: int
    name: str
    has_unread: bool
    kind: str = "open"
    count: int = 0
    is_muted: bool = False
    face: Face | None = None

    @property
    def is_talk(self) -> bool:
        return self.kind in TALKS


def rooms_of(person: Person, *, is_archived: bool = False) -> list[RoomMark]:
    """The rooms in which the person has a seat: rooms by name, then talks, the latest first. What they said themself needs no reading.

    One query; one more where there are talks, and one where something in a room is unread.
    """
    now = clock.now()
    found: list[Any] = list(_with_unread(person).filter(archived_at__isnull=not is_archived))
    titles, named = titles_of(found, person), _named_in(found, person)
    marks = [_mark(room, titles[room.pk], named.get(room.pk, 0), now) for room in found]
    latest = {room.pk: room.latest for room in found}
    rooms = sorted((mark for mark in marks if not mark.is_talk), key=lambda mark: mark.name.casefold())
    return rooms + sorted((mark for mark in marks if mark.is_talk), key=lambda mark: -latest[mark.id])


def with_newest(rooms: RoomQuerySet, *, but_of: Person | None = None) -> RoomQuerySet:
    """Each room with `newest`, the id of its last line (0 for none); answers in threads are no lines of the room.

    `but_of` leaves out what that person said.
    """
    lines = Line.objects.filter(room=OuterRef("pk"), thread=None).order_by("-id")
    lines = lines.exclude(author=but_of) if but_of else lines
    return rooms.annotate(newest=Coalesce(Subquery(lines.values("id")[:1]), 0))


def _with_unread(person: Person) -> "QuerySet[Room]":
    own = with_newest(Room.objects.of(person), but_of=person)
    last = Line.objects.filter(room=OuterRef("pk"), thread=None).order_by("-id").values("id")[:1]
    own = own.annotate(read=F("seats__read_to"), muted=F("seats__muted_until"), latest=Coalesce(Subquery(last), 0))
    new = Line.objects.filter(room=OuterRef("pk"), thread=None, id__gt=OuterRef("read")).exclude(author=person)
    number = new.order_by().values("room").annotate(number=Count("pk")).values("number")
    counted = Coalesce(Subquery(number, output_field=IntegerField()), 0)
    return own.annotate(new=Case(When(kind__in=TALKS, newest__gt=F("read"), then=counted), default=Value(0)))


def _named_in(rooms: Iterable[Any], person: Person) -> dict[int, int]:
    """How many unread lines of these rooms name the person. Asked from their mentions: a room may hold very many lines."""
    read = {room.pk: room.read for room in rooms if room.kind not in TALKS and room.newest > room.read}
    if not read:
        return {}
    mentions = Mention.objects.filter(person=person, line_id__gt=min(read.values()), line__thread=None)
    lines = set(mentions.order_by("-line_id").values_list("line__room", "line_id")[:NAMED_AT_MOST])
    return Counter(room for room, line in lines if room in read and line > read[room])


def _mark(room: Any, title: Title, named: int, now: datetime) -> RoomMark:
    face = title.faces[0] if title.person else None
    is_muted = room.muted is not None and room.muted > now
    return RoomMark(room.pk, title.name, room.newest > room.read, room.kind, room.new + named, is_muted, face)
