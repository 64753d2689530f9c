"""Deeds on seats: who sits in a room, and what a person wants of it."""

from datetime import datetime

from django.db.models import Max, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from denyut.chat.models import Line, Room, Seat
from denyut.chat.verbs import SEATED, UNSEATED
from denyut.people.models import Person
from denyut.spine import clock
from denyut.spine.access import Invalid, NotThere, require
from denyut.spine.deeds import deed
from denyut.spine.events import record


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
    """Leave a room, or show somebody out of one from inside. Where there is no seat nothing changes."""
    require(actor, "chat.leave_seat", room, person)
    gone, _rows = Seat.objects.filter(room=room, person=person).delete()
    if gone:
        record(UNSEATED, actor, room, facts={"room": room.pk, "person": person.pk})
    return room


@deed("chat.notify_me")
def notify_me(actor: Person, room: Room, *, about: str) -> Room:
    """Say what of a room the actor wants to be told: "all", "mentions" or "nothing". Raises NotThere without a seat."""
    if about not in Seat.Notify.values:
        raise Invalid(_("Choose what you want to be told."), code="notify", field="about")
    return _kept(actor, room, notify=about)


@deed("chat.mute_room")
def mute_room(actor: Person, room: Room, *, until: datetime | None = None) -> Room:
    """Keep a room quiet for the actor until a moment; without one it may be heard again. Raises NotThere without a seat."""
    return _kept(actor, room, muted_until=until)


@deed("chat.ask_me_here")
def ask_me_here(actor: Person, room: Room, *, is_asked: bool) -> Room:
    """Say whether the actor's sentences that look like progress are met with a suggestion in this room. Raises NotThere without a seat."""
    return _kept(actor, room, is_asked=is_asked)


@deed("chat.mark_all_read")
def mark_all_read(actor: Person) -> Person:
    """Note that the actor has read everything in all their rooms."""
    newest = (
        Line.objects.filter(room=OuterRef("room")).order_by().values("room").annotate(last=Max("id")).values("last")
    )
    Seat.objects.filter(person=actor).update(read_to=Coalesce(Subquery(newest), 0))
    return actor


def _kept(actor: Person, room: Room, **wishes: object) -> Room:
    """What a person wants of a room is theirs alone: nobody hears of it, so nothing is recorded."""
    require(actor, "chat.enter", room)
    if not Seat.objects.filter(room=room, person=actor).update(**wishes):
        raise NotThere(_("You have no seat in this room. Join it first."), code="no_seat")
    return room
