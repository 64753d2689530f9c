"""What a room is called for one viewer: its own name, or the people in it."""

from collections.abc import Iterable
from dataclasses import dataclass

from babel.lists import format_list
from django.utils.translation import get_language, ngettext, to_locale
from django.utils.translation import gettext as _

from denyut.chat.models import Room, Seat
from denyut.people.faces import Face, face_of
from denyut.people.models import Person

NAMED_AT_MOST = 3


@dataclass(frozen=True, slots=True)
class Title:
    """What a room is called, and of a talk the `faces` of the others in it. `person` is the other one of a talk between two."""

    name: str
    faces: tuple[Face, ...] = ()
    person: int | None = None


def titles_of(rooms: Iterable[Room], viewer: Person) -> dict[int, Title]:
    """What these rooms are called for the viewer, by their ids. One query where a talk is among them, else none."""
    rooms = list(rooms)
    talks = [room.pk for room in rooms if not room.is_named]
    seats = Seat.objects.filter(room__in=talks).exclude(person=viewer).select_related("person").order_by("person__name")
    others: dict[int, list[Person]] = {}
    for seat in seats if talks else ():
        others.setdefault(seat.room_id, []).append(seat.person)
    return {room.pk: _title(room, others.get(room.pk, [])) for room in rooms}


def _title(room: Room, others: list[Person]) -> Title:
    if room.is_named:
        return Title(room.name)
    faces = tuple(face_of(person) for person in others)
    is_direct = room.kind == Room.RoomKind.DIRECT
    return Title(room.name or _listed(faces), faces, faces[0].id if is_direct and faces else None)


def _listed(faces: tuple[Face, ...]) -> str:
    """Three names, and how many more."""
    names = [face.name for face in faces[:NAMED_AT_MOST]]
    more = len(faces) - len(names)
    if more:
        names.append(ngettext("%(number)s more", "%(number)s more", more) % {"number": more})
    if not names:
        return _("You alone")
    return str(format_list(names, style="unit", locale=to_locale(get_language() or "en")))
