"""What rhythm does about check-ins."""

from denyut.rhythm.actions import note_answered
from denyut.spine.models import Event
from denyut.spine.outlets import outlet


@outlet("rhythm.answered", ["okr.checked_in"])
def hear_check_in(event: Event) -> None:
    """A check-in answers the reminders that asked for it."""
    note_answered(None, event.facts["key_result"], at=event.at)
