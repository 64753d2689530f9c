"""What rooms do about what happens elsewhere: the room tells of a check-in made in it, or in its department."""

from denyut.chat.actions import forget_goal, tell
from denyut.chat.models import Room
from denyut.spine.models import Event, words_of
from denyut.spine.outlets import outlet

CHECKED_IN = "okr.checked_in"
IMPORTED = "import"
OBJECTIVE_CHANGED = "okr.objective_changed"


@outlet("chat.check_in_lines", [CHECKED_IN])
def tell_of_check_in(event: Event) -> None:
    """Put a line into the room where the check-in was made, else into the room of the goal's department. Private goals stay private."""
    # A room is told of what people say there and then, not of a past that is brought in by the thousand.
    room = None if event.surface == IMPORTED else room_of(event)
    if room is not None and event.actor is not None:
        facts = {
            key: event.facts[key]
            for key in ("objective", "key_result", "label", "title", "unit", "value", "before", "confidence")
        }
        tell(event.actor, room, event_id=event.pk, text=words_of(event), facts=facts)


@outlet("chat.goals_turned_private", [OBJECTIVE_CHANGED])
def forget_private_goal(event: Event) -> None:
    """An objective that turned private is no longer told of in any room: the rooms' own lines about it go."""
    if not event.facts["open"] and event.actor is not None:
        forget_goal(event.actor, event.facts["objective"])


def room_of(event: Event) -> Room | None:
    """The room that hears of this event, None when none does."""
    if not event.facts["open"]:
        return None
    kind, _colon, number = event.place.partition(":")
    if kind == "room":
        return Room.objects.filter(pk=int(number)).first()
    return Room.objects.filter(department=event.facts["department"]).first() if event.facts["department"] else None
