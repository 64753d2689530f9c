"""Access tokens: what a program shows instead of a password."""

import hashlib
import secrets

from denyut.people.models import AccessToken, Person

PREFIX = "denyut_"


def new_secret() -> str:
    """A secret of 256 random bits with a prefix by which leaked ones can be found."""
    return PREFIX + secrets.token_urlsafe(32)


def digest_of(secret: str) -> str:
    """What is kept of a secret. It is long and random, so a plain hash is enough."""
    return hashlib.sha256(secret.encode()).hexdigest()


def person_of_token(secret: str) -> Person | None:
    """Whom a secret stands for; None when it is unknown or ended, or the account is closed. One query."""
    found = AccessToken.objects.select_related("person__department", "person__site")
    token = found.filter(digest=digest_of(secret), ended_at=None, person__is_active=True).first()
    return token.person if token else None
