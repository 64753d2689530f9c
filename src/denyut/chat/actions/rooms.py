"""Deeds on rooms."""

from collections.abc import Sequence

from django.db.models import Q
from django.utils.translation import gettext as _

from denyut.chat.models import Room, Seat
from denyut.chat.verbs import ROOM_ARCHIVED, ROOM_CHANGED, ROOM_OPENED, ROOM_UNARCHIVED
from denyut.people.models import Department, Person
from denyut.spine import clock
from denyut.spine.access import Conflict, Invalid, require
from denyut.spine.deeds import deed
from denyut.spine.events import record
from denyut.spine.verbs import Verb

NAMED = (Room.RoomKind.OPEN, Room.RoomKind.CLOSED)
TURNED = {Room.RoomKind.OPEN: "is_opened", Room.RoomKind.CLOSED: "is_closed"}


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
        name=_checked(name), purpose=purpose.strip()[:300], kind=_named_kind(kind), department=department, made_at=now
    )
    seated = {person.pk: person for person in [actor, *people]}
    Seat.objects.bulk_create([Seat(room=room, person=person, taken_at=now) for person in seated.values()])
    record(ROOM_OPENED, actor, room, facts={"room": room.pk, "people": sorted(seated)}, text=room.name)
    return room


@deed("chat.change_room")
def change_room(
    actor: Person,
    room: Room,
    *,
    name: str,
    purpose: str = "",
    kind: str = "",
    shows_receipts: bool = True,
    hears_sentences: bool = True,
    opens_history: bool = False,
) -> Room:
    """Rename a room, say anew what it is for and who finds it ("open" or "closed"), and set what it shows and hears.

    An empty `kind` leaves it. A group keeps its kind and may go without a name. A closed room turns open only with `opens_history`, since
    everybody then reads all that was ever said in it. Raises as `open_room` does, and Refused where the rule says no.
    """
    require(actor, "chat.change_room", room)
    was = room.kind
    if was == Room.RoomKind.CLOSED and kind == Room.RoomKind.OPEN and not opens_history:
        reason = _("Everybody in the company would read all that was ever said in %(room)s. Confirm that they may.")
        raise Invalid(reason % {"room": room.name}, code="opens_history", field="opens_history")
    if room.is_named:
        room.name, room.kind = _checked(name, but=room), _named_kind(kind or room.kind)
    else:
        room.name = " ".join(name.split())[:80]
    room.purpose, room.shows_receipts, room.hears_sentences = purpose.strip()[:300], shows_receipts, hears_sentences
    room.save(update_fields=["name", "purpose", "kind", "shows_receipts", "hears_sentences"])
    turned = TURNED[Room.RoomKind(room.kind)] if room.kind != was else ""
    facts = {"room": room.pk, **({turned: True} if turned else {})}
    record(ROOM_CHANGED, actor, room, facts=facts, text=room.name)
    return room


@deed("chat.archive_room")
def archive_room(actor: Person, room: Room) -> Room:
    """Put a room into the archive: it is read and found, and nothing is said in it. Again changes nothing."""
    return _archived(actor, room, ROOM_ARCHIVED, is_archived=True)


@deed("chat.unarchive_room")
def unarchive_room(actor: Person, room: Room) -> Room:
    """Take a room out of the archive. Again changes nothing."""
    return _archived(actor, room, ROOM_UNARCHIVED, is_archived=False)


def _archived(actor: Person, room: Room, verb: Verb, *, is_archived: bool) -> Room:
    require(actor, "chat.change_room", room)
    moved = Room.objects.filter(pk=room.pk, archived_at__isnull=is_archived)
    if moved.update(archived_at=clock.now() if is_archived else None):
        record(verb, actor, room, facts={"room": room.pk}, text=room.name)
    room.refresh_from_db(fields=["archived_at"])
    return room


def _named_kind(kind: str) -> Room.RoomKind:
    if kind not in NAMED:
        reason = _("A room is open to everybody or by invitation. Choose one of the two.")
        raise Invalid(reason, code="kind", field="kind")
    return Room.RoomKind(kind)


def _checked(name: str, *, but: Room | None = None) -> str:
    name = " ".join(name.split())
    if not name or len(name) > 80:
        raise Invalid(_("Give the room a name of up to 80 letters."), code="name", field="name")
    same = Room.objects.filter(Q(kind__in=NAMED), name=name)
    if same.exclude(pk=but.pk if but else 0).exists():
        raise Conflict(
            _("There is a room with this name already. Choose another name."), code="name_taken", field="name"
        )
    return name
