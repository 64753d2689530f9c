"""What is drawn anew of a blocker or decision whose words went with the message it was made of."""

from denyut.chat.actions import redraw_cards
from denyut.matters.actions.hiding import BLOCKER_CARD, DECISION_CARD
from denyut.matters.actions.words import lines_naming
from denyut.matters.models import Blocker, Decision
from denyut.people.models import Person


def tell_withdrawn(actor: Person, matter: Blocker | Decision, event_id: int) -> None:
    """Inside the deed that recalls a message (event `event_id`): draw the cards of what was made of it anew, and the lines that name it."""
    is_blocker = isinstance(matter, Blocker)
    redraw_cards(actor, event_id=event_id, card=BLOCKER_CARD if is_blocker else DECISION_CARD, number=matter.pk)
    lines_naming("blocker" if is_blocker else "decision", matter.pk)
