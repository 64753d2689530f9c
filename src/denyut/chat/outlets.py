"""What rooms do about what happens elsewhere: the room tells of a check-in made in it, or in its department."""

from django.utils import translation
from django.utils.translation import gettext as _

from denyut.chat.actions import forget_goal, open_room, redraw_cards, tell_card
from denyut.chat.jobs import reach_by_gateway, send_call
from denyut.chat.models import Call, Room
from denyut.chat.verbs import DING_CALLED
from denyut.people.verbs import WORKSPACE_FOUNDED
from denyut.spine.models import Event
from denyut.spine.outlets import outlet

CHECKED_IN = "okr.checked_in"
CHECK_IN_UNDONE = "okr.check_in_undone"
CHECK_IN_CARD = "okr.check_in_card"
IMPORTED = "import"
OBJECTIVE_CHANGED = "okr.objective_changed"


@outlet("chat.first_room", [WORKSPACE_FOUNDED.name])
def open_first_room(event: Event) -> None:
    """A new workspace begins with one room, in its founder's language; a company that brought rooms along needs none."""
    if event.actor is not None and not Room.objects.exists():
        with translation.override(event.actor.language):
            open_room(event.actor, name=_("Everybody"), purpose=_("News and questions for the whole company."))


@outlet("chat.check_in_lines", [CHECKED_IN])
def tell_of_check_in(event: Event) -> None:
    """Put a card into the room where the check-in was made, else into the room of the goal's department. Private goals stay private."""
    # A room is told of what people say there and then, not of a past that is brought in by the thousand.
    room = None if event.surface == IMPORTED else room_of(event)
    if room is not None and event.actor is not None:
        number, goals = event.facts["check_in"], [event.facts["objective"]]
        tell_card(event.actor, room, event_id=event.pk, card=CHECK_IN_CARD, number=number, goals=goals)


@outlet("chat.check_ins_undone", [CHECK_IN_UNDONE])
def tell_of_undone(event: Event) -> None:
    """A check-in that was taken back says so where a room told of it."""
    if event.actor is not None:
        redraw_cards(event.actor, event_id=event.pk, card=CHECK_IN_CARD, number=event.facts["check_in"])


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
    rooms = Room.objects.filter(archived_at=None)
    if kind == "room":
        return rooms.filter(pk=int(number)).first()
    return rooms.filter(department=event.facts["department"]).first() if event.facts["department"] else None


@outlet("chat.call_ladder", [DING_CALLED])
def climb(event: Event) -> None:
    """Have the letters and the gateway's calls of this round sent, off the page's time."""
    for call, step in zip(event.facts["calls"], event.facts["steps"], strict=True):
        if step == Call.Step.MAIL:
            send_call.enqueue(call)
        elif step == Call.Step.GATEWAY:
            send_call.enqueue(call)
            reach_by_gateway.enqueue(call)
