"""Who is at the door of a stream, and may they listen: asked when it opens, and again when a right is withdrawn."""

from collections.abc import Iterable
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY, load_backend
from django.utils.crypto import constant_time_compare

from denyut.spine import topics

NOBODY, NOT_THERE = 401, 404


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody who may listen, and the language to draw for them."""

    person_id: int
    language: str


def admit(session_key: str, names: Iterable[str]) -> Guest | int:
    """The person of this session, if they may listen to all these topics; else 401 (nobody) or 404 (refused)."""
    person = person_of(session_key)
    if person is None:
        return NOBODY
    if not all(topics.may_listen(person, name) for name in names):
        return NOT_THERE
    return Guest(person.pk, getattr(person, "language", settings.LANGUAGE_CODE))


def person_of(session_key: str) -> Any:
    """The active person signed in with this session. None when unknown, over, or older than the password.

    Unlike Django's own `get_user` it changes nothing: a stream can't hand a renewed session back to the browser.
    """
    session = import_module(settings.SESSION_ENGINE).SessionStore(session_key)
    path = session.get(BACKEND_SESSION_KEY)
    if path not in settings.AUTHENTICATION_BACKENDS:
        return None
    person: Any = load_backend(path).get_user(session[SESSION_KEY])
    if person is None or not person.is_active:
        return None
    valid = (person.get_session_auth_hash(), *person.get_session_auth_fallback_hash())
    return person if any(constant_time_compare(session.get(HASH_SESSION_KEY, ""), known) for known in valid) else None
