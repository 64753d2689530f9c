"""What foresight does when numbers are told: it looks again, and credits an owner who spoke up first."""

from denyut.foresight.actions import credit_owner
from denyut.foresight.looking import look_at
from denyut.foresight.models import EarlyWarning
from denyut.matters.verbs import BLOCKER_CLOSED, BLOCKER_RAISED
from denyut.okr.verbs import CHECKED_IN, KEY_RESULT_DECLARED
from denyut.spine import clock
from denyut.spine.models import Event
from denyut.spine.outlets import outlet


@outlet("foresight.new_numbers", [CHECKED_IN, KEY_RESULT_DECLARED, BLOCKER_RAISED, BLOCKER_CLOSED])
def look_again(event: Event) -> None:
    """Forecast the key result anew. Its owner who tells of it while nobody else knows has brought it up themselves."""
    number = event.facts["key_result"]
    if event.actor is not None:
        hidden = EarlyWarning.objects.standing().filter(key_result=number, open_at__gt=clock.now(), surfaced_by=None)
        for warning in hidden.filter(key_result__owner=event.actor, raised_at__lt=event.at):
            credit_owner(event.actor, warning)
    look_at(number)
