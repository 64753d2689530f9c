"""The secrets of a webhook's address, derived from the installation's and kept nowhere."""

import base64
import hmac

from django.utils.crypto import salted_hmac

from denyut.lib.signing import PREFIX
from denyut.sources.models import Source


def token_of(source: Source) -> str:
    """The secret part of the address to which another program sends its rows."""
    return _derived("denyut.sources.address", source).hex()[:40]


def is_token_of(source: Source, token: str) -> bool:
    """Whether this is the address's secret, in a time that tells nothing of it."""
    return hmac.compare_digest(token_of(source).encode(), token.encode("utf8", "replace"))


def signing_secret(source: Source) -> str:
    """What messages are signed with, as Standard Webhooks writes it."""
    return PREFIX + base64.b64encode(_derived("denyut.sources.signature", source)).decode()


def _derived(purpose: str, source: Source) -> bytes:
    return salted_hmac(purpose, f"{source.pk}.{source.words.get('turn', 1)}", algorithm="sha256").digest()
