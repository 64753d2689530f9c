"""Urgent calls as pages and cards show them, the same for everybody who may see them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from babel.dates import format_timedelta
from django.utils.translation import get_language, to_locale

from denyut.chat.budget import budgets_of
from denyut.chat.models import Call, Ding
from denyut.people.faces import Face, face_of
from denyut.people.models import Person

LISTED = 100


@dataclass(frozen=True, slots=True)
class CallRow:
    """One person of a ding: when they are called next, how far up the ladder they were, when it stood on a screen of theirs, when
    they confirmed and how soon."""

    id: int
    face: Face
    step: str
    words: str
    times: int
    next_at: datetime | None
    seen_at: datetime | None
    confirmed_at: datetime | None
    took: timedelta | None

    @property
    def took_words(self) -> str:
        """How soon it was confirmed, in the reader's language."""
        soon = max(self.took or timedelta(), timedelta(seconds=1))
        return format_timedelta(soon, granularity="second", locale=to_locale(get_language() or "en"))


@dataclass(frozen=True, slots=True)
class DingRow:
    """A ding with its people. `open` are the ids of those who were called and have not confirmed."""

    ding: Ding
    by: Face
    calls: tuple[CallRow, ...]

    @property
    def confirmed(self) -> int:
        return sum(call.confirmed_at is not None for call in self.calls)

    @property
    def open(self) -> tuple[int, ...]:
        return () if self.ding.is_cancelled else tuple(c.face.id for c in self.calls if c.times and not c.confirmed_at)

    @property
    def is_over(self) -> bool:
        return self.ding.is_cancelled or self.confirmed == len(self.calls)


@dataclass(frozen=True, slots=True)
class Purse:
    """What is left of somebody's week."""

    face: Face
    left: int
    allowed: int


def ding_rows(dings: Iterable[Ding]) -> list[DingRow]:
    """The rows of these dings; their senders must be loaded. One query."""
    dings = list(dings)
    calls: dict[int, list[Call]] = {ding.pk: [] for ding in dings}
    for call in Call.objects.filter(ding__in=calls).select_related("person", "ding").order_by("person__name", "pk"):
        calls[call.ding_id].append(call)
    return [DingRow(ding, face_of(ding.by), tuple(map(_row, calls[ding.pk]))) for ding in dings]


def ledger() -> list[DingRow]:
    """The newest dings of everybody. What they say is for those who were called; who, whom, when and why is for all. Two queries."""
    return ding_rows(Ding.objects.select_related("by", "room")[:LISTED])


def purses() -> list[Purse]:
    """What is left of the week of everybody who has sent something in it, least first. Three queries."""
    people: Sequence[Person] = list(Person.objects.colleagues())
    budgets = budgets_of([person.pk for person in people])
    spent = [Purse(face_of(p), budgets[p.pk].left, budgets[p.pk].allowed) for p in people if budgets[p.pk].spent]
    return sorted(spent, key=lambda purse: (purse.left, purse.face.name))


def _row(call: Call) -> CallRow:
    since = call.ding.fired_at if call.confirmed_at else None
    took = call.confirmed_at - max(since, call.ding.at) if call.confirmed_at and since else None
    step = Call.Step(call.step)
    return CallRow(
        call.pk,
        face_of(call.person),
        step.value,
        str(step.label),
        call.times,
        call.next_at,
        call.seen_at,
        call.confirmed_at,
        took,
    )
