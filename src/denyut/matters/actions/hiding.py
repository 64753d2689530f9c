"""The deed that takes a goal's matters out of rooms when the goal turns private."""

from denyut.chat.actions import redraw_cards
from denyut.matters.actions.words import lines_naming
from denyut.matters.models import Blocker, Decision
from denyut.people.models import Person
from denyut.spine.deeds import deed

BLOCKER_CARD, DECISION_CARD = "matters.blocker_card", "matters.decision_card_at_home"


@deed("matters.hide_goal")
def hide_goal(actor: Person, objective: int, *, event_id: int) -> int:
    """Draw what concerns an objective (its id) anew in all rooms, after it turned private (event `event_id`). Returns how much."""
    blockers = list(Blocker.objects.filter(key_result__objective=objective).values_list("pk", flat=True))
    found = Decision.objects.filter(key_results__objective=objective).distinct()
    decisions = list(found.values_list("pk", flat=True))
    for number in blockers:
        redraw_cards(actor, event_id=event_id, card=BLOCKER_CARD, number=number)
        lines_naming("blocker", number)
    for number in decisions:
        redraw_cards(actor, event_id=event_id, card=DECISION_CARD, number=number)
        lines_naming("decision", number)
    return len(blockers) + len(decisions)
