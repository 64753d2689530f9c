"""Credentials at rest: encrypted with a key that is derived from the installation's secret and kept nowhere."""

import base64
import json
from functools import lru_cache
from typing import TYPE_CHECKING

from django.conf import settings

if TYPE_CHECKING:
    from cryptography.fernet import Fernet


def sealed(words: dict[str, str]) -> str:
    """The words, unreadable without the installation's secret; empty for none."""
    return _lock().encrypt(json.dumps(words).encode()).decode() if words else ""


def opened(text: str) -> dict[str, str]:
    """What was sealed; nothing where the installation's secret is another one by now, and the words have to be given anew."""
    if not text:
        return {}
    # Cryptography is large, and most processes never open a source.
    from cryptography.fernet import InvalidToken  # noqa: PLC0415

    try:
        found: dict[str, str] = json.loads(_lock().decrypt(text.encode()))
    except InvalidToken:
        return {}
    return found


def _lock() -> "Fernet":
    return _lock_of(settings.SECRET_KEY)


@lru_cache(maxsize=2)
def _lock_of(secret: str) -> "Fernet":
    # As above: only here is it needed.
    from cryptography.fernet import Fernet  # noqa: PLC0415
    from cryptography.hazmat.primitives import hashes  # noqa: PLC0415
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF  # noqa: PLC0415

    derived = HKDF(hashes.SHA256(), 32, salt=None, info=b"denyut.sources").derive(secret.encode())
    return Fernet(base64.urlsafe_b64encode(derived))
