"""Deeds on what rooms tell by themselves, and on how far somebody has read."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Q

from denyut.chat.actions.delivery import pass_on_mark
from denyut.chat.models import Line, Room, Seat
from denyut.chat.verbs import CARD_CHANGED, CARD_TOLD, TAKEN_BACK, TOLD
from denyut.people.models import Person
from denyut.spine import clock
from denyut.spine.access import require
from denyut.spine.deeds import deed
from denyut.spine.events import record


@deed("chat.tell")
def tell(actor: Person, room: Room, *, event_id: int, text: str, facts: dict[str, Any]) -> Line:
    """Let a room tell of a check-in (event `event_id`) in its own line. Telling it again changes nothing."""
    line, is_new = Line.objects.get_or_create(
        event=event_id,
        defaults={
            "room": room,
            "author": actor,
            "kind": Line.LineKind.CHECK_IN,
            "text": text,
            "facts": facts,
            "said_at": clock.now(),
        },
    )
    if is_new:
        record(TOLD, actor, line, place=f"room:{room.pk}", facts={"room": room.pk, "line": line.pk, "event": event_id})
    return line


@deed("chat.tell_card")
def tell_card(actor: Person, room: Room, *, event_id: int, card: str, number: int, goals: Sequence[int] = ()) -> Line:
    """Put a card into a room: what the fragment `card` draws of the thing `number`, which stays as fresh as the thing.

    `goals` are the (two at most) objectives it tells of: the card goes when one of them turns private. Again changes nothing.
    """
    named = dict(zip(("objective", "other"), goals, strict=False))
    facts = {"card": card, "number": number, **named, "change": event_id}
    line, is_new = Line.objects.get_or_create(
        event=event_id,
        defaults={
            "room": room,
            "author": actor,
            "kind": Line.LineKind.CARD,
            "facts": facts,
            "said_at": clock.now(),
        },
    )
    if is_new:
        facts = {"room": room.pk, "line": line.pk, "event": event_id}
        record(CARD_TOLD, actor, line, place=f"room:{room.pk}", facts=facts)
    return line


@deed("chat.redraw_cards")
def redraw_cards(actor: Person, *, event_id: int, card: str, number: int) -> int:
    """Draw the cards of a thing anew wherever they stand, after what happened to it (event `event_id`). Returns how many."""
    told = Line.objects.filter(kind=Line.LineKind.CARD, facts__card=card, facts__number=number)
    stale = [line for line in told if line.facts["change"] < event_id]
    for line in stale:
        line.facts["change"] = event_id
        line.save(update_fields=["facts"])
        facts = {"room": line.room_id, "line": line.pk, "event": event_id}
        record(CARD_CHANGED, actor, line, place=f"room:{line.room_id}", facts=facts)
    return len(stale)


@deed("chat.forget_goal")
def forget_goal(actor: Person, objective: int) -> int:
    """Take back what rooms told of an objective (its id). Returns how many lines went; nothing left to take back is fine."""
    about = Q(facts__objective=objective) | Q(facts__other=objective)
    told = Line.objects.filter(about, kind__in=(Line.LineKind.CHECK_IN, Line.LineKind.CARD))
    for line in told:
        record(TAKEN_BACK, actor, line, place=f"room:{line.room_id}", facts={"room": line.room_id, "line": line.pk})
    taken, _rows = told.delete()
    return taken


@deed("chat.mark_read")
def mark_read(actor: Person, room: Room, *, to: int) -> Room:
    """Note that the actor has read up to line `to`, never backwards nor beyond the last line; without a seat there is nothing to note."""
    require(actor, "chat.enter", room)
    newest = room.lines.order_by("-id").values_list("id", flat=True).first() or 0
    to = min(to, newest)
    if Seat.objects.filter(room=room, person=actor, read_to__lt=to).update(read_to=to):
        pass_on_mark(actor, room)
    return room
