"""A person's rooms with what they have not read yet: the chat's part of every page's side bar."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.db.models.query import RawQuerySet

from denyut.chat.models import Line, Mention, Room
from denyut.chat.models.rooms import RoomQuerySet
from denyut.chat.naming import Title, titles_of
from denyut.people.faces import Face
from denyut.people.models import Person
from denyut.spine import clock

NAMED_AT_MOST = 1000
TALKS = (Room.RoomKind.DIRECT, Room.RoomKind.GROUP)
# By hand: every page asks this, and the ORM takes ten times as long to write the question as the database to answer it.
LINES = "FROM chat_line l WHERE l.room_id = r.id AND l.thread_id IS NULL"
SEATS = f"""
SELECT r.id, r.name, r.kind, s.read_to AS "read", s.muted_until > %s AS is_muted,
    COALESCE((SELECT l.id {LINES} ORDER BY l.id DESC LIMIT 1), 0) AS latest,
    COALESCE((SELECT l.id {LINES} AND l.author_id <> %s ORDER BY l.id DESC LIMIT 1), 0) AS newest,
    CASE WHEN r.kind IN ('direct', 'group') THEN (SELECT COUNT(*) {LINES} AND l.author_id <> %s AND l.id > s.read_to) ELSE 0 END AS new
FROM chat_seat s JOIN chat_room r ON r.id = s.room_id WHERE s.person_id = %s AND r.archived_at """  # noqa: S608


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
    found: list[Any] = list(_with_unread(person, is_archived=is_archived))
    titles, named = titles_of(found, person), _named_in(found, person)
    marks = [_mark(room, titles[room.pk], named.get(room.pk, 0)) for room in found]
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


def _with_unread(person: Person, *, is_archived: bool) -> "RawQuerySet[Room]":
    """The person's rooms, each with how far they `read`, whether it `is_muted`, its `latest` line, the `newest` of others (0 for none),
    and how many are `new` in a talk.
    """
    now = connection.ops.adapt_datetimefield_value(clock.now())
    return Room.objects.raw(SEATS + ("IS NOT NULL" if is_archived else "IS NULL"), [now, *[person.pk] * 3])


def _named_in(rooms: Iterable[Any], person: Person) -> dict[int, int]:
    """How many unread lines of these rooms name the person. Asked from their mentions: a room may hold very many lines."""
    read = {room.pk: room.read for room in rooms if room.kind not in TALKS and room.newest > room.read}
    if not read:
        return {}
    mentions = Mention.objects.filter(person=person, line_id__gt=min(read.values()), line__thread=None)
    lines = set(mentions.order_by("-line_id").values_list("line__room", "line_id")[:NAMED_AT_MOST])
    return Counter(room for room, line in lines if room in read and line > read[room])


def _mark(room: Any, title: Title, named: int) -> RoomMark:
    face = title.faces[0] if title.person else None
    has_unread = room.newest > room.read
    return RoomMark(room.pk, title.name, has_unread, room.kind, room.new + named, bool(room.is_muted), face)
