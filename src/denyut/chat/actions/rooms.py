"""Deeds on rooms and seats."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from denyut.chat.models import Room, Seat
from denyut.chat.verbs import ROOM_CHANGED, ROOM_OPENED, SEATED, UNSEATED
from denyut.people.models import Department, Person
from denyut.spine import clock
from denyut.spine.access import Conflict, Invalid, require
from denyut.spine.deeds import deed
from denyut.spine.events import record


@deed("chat.open_room")
def open_room(
    actor: Person,
    *,
    name: str,
    purpose: str = "",
    kind: str = Room.RoomKind.OPEN,
    department: Department | None = None,
    people: Sequence[Person] = (),
) -> Room:
    """Open a room with the actor and `people` in it. Raises Invalid without a name, Conflict for one in use."""
    require(actor, "chat.open_room", department)
    now = clock.now()
    room = Room.objects.create(
        name=_checked(name), purpose=purpose.strip()[:300], kind=Room.RoomKind(kind), department=department, made_at=now
    )
    seated = {person.pk: person for person in [actor, *people]}
    Seat.objects.bulk_create([Seat(room=room, person=person, taken_at=now) for person in seated.values()])
    record(ROOM_OPENED, actor, room, facts={"room": room.pk, "people": sorted(seated)}, text=room.name)
    return room


@deed("chat.change_room")
def change_room(actor: Person, room: Room, *, name: str, purpose: str = "") -> Room:
    """Rename a room or say anew what it is for. Raises as `open_room` does, and Refused where the rule says no."""
    require(actor, "chat.change_room", room)
    room.name, room.purpose = _checked(name, but=room), purpose.strip()[:300]
    room.save(update_fields=["name", "purpose"])
    record(ROOM_CHANGED, actor, room, facts={"room": room.pk}, text=room.name)
    return room


@deed("chat.give_seat")
def give_seat(actor: Person, room: Room, person: Person) -> Seat:
    """Give a person a seat; the actor themself in an open room. A second seat changes nothing."""
    require(actor, "chat.seat", room, person)
    last = room.lines.order_by("-id").values_list("id", flat=True).first() or 0
    seat, is_new = Seat.objects.get_or_create(
        room=room, person=person, defaults={"taken_at": clock.now(), "read_to": last}
    )
    if is_new:
        record(SEATED, actor, room, facts={"room": room.pk, "person": person.pk})
    return seat


@deed("chat.leave_seat")
def leave_seat(actor: Person, room: Room, person: Person) -> Room:
    """Leave a room, or show somebody out of a closed one from inside. Where there is no seat nothing changes."""
    if actor.pk != person.pk:
        require(actor, "chat.change_room", room)
    gone, _rows = Seat.objects.filter(room=room, person=person).delete()
    if gone:
        record(UNSEATED, actor, room, facts={"room": room.pk, "person": person.pk})
    return room


def _checked(name: str, *, but: Room | None = None) -> str:
    name = " ".join(name.split())
    if not name or len(name) > 80:
        raise Invalid(_("Give the room a name of up to 80 letters."), code="name", field="name")
    if Room.objects.filter(name=name).exclude(pk=but.pk if but else 0).exists():
        raise Conflict(
            _("There is a room with this name already. Choose another name."), code="name_taken", field="name"
        )
    return name
