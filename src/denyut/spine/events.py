"""Recording what happened, and proving afterwards that nobody changed the record."""

import hashlib
import json
import secrets
from collections.abc import Iterator
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC
from typing import Any

from django.db import connection, models, transaction
from django.db.models import Max

from denyut.spine import bell, clock
from denyut.spine.models import Event, EventText
from denyut.spine.verbs import Verb

GENESIS = "0" * 64
TABLE = Event._meta.db_table
COLUMNS = "verb, actor_id, subject_kind, subject_id, place, surface, at, facts, digest, hash"
INSERT = f"INSERT INTO {TABLE} ({COLUMNS}) VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s) RETURNING id"  # noqa: S608


@dataclass(frozen=True)
class Via:
    """How a deed came in: the `surface` (web, chat, rest, cli, import, job), an idempotency `key` and the `place` it was done in."""

    surface: str = "inside"
    key: str = ""
    place: str = ""


INSIDE = Via()
door: ContextVar[Via] = ContextVar("door", default=INSIDE)


@dataclass(frozen=True)
class Break:
    """A row of the log that does not verify, and why: "facts" (its facts were changed) or "chain" (a row was changed, added or lost)."""

    event_id: int
    what: str


def record(
    verb: Verb,
    actor: Any,
    subject: models.Model,
    *,
    place: str = "",
    facts: dict[str, Any] | None = None,
    text: str = "",
) -> Event:
    """Append one event to the log, inside the deed's transaction.

    `facts` are plain JSON values without personal words; `text` holds those, where they can be erased. `place` is a topic ("room:7"),
    by default the one the deed was done in.
    """
    via = door.get()
    salt = secrets.token_hex(16) if text else ""
    kept = {**(facts or {}), **({"_words": _sha(salt + text)} if text else {})}
    event = Event(
        verb=verb.name,
        actor=actor,
        subject_kind=subject._meta.label_lower,
        subject_id=subject.pk,
        place=place or via.place,
        surface=via.surface,
        at=clock.now(),
        facts=kept,
        digest=_digest(kept),
    )
    event.hash = _link(_last_hash(), event)
    _append(event)
    if text:
        EventText(event=event, text=text, salt=salt).save(force_insert=True)
    announce()
    return event


def announce() -> None:
    """Wake whoever follows the log, once the transaction is in."""
    # Robust: the deed is in already, and a listener that was not woken looks by itself after a second.
    transaction.on_commit(bell.ring, robust=True)
    bell.notify_inside(connection)


def erase_words(event: Event) -> None:
    """Erase an event's personal words for good. Its hash still verifies."""
    EventText.objects.filter(event=event).delete()


def head() -> int:
    """The sequence number of the newest event, 0 when nothing has happened yet."""
    return Event.objects.aggregate(head=Max("id"))["head"] or 0


def breaks() -> Iterator[Break]:
    """Walk the whole log and yield each row that does not verify."""
    previous = GENESIS
    for event in Event.objects.order_by("id").iterator(chunk_size=2000):
        if event.digest != _digest(event.facts):
            yield Break(event.pk, "facts")
        elif event.hash != _link(previous, event):
            yield Break(event.pk, "chain")
        previous = event.hash


def _last_hash() -> str:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT hash FROM {TABLE} ORDER BY id DESC LIMIT 1")  # noqa: S608
        row = cursor.fetchone()
    return row[0] if row else GENESIS


def _append(event: Event) -> None:
    """Insert the row by hand: every deed waits for it, and the ORM takes four times as long."""
    at = connection.ops.adapt_datetimefield_value(event.at)
    values = (event.verb, event.actor_id, event.subject_kind, event.subject_id, event.place, event.surface, at)
    with connection.cursor() as cursor:
        cursor.execute(INSERT, (*values, json.dumps(event.facts), event.digest, event.hash))
        event.id = cursor.fetchone()[0]
    event._state.adding, event._state.db = False, connection.alias


def _link(previous: str, event: Event) -> str:
    moment = event.at.astimezone(UTC).isoformat(timespec="microseconds")
    ids = (event.actor_id, event.subject_kind, event.subject_id, event.place, event.surface)
    return _sha(json.dumps([previous, event.verb, *ids, moment, event.digest], separators=(",", ":")))


def _digest(facts: dict[str, Any]) -> str:
    return _sha(json.dumps(facts, sort_keys=True, separators=(",", ":"), ensure_ascii=False))


def _sha(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
