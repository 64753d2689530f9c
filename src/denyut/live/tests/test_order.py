"""On PostgreSQL ids are handed out before commit. The log must become visible in the order of its ids all the same."""

import threading

import pytest
from django.contrib.auth import get_user_model
from django.db import connection, transaction

from denyut.live.tests.house.people import make_person
from denyut.live.tests.house.verbs import RENAMED
from denyut.spine import events, writer
from denyut.spine.models import Event

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif("connection.vendor != 'postgresql'", reason="only PostgreSQL hands out ids before commit"),
]


def _is_somebody_waiting() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted)")
        return bool(cursor.fetchone()[0])


class Deed(threading.Thread):
    """Records one event on a connection of its own; when told to linger, holds its transaction open until `go` is set."""

    def __init__(self, person_id: int, *, is_lingering: bool) -> None:
        super().__init__(daemon=True)
        self.person_id, self.is_lingering = person_id, is_lingering
        self.has_recorded, self.go = threading.Event(), threading.Event()

    def run(self) -> None:
        try:
            writer.run(self._record)
        finally:
            connection.close()

    def _record(self) -> None:
        events.record(RENAMED, None, get_user_model().objects.get(pk=self.person_id))
        self.has_recorded.set()
        if self.is_lingering:
            self.go.wait(30)


def test_an_event_that_commits_late_is_not_skipped_by_a_tail_that_reads_by_id() -> None:
    mei = make_person("Mei")
    late, quick = Deed(mei.pk, is_lingering=True), Deed(mei.pk, is_lingering=False)
    late.start()
    assert late.has_recorded.wait(10)
    quick.start()
    while quick.is_alive() and not _is_somebody_waiting():
        pass
    seen = list(Event.objects.order_by("id").values_list("id", flat=True))
    last = max(seen, default=0)
    late.go.set()
    late.join(10)
    quick.join(10)
    seen += Event.objects.filter(id__gt=last).order_by("id").values_list("id", flat=True)
    assert seen == sorted(Event.objects.values_list("id", flat=True))
    assert len(seen) == 2


def test_without_the_turn_the_same_tail_would_skip_it() -> None:
    """The premise of the test above: ids alone do not keep the order of commits."""
    mei = make_person("Mei")
    with transaction.atomic():
        first = Event.objects.create(verb="test.renamed", subject_kind="p", subject_id=mei.pk, surface="t", at=mei.joined_at)
        other = threading.Thread(target=_create_and_close, args=(mei,))
        other.start()
        other.join(10)
        overtaking = Event.objects.exclude(pk=first.pk).get()
    assert overtaking.pk > first.pk


def _create_and_close(mei: object) -> None:
    Event.objects.create(verb="test.renamed", subject_kind="p", subject_id=1, surface="t", at=getattr(mei, "joined_at"))
    connection.close()
