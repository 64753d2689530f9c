"""The secret in the link of an urgent call's letter: signed, so that whoever holds it may confirm this one call and nothing else."""

from django.conf import settings
from django.core.signing import BadSignature, TimestampSigner
from django.urls import reverse

from denyut.chat.models import Call

SIGNER = TimestampSigner(salt="denyut.chat.call", sep=".")
LIVES_SECONDS = 14 * 24 * 3600


def link_of(call: Call) -> str:
    """The whole address of the page on which a call is confirmed without signing in."""
    return settings.PUBLIC_URL.rstrip("/") + reverse("chat:call", args=[SIGNER.sign(f"{call.pk}")])


def call_of(secret: str) -> Call | None:
    """The call of a link, confirmed ones included; None for a secret that was not made here or is older than two weeks."""
    try:
        number = int(SIGNER.unsign(secret, max_age=LIVES_SECONDS))
    except (BadSignature, ValueError):
        return None
    found = Call.objects.select_related("person", "ding__by", "ding__room")
    return found.filter(pk=number, person__is_active=True).first()
