"""On PostgreSQL ids are handed out before commit. The log must become visible in the order of its ids all the same."""

import threading
from collections.abc import Callable

import pytest
from django.db import connection, transaction
from django.utils import timezone

from denyut.live.tests.house import town
from denyut.spine import writer
from denyut.spine.models import Event

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif("connection.vendor != 'postgresql'", reason="only PostgreSQL hands out ids before commit"),
]


class Elsewhere(threading.Thread):
    """Does its work on a connection of its own."""

    def __init__(self, work: Callable[[], object]) -> None:
        super().__init__(daemon=True)
        self._work = work

    def run(self) -> None:
        try:
            self._work()
        finally:
            connection.close()


def _is_somebody_waiting() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted)")
        return bool(cursor.fetchone()[0])


def _numbers(after: int = 0) -> list[int]:
    return list(Event.objects.filter(id__gt=after).order_by("id").values_list("id", flat=True))


def test_an_event_that_commits_late_is_not_skipped_by_a_tail_that_reads_by_id() -> None:
    has_recorded, go = threading.Event(), threading.Event()

    def linger() -> None:
        town.say(7)
        has_recorded.set()
        go.wait(30)

    late, quick = Elsewhere(lambda: writer.run(linger)), Elsewhere(lambda: town.say(7))
    late.start()
    assert has_recorded.wait(30)
    quick.start()
    while quick.is_alive() and not _is_somebody_waiting():
        pass
    seen = _numbers()
    go.set()
    late.join(30)
    quick.join(30)
    seen += _numbers(after=max(seen, default=0))
    assert (len(seen), seen) == (2, _numbers())


def test_without_taking_turns_a_later_id_is_visible_first() -> None:
    """The premise of the test above."""

    def write() -> int:
        return Event.objects.create(verb="test.said", subject_kind="", surface="test", at=timezone.now()).pk

    with transaction.atomic():
        first = write()
        overtaking = Elsewhere(write)
        overtaking.start()
        overtaking.join(30)
        assert max(_numbers()) > first
    assert min(_numbers()) == first
