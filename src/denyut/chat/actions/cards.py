"""Deeds that put a thing into a room because somebody wants it seen there: a card, or a place in the room's bar."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from denyut.chat.models import Line, Room, RoomGoal
from denyut.chat.verbs import BAR_CHANGED, CARD_TOLD
from denyut.people.models import Person
from denyut.spine import clock
from denyut.spine.access import Conflict, NotThere, require
from denyut.spine.deeds import deed
from denyut.spine.events import record
from denyut.talk.references import REFERABLES

IN_THE_BAR = 6


@deed("chat.show_card")
def show_card(actor: Person, room: Room, *, card: str, number: int, goals: Sequence[int] = ()) -> Line:
    """Put a card into a room, in the actor's name: what the fragment `card` draws of the thing `number`.

    `goals` are the (two at most) objectives it tells of: the card goes when one of them turns private. Raises Refused as `say` does.
    """
    require(actor, "chat.say", room)
    named = dict(zip(("objective", "other"), goals, strict=False))
    facts = {"card": card, "number": number, **named, "change": 0}
    line = Line.objects.create(room=room, author=actor, kind=Line.LineKind.CARD, facts=facts, said_at=clock.now())
    record(CARD_TOLD, actor, line, place=f"room:{room.pk}", facts={"room": room.pk, "line": line.pk, "event": None})
    return line


@deed("chat.keep_in_sight")
def keep_in_sight(actor: Person, room: Room, *, kind: str, number: int) -> Room:
    """Put a goal into the room's bar, where everybody sees how it stands. Again changes nothing.

    Raises Refused as `say` does, NotThere for a thing that the actor does not see, Conflict when the bar is full.
    """
    require(actor, "chat.say", room)
    thing = REFERABLES.get(kind)
    if thing is None or number not in thing.find(actor, [number]):
        raise NotThere(_("This goal is not there. Its number stands on its page, for example KR-12."), code="no_goal")
    kept = RoomGoal.objects.filter(room=room)
    if kept.filter(kind=kind, number=number).exists():
        return room
    if kept.count() >= IN_THE_BAR:
        raise Conflict(_("A room keeps six goals in sight. Take one out first."), code="full")
    RoomGoal.objects.create(
        room=room, kind=kind, number=number, position=kept.count(), put_by=actor, put_at=clock.now()
    )
    record(BAR_CHANGED, actor, room, place=f"room:{room.pk}", facts={"room": room.pk})
    return room


@deed("chat.take_out_of_sight")
def take_out_of_sight(actor: Person, room: Room, *, kind: str, number: int) -> Room:
    """Take a goal out of the room's bar. One that is not in it changes nothing. Raises Refused as `say` does."""
    require(actor, "chat.say", room)
    gone, _rows = RoomGoal.objects.filter(room=room, kind=kind, number=number).delete()
    if gone:
        record(BAR_CHANGED, actor, room, place=f"room:{room.pk}", facts={"room": room.pk})
    return room
