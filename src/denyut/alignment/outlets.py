"""What alignment does about what happens: cards in the rooms, and asks that a new goal answers."""

from denyut.alignment.actions import note_answer
from denyut.alignment.models import Ask
from denyut.alignment.verbs import ASKED, NOT_SUPPORTED, RESPONDED
from denyut.chat.actions import redraw_cards, tell_card
from denyut.chat.models import Line, Room
from denyut.chat.outlets import room_of
from denyut.okr.models import Objective
from denyut.okr.verbs import (
    EDGE_ACCEPTED,
    EDGE_COUNTERED,
    EDGE_DECLINED,
    EDGE_ENDED,
    EDGE_PROPOSED,
    OBJECTIVE_ADDED,
    OBJECTIVE_CHANGED,
)
from denyut.spine.models import Event
from denyut.spine.outlets import outlet

EDGE_CARD, ASK_CARD = "alignment.edge_card", "alignment.ask_card"


@outlet("alignment.edge_cards", [EDGE_PROPOSED, EDGE_COUNTERED, EDGE_ACCEPTED, EDGE_DECLINED, EDGE_ENDED])
def show_edge(event: Event) -> None:
    """Draw the cards of a link anew; put one into the room where it was proposed, or of the department that is asked.

    A counter-proposal joins the card that it answers. Links of private goals are told nowhere.
    """
    facts = event.facts
    if event.actor is None:
        return
    for number in (facts["edge"], facts["counter_to"]):
        if number is not None:
            redraw_cards(event.actor, event_id=event.pk, card=EDGE_CARD, number=number)
    room = _room_for(event) if facts["open"] else None
    if room is not None:
        goals = (facts["objective"], facts["other"])
        tell_card(event.actor, room, event_id=event.pk, card=EDGE_CARD, number=facts["edge"], goals=goals)


@outlet("alignment.ask_cards", [ASKED, RESPONDED, NOT_SUPPORTED])
def show_ask(event: Event) -> None:
    """Put a card into the room of the department that is asked, and draw it anew when it has answered."""
    facts = event.facts
    if event.actor is None:
        return
    redraw_cards(event.actor, event_id=event.pk, card=ASK_CARD, number=facts["ask"])
    room = Room.objects.filter(department=facts["department"]).first()
    if event.verb == ASKED.name and facts["open"] and room is not None:
        goals = (facts["objective"],)
        tell_card(event.actor, room, event_id=event.pk, card=ASK_CARD, number=facts["ask"], goals=goals)


@outlet("alignment.private_answers", [OBJECTIVE_CHANGED])
def hide_answer(event: Event) -> None:
    """An answer that turned private is no longer named on the cards of asks."""
    if not event.facts["open"] and event.actor is not None:
        for ask in Ask.objects.filter(answer=event.facts["objective"]).values_list("pk", flat=True):
            redraw_cards(event.actor, event_id=event.pk, card=ASK_CARD, number=ask)


@outlet("alignment.answers", [OBJECTIVE_ADDED, OBJECTIVE_CHANGED, EDGE_ACCEPTED])
def take_as_answer(event: Event) -> None:
    """An objective that comes to serve a goal answers for its department, where that was asked."""
    # Mostly nobody waits for anything; a department's line is long to walk for each of thousands of imported goals.
    if not Ask.objects.waiting().exists():
        return
    objective = Objective.objects.select_related("department").filter(pk=event.facts["objective"]).first()
    if objective is not None and event.actor is not None:
        note_answer(event.actor, objective)


def _room_for(event: Event) -> Room | None:
    facts = event.facts
    is_new = event.verb in (EDGE_PROPOSED.name, EDGE_COUNTERED.name)
    if not is_new and (event.verb != EDGE_ACCEPTED.name or _is_told(facts["edge"])):
        return None
    if facts["counter_to"] is not None:
        told = Line.objects.filter(kind=Line.LineKind.CARD, facts__card=EDGE_CARD, facts__number=facts["counter_to"])
        first = told.select_related("room").order_by("id").first()
        return first.room if first else None
    # Who may speak for both goals agrees at once: in a room that is told there, and nowhere else.
    return room_of(event) if is_new or event.place.startswith("room:") else None


def _is_told(edge: int) -> bool:
    return Line.objects.filter(kind=Line.LineKind.CARD, facts__card=EDGE_CARD, facts__number=edge).exists()
