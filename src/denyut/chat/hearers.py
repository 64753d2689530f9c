"""Who is told of a line: whom it calls, who takes part in its thread, and who wants to hear everything. Seats have the last word."""

from collections.abc import Iterator

from django.db.models import Q

from denyut.chat.models import Line, Mention, Room, Seat
from denyut.lib.prepared import Prepared
from denyut.spine import clock
from denyut.spine.models import Event

# Nearly every line calls nobody: then only those who want to hear everything are asked for.
_hearing_all = Prepared(
    lambda room: (
        Seat.objects.filter(room=room, notify=Seat.Notify.ALL, person__is_active=True)
        .order_by("person_id")
        .values_list("person_id", "muted_until")
    )
)


def told_of(event: Event) -> Iterator[int]:
    """The ids of people to notify of what was said, or newly named by an edit: never its author, never who keeps the room silent."""
    is_new = event.verb == "chat.said"
    called = _called(event.facts) if is_new else set(event.facts.get("told", ()))
    if is_new and not called:
        now = clock.now()
        yield from (
            pk
            for pk, until in _hearing_all(event.facts["room"])
            if (until is None or until <= now) and pk != event.actor_id
        )
        return
    seats = Seat.objects.filter(room=event.facts["room"], person__is_active=True)
    awake = seats.exclude(notify=Seat.Notify.NOTHING).exclude(muted_until__gt=clock.now())
    wanted = Q(notify=Seat.Notify.ALL) if is_new else Q(pk=None)
    hearing = set(awake.filter(wanted | Q(person__in=called)).values_list("person", flat=True))
    if called and Room.objects.filter(pk=event.facts["room"], kind=Room.RoomKind.OPEN).exists():
        # An open room is found by everybody: whoever has no seat in it is still called by name.
        hearing |= called - set(seats.values_list("person", flat=True))
    yield from sorted(hearing - {event.actor_id})


def _called(facts: dict[str, int]) -> set[int]:
    called: set[int] = set()
    if "mentions" in facts:
        rows = Mention.objects.filter(line=facts["line"], person__is_active=True)
        called |= set(rows.values_list("person", flat=True))
    if "thread" in facts:
        thread = Q(pk=facts["thread"]) | Q(thread=facts["thread"])
        talk = Line.objects.filter(thread, kind=Line.LineKind.TALK, author__is_active=True)
        called |= set(talk.values_list("author", flat=True))
    return called
