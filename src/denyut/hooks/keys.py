"""The secrets of ways in and out: those of addresses are kept as digests, those that sign are derived and kept nowhere."""

import base64
import hashlib
import hmac
import secrets
import string

from django.utils.crypto import salted_hmac

from denyut.hooks.models import Incoming, Outgoing

SIGNS = string.ascii_letters + string.digits
STANDARD = "whsec_"
DINGTALK = "SEC"
LENGTH = 24


def new_token(kind: str) -> str:
    """A fresh secret for an address, in the letters that clients of this kind allow: at least 142 random bits."""
    if kind == Incoming.Format.DINGTALK:
        return secrets.token_hex(32)
    return "".join(secrets.choice(SIGNS) for _position in range(LENGTH))


def digest_of(token: str) -> str:
    """What is kept of an address's secret. It is long and random, so a plain hash is enough."""
    return hashlib.sha256(token.encode("utf8", "replace")).hexdigest()


def is_token_of(hook: Incoming, token: str) -> bool:
    """Whether this is the address's secret, in a time that tells nothing of it."""
    return hmac.compare_digest(hook.digest, digest_of(token))


def robot_secret(hook: Incoming) -> str:
    """What a robot signs its messages with: "SEC" and 64 hexadecimal digits."""
    return DINGTALK + _derived("denyut.hooks.incoming", hook.pk, hook.turn).hex()


def signing_secret(hook: Outgoing, turn: int | None = None) -> str:
    """What messages to an address are signed with, as Standard Webhooks writes it: "whsec_" and 32 bytes in base64."""
    derived = _derived("denyut.hooks.outgoing", hook.pk, turn or hook.turn)
    return STANDARD + base64.b64encode(derived).decode()


def _derived(purpose: str, number: int, turn: int) -> bytes:
    return salted_hmac(purpose, f"{number}.{turn}", algorithm="sha256").digest()
