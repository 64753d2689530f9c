"""Who may listen to a room, and to the threads in it: whoever may enter it."""

from denyut.chat.models import Line, Room
from denyut.people.models import Person
from denyut.spine.access import ALLOWED, Denied, Verdict
from denyut.spine.topics import topic


@topic("room")
def may_hear_room(person: Person, room_id: int | None) -> Verdict:
    """One room that the person finds; never all rooms at once."""
    if room_id is not None and Room.objects.visible_to(person).filter(pk=room_id).exists():
        return ALLOWED
    return Denied("", code="not_there")


@topic("thread")
def may_hear_thread(person: Person, line_id: int | None) -> Verdict:
    """The answers to one line that the person finds."""
    if line_id is not None and Line.objects.visible_to(person).filter(pk=line_id).exists():
        return ALLOWED
    return Denied("", code="not_there")
