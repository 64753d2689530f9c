"""The secret in an invitation's link: signed from its id, so that a letter can be written again and none is stored."""

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse

from denyut.people.models import Invitation

SIGNER = Signer(salt="denyut.people.invitation", sep=".")


def secret_of(invitation: Invitation) -> str:
    """What the link of this invitation must carry."""
    return SIGNER.sign(f"{invitation.pk}")


def invitation_of(secret: str) -> Invitation | None:
    """The invitation of a link, accepted, withdrawn and expired ones included; None for a secret not made here."""
    try:
        number = int(SIGNER.unsign(secret))
    except (BadSignature, ValueError):
        return None
    return Invitation.objects.select_related("invited_by", "department", "site").filter(pk=number).first()


def path_of(invitation: Invitation) -> str:
    """The address within this installation."""
    return reverse("people:invitation", args=[secret_of(invitation)])


def link_of(invitation: Invitation) -> str:
    """The whole address, for a letter, which has no page to be relative to."""
    return settings.PUBLIC_URL.rstrip("/") + path_of(invitation)
