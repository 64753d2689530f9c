"""How far people have come in a room: which lines reached a screen of theirs, and who is told of it."""

from functools import partial

from django.db import transaction

from denyut.chat.models import Room, Seat
from denyut.live.whereabouts import tell_mark
from denyut.people.models import Person
from denyut.spine.access import require
from denyut.spine.deeds import deed


def pass_on_mark(actor: Person, room: Room) -> None:
    """Inside a deed: once it is in, tell the room's open pages where the actor is now. No event: reading is told, never recorded."""
    if not room.shows_receipts or actor.is_bot:
        return
    seat = Seat.objects.filter(room=room, person=actor).first()
    if seat is not None:
        got = max(seat.read_to, seat.delivered_to)
        mark = (actor.pk, seat.read_to, got, int(seat.taken_at.timestamp() * 1000))
        transaction.on_commit(partial(tell_mark, f"room:{room.pk}", mark), robust=True)


@deed("chat.mark_delivered")
def mark_delivered(actor: Person, room: Room, *, to: int) -> Room:
    """Note that line `to` and all before it reached a screen of the actor. It never goes backwards; without a seat it is nothing."""
    require(actor, "chat.enter", room)
    newest = room.lines.order_by("-id").values_list("id", flat=True).first() or 0
    moved = Seat.objects.filter(room=room, person=actor, delivered_to__lt=min(to, newest))
    if moved.update(delivered_to=min(to, newest)):
        pass_on_mark(actor, room)
    return room
