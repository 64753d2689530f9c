"""Signatures as Standard Webhooks writes them: whoever has the secret can prove that a message is ours, whole and fresh."""

import base64
import hashlib
import hmac
from collections.abc import Iterable

PREFIX = "whsec_"


def signature(secret: str, message: str, moment: int, body: str) -> str:
    """ "v1," and the HMAC-SHA256 over "id.timestamp.body" in base64. `moment` is in seconds since 1970."""
    key = base64.b64decode(secret.removeprefix(PREFIX))
    signed = hmac.new(key, f"{message}.{moment}.{body}".encode(), hashlib.sha256)
    return "v1," + base64.b64encode(signed.digest()).decode()


def signed_headers(secrets: Iterable[str], message: str, moment: int, body: str) -> dict[str, str]:
    """The three headers of a message. With several secrets any of them verifies it: an old one ends slowly."""
    signatures = [signature(secret, message, moment, body) for secret in secrets]
    return {"webhook-id": message, "webhook-timestamp": str(moment), "webhook-signature": " ".join(signatures)}


def is_signed(secret: str, message: str, moment: int, body: str, signatures: str) -> bool:
    """Whether one of the signatures, separated by spaces, is that of the secret. Each comparison takes the same time."""
    right = signature(secret, message, moment, body)
    return any(hmac.compare_digest(right.encode(), one.encode()) for one in signatures.split())
