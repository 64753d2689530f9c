"""What blockers and decisions do in rooms."""

from denyut.chat.actions import redraw_cards, tell_card
from denyut.chat.models import Room
from denyut.matters.actions.hiding import BLOCKER_CARD, DECISION_CARD, hide_goal
from denyut.matters.verbs import BLOCKER_RAISED, DECIDED, DECISION_ASKED, OF_BLOCKERS, OF_DECISIONS
from denyut.okr.verbs import OBJECTIVE_CHANGED
from denyut.spine.models import Event
from denyut.spine.outlets import outlet


@outlet("matters.blocker_cards", OF_BLOCKERS)
def show_blocker(event: Event) -> None:
    """Draw the cards of a blocker anew; one that was raised in a room gets its card there, where everybody may see its goal."""
    facts = event.facts
    if event.actor is None:
        return
    redraw_cards(event.actor, event_id=event.pk, card=BLOCKER_CARD, number=facts["blocker"])
    is_new = event.verb == BLOCKER_RAISED.name and facts["open"]
    room = Room.objects.filter(pk=facts["room"]).first() if is_new and facts["room"] else None
    if room is not None:
        goals = [facts["objective"]]
        tell_card(event.actor, room, event_id=event.pk, card=BLOCKER_CARD, number=facts["blocker"], goals=goals)


@outlet("matters.decision_cards", OF_DECISIONS)
def show_decision(event: Event) -> None:
    """Draw the cards of a decision anew; one that was asked for or taken in a room gets its card there."""
    facts = event.facts
    if event.actor is None:
        return
    redrawn = redraw_cards(event.actor, event_id=event.pk, card=DECISION_CARD, number=facts["decision"])
    is_new = event.verb in (DECISION_ASKED.name, DECIDED.name) and not redrawn
    room = Room.objects.filter(pk=facts["room"]).first() if is_new and facts["room"] else None
    if room is not None:
        tell_card(event.actor, room, event_id=event.pk, card=DECISION_CARD, number=facts["decision"])


@outlet("matters.private_goals", [OBJECTIVE_CHANGED])
def hide_private_goal(event: Event) -> None:
    """What concerns a goal that turned private goes from rooms."""
    if not event.facts["open"] and event.actor is not None:
        hide_goal(event.actor, event.facts["objective"], event_id=event.pk)
