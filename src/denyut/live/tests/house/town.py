"""People and deeds of the small house, for tests in this process and in others. Works with any model of a person."""

from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY, get_user_model
from django.contrib.sessions.backends.db import SessionStore

from denyut.live.tests.house.vocabulary import RENAMED, SAID, SHUT_OUT
from denyut.spine import events, writer


def person(email: str = "mei+7@example.org", language: str = "en") -> Any:
    """Somebody who may hear the rooms whose numbers are in the address."""
    model = get_user_model()
    known = {field.name for field in model._meta.fields}
    more = {"name": email.partition("+")[0].title(), "joined_at": datetime(2026, 1, 1, tzinfo=UTC)}
    fields = {name: value for name, value in more.items() if name in known}
    return model._default_manager.create(email=email, language=language, password="!", **fields)


def sign_in(somebody: Any) -> str:
    """The key of a new session of this person."""
    session = SessionStore()
    session[SESSION_KEY] = str(somebody.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = somebody.get_session_auth_hash()
    session.create()
    return str(session.session_key)


def say(room: int) -> int:
    """Somebody speaks in the room. Returns the number of the event."""
    return writer.run(lambda: events.record(SAID, None, _subject(), facts={"room": room}).pk)


def rename(thing: int) -> int:
    """Somebody renames the thing. Returns the number of the event."""
    return writer.run(lambda: events.record(RENAMED, None, _subject(), facts={"thing": thing}).pk)


def shut_out(somebody: Any, room: int) -> int:
    """The person may no longer hear the room. Returns the number of the event."""

    def work() -> int:
        somebody.email = somebody.email.replace(f"+{room}", "")
        somebody.save()
        return events.record(SHUT_OUT, None, _subject(), facts={"person": somebody.pk, "room": room}).pk

    return writer.run(work)


def _subject() -> Any:
    return get_user_model()(pk=0)
