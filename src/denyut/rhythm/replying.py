"""Answers to reminders by letter: the address that says which reminder is answered, and until when.

It is a secret of its reader: signed with the installation's key for one reminder of one person and a few days. Lower case alone, since
mail servers may fold capitals, and shorter than the 64 letters that an address may have before its "@".
"""

import base64
import hmac
import re
from datetime import datetime, timedelta

from django.conf import settings
from django.utils.crypto import salted_hmac

from denyut.rhythm.models import Prompt
from denyut.spine import clock

ADDRESS = re.compile(r"\bcheckin\+(\d{1,15})-(\d{1,12})-([a-z2-7]{26})@", re.IGNORECASE)
SALT = "denyut.rhythm.reply"
LIVES = timedelta(days=8)
SIGNS = 26


def reply_address(prompt: int) -> str:
    """Where answers to the letter of a reminder (an id) go for the next eight days; empty where the installation takes no answers."""
    if not settings.TAKES_REPLIES:
        return ""
    until = int((clock.now() + LIVES).timestamp())
    return f"checkin+{prompt}-{until}-{_signed(prompt, until)}@{settings.MAIL_DOMAIN}"


def is_reply_address(address: str) -> bool:
    """Whether letters to this address answer a reminder, or claim to."""
    return ADDRESS.search(address) is not None


def prompt_at(address: str) -> Prompt | None:
    """The reminder that a letter to this address answers; None where the address was not made here, or is too old."""
    match = ADDRESS.search(address)
    if match is None:
        return None
    prompt, until = int(match[1]), int(match[2])
    if not hmac.compare_digest(_signed(prompt, until), match[3].lower()) or _is_over(until):
        return None
    return Prompt.objects.select_related("person").filter(pk=prompt).first()


def _is_over(until: int) -> bool:
    now: datetime = clock.now()
    return now.timestamp() > until


def _signed(prompt: int, until: int) -> str:
    whole = salted_hmac(SALT, f"{prompt}.{until}", algorithm="sha256").digest()
    return base64.b32encode(whole).decode().lower()[:SIGNS]
