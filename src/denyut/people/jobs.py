"""Letters to people."""

from django.core.mail import EmailMultiAlternatives
from django.tasks import task
from django.template.loader import render_to_string
from django.utils import translation

from denyut.people.languages import is_right_to_left
from denyut.people.links import link_of
from denyut.people.models import Invitation, Workspace
from denyut.spine import clock


@task()
def send_invitation(invitation_id: int) -> None:
    """Send an invitation's letter in the language of whoever is invited, unless it was used or withdrawn meanwhile."""
    invitation = Invitation.objects.select_related("invited_by").filter(pk=invitation_id).first()
    if invitation is None or not invitation.is_open(clock.now()):
        return
    with translation.override(invitation.language):
        letter_of(invitation).send()


def letter_of(invitation: Invitation) -> EmailMultiAlternatives:
    """The letter as text and as a page, in the active language."""
    context = {
        "invitation": invitation,
        "workspace": Workspace.objects.get(),
        "link": link_of(invitation),
        "language": translation.get_language(),
        "direction": "rtl" if is_right_to_left(invitation.language) else "ltr",
    }
    subject = " ".join(render_to_string("people/mail/invitation_subject.txt", context).split())
    letter = EmailMultiAlternatives(
        subject, render_to_string("people/mail/invitation.txt", context), to=[invitation.email]
    )
    letter.attach_alternative(render_to_string("people/mail/invitation.html", context), "text/html")
    return letter
