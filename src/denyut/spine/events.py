"""Recording what happened, and proving afterwards that nobody changed the record."""

import hashlib
import json
import secrets
from collections.abc import Iterator, Sequence
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC
from itertools import batched
from typing import Any

from django.db import connection, models, transaction
from django.db.models import Max

from denyut.spine import bell, clock
from denyut.spine.models import Event, EventText
from denyut.spine.verbs import Verb

GENESIS, AT_ONCE = "0" * 64, 90
TABLE = Event._meta.db_table
COLUMNS = "verb, actor_id, subject_kind, subject_id, place, surface, at, facts, digest, hash"
INSERT = f"INSERT INTO {TABLE} ({COLUMNS}) VALUES %s RETURNING hash, id"  # noqa: S608
ROW = f"({', '.join(['%s'] * 10)})"

type Facts = dict[str, Any]


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


@dataclass(frozen=True)
class News:
    """One thing that happened, as `record` takes it, for those who record many at once."""

    verb: Verb
    subject: models.Model
    facts: Facts
    text: str = ""
    place: str = ""


def record(
    verb: Verb, actor: Any, subject: models.Model, *, place: str = "", facts: Facts | None = None, text: str = ""
) -> Event:
    """Append one event to the log, inside the deed's transaction.

    `facts` are plain JSON values without personal words; `text` holds those, where they can be erased. `place` is a topic ("room:7"),
    by default the one the deed was done in.
    """
    return record_many(actor, [News(verb, subject, facts or {}, text, place)])[0]


def record_many(actor: Any, news: Sequence[News]) -> list[Event]:
    """Append events to the log in their order, some at a time in one statement. As `record`, for deeds on very many things."""
    via, previous, events, words = door.get(), _last_hash(), [], []
    for one in news:
        salt = secrets.token_hex(16) if one.text else ""
        kept = {**one.facts, **({"_words": _sha(salt + one.text)} if one.text else {})}
        event = Event(actor=actor, surface=via.surface, at=clock.now(), facts=kept, digest=_digest(kept))
        event.verb, event.place = one.verb.name, one.place or via.place
        event.subject_kind, event.subject_id = one.subject._meta.label_lower, one.subject.pk
        event.hash = previous = _link(previous, event)
        events.append(event)
        words += [(event, one.text, salt)] if salt else []
    for some in batched(events, AT_ONCE, strict=False):
        _append(some)
    EventText.objects.bulk_create([EventText(event=event, text=text, salt=salt) for event, text, salt in words])
    announce()
    return events


def announce() -> None:
    """Wake whoever follows the log, once the transaction is in."""
    # Robust: the deed is in already, and a listener that was not woken looks by itself after a second. One ring does for all.
    if all(waiting[1] is not bell.ring for waiting in connection.run_on_commit):
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


def _append(events: Sequence[Event]) -> None:
    """Insert the rows by hand: every deed waits for it, and the ORM takes four times as long."""
    with connection.cursor() as cursor:
        cursor.execute(INSERT % ", ".join([ROW] * len(events)), [value for event in events for value in _row(event)])
        ids = dict(cursor.fetchall())
    for event in events:
        event.id, event._state.adding, event._state.db = ids[event.hash], False, connection.alias


def _row(event: Event) -> tuple[Any, ...]:
    at = connection.ops.adapt_datetimefield_value(event.at)
    what = (event.verb, event.actor_id, event.subject_kind, event.subject_id, event.place, event.surface, at)
    return (*what, json.dumps(event.facts), event.digest, event.hash)


def _link(previous: str, event: Event) -> str:
    moment = event.at.astimezone(UTC).isoformat(timespec="microseconds")
    ids = (event.actor_id, event.subject_kind, event.subject_id, event.place, event.surface)
    return _sha(json.dumps([previous, event.verb, *ids, moment, event.digest], separators=(",", ":")))


def _digest(facts: dict[str, Any]) -> str:
    return _sha(json.dumps(facts, sort_keys=True, separators=(",", ":"), ensure_ascii=False))


def _sha(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
