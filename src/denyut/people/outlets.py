"""What follows from news about people."""

from denyut.people.jobs import send_invitation
from denyut.people.verbs import INVITED
from denyut.spine.models import Event
from denyut.spine.outlets import outlet


@outlet("people.invitations", [INVITED])
def mail_invitation(event: Event) -> None:
    """Have the invitation's letter sent, off the page's time."""
    if event.subject_id is not None:
        send_invitation.enqueue(event.subject_id)
