"""What is said and sent in rooms, as the search finds it."""

from collections.abc import Iterable, Sequence

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from denyut.chat.models import Line, Room, Seat, Upload
from denyut.chat.naming import titles_of
from denyut.chat.rows import author_of
from denyut.people.faces import face_of
from denyut.people.models import Person
from denyut.search.sources import OPEN, Doc, Hit, Source, source
from denyut.spine.models import Event

ROOM_CHANGED = "chat.room_changed"
VERBS = (
    "chat.said",
    "chat.line_edited",
    "chat.line_recalled",
    "chat.line_moved",
    "chat.forwarded",
    "chat.taken_back",
    ROOM_CHANGED,
)
A_PAGE = 1000


def touched_lines(event: Event) -> Iterable[int]:
    """The line an event is about; all of a room that others find now than before."""
    if event.verb == ROOM_CHANGED:
        is_found_anew = event.facts.get("is_closed") or event.facts.get("is_opened")
        return Line.objects.filter(room=event.facts["room"]).values_list("pk", flat=True) if is_found_anew else []
    return [event.facts["line"]] if event.facts.get("line") else []


def touched_uploads(event: Event) -> Iterable[int]:
    """The files of the line an event is about."""
    return Upload.objects.filter(line__in=touched_lines(event)).values_list("pk", flat=True)


def line_docs(numbers: Sequence[int]) -> list[Doc]:
    """What is indexed of lines that were said and not recalled."""
    found = Line.objects.filter(pk__in=numbers, kind=Line.LineKind.TALK, recalled_at=None).exclude(text="")
    return [
        Doc(one.pk, one.text, one.said_at, one.author_id, _scopes(one.room), (f"room{one.room_id}",))
        for one in found.select_related("room")
    ]


def upload_docs(numbers: Sequence[int]) -> list[Doc]:
    """What is indexed of files that were sent."""
    found = Upload.objects.filter(pk__in=numbers, line__isnull=False, line__recalled_at=None).select_related("room")
    return [
        Doc(one.pk, one.name.replace(".", " "), one.made_at, one.person_id, _scopes(one.room), (f"room{one.room_id}",))
        for one in found
    ]


def line_hits(viewer: Person, numbers: Sequence[int]) -> dict[int, Hit]:
    """Lines of the rooms that the viewer finds."""
    found = list(
        Line.objects.visible_to(viewer).filter(pk__in=numbers, recalled_at=None).select_related("author", "room")
    )
    titles = titles_of({line.room_id: line.room for line in found}.values(), viewer)
    return {
        line.pk: Hit(
            f"{reverse('chat:room', args=[line.room_id])}?at={line.pk}",
            titles[line.room_id].name,
            line.text,
            author_of(line),
            line.said_at,
        )
        for line in found
    }


def upload_hits(viewer: Person, numbers: Sequence[int]) -> dict[int, Hit]:
    """Files of the rooms that the viewer finds."""
    found = (
        Upload.objects.visible_to(viewer).filter(pk__in=numbers, line__isnull=False).select_related("person", "room")
    )
    return {
        one.pk: Hit(
            f"{reverse('chat:room', args=[one.room_id])}?at={one.line_id}",
            one.name,
            face=face_of(one.person),
            at=one.made_at,
            place=one.room.name or _("A talk"),
        )
        for one in found
    }


def scopes_of(viewer: Person) -> Iterable[str]:
    """The rooms in which the viewer sits."""
    return (f"room{room}" for room in Seat.objects.filter(person=viewer).values_list("room_id", flat=True))


def _scopes(room: Room) -> tuple[str, ...]:
    return (OPEN,) if room.kind == Room.RoomKind.OPEN else (f"room{room.pk}",)


source(
    Source(
        kind="message",
        title=gettext_lazy("Messages"),
        icon="message-circle",
        verbs=frozenset(VERBS),
        touched=touched_lines,
        docs=line_docs,
        numbers=lambda after: list(
            Line.objects.filter(pk__gt=after).order_by("pk").values_list("pk", flat=True)[:A_PAGE]
        ),
        hits=line_hits,
        scopes=scopes_of,
        place=5,
    )
)
source(
    Source(
        kind="file",
        title=gettext_lazy("Files"),
        icon="paperclip",
        verbs=frozenset(VERBS),
        touched=touched_uploads,
        docs=upload_docs,
        numbers=lambda after: list(
            Upload.objects.filter(pk__gt=after).order_by("pk").values_list("pk", flat=True)[:A_PAGE]
        ),
        hits=upload_hits,
        place=30,
    )
)
