"""What is done by the clock for many: one that fails stops no other."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine

from denyut.chat import jobs
from denyut.chat.actions import ding, make_poll, open_room, remind
from denyut.chat.models import Call, Poll, Reminder
from denyut.spine.jobs.each import each
from tests.world import World

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 25, 5, 0, tzinfo=UTC)
SOON = NOON + timedelta(minutes=20)


def failing_first(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    real, tried = getattr(jobs, name), list[object]()

    def deed(actor: Any, thing: Any) -> Any:
        tried.append(thing)
        if len(tried) == 1:
            raise ValueError("broken")
        return real(actor, thing)

    monkeypatch.setattr(jobs, name, deed)


def test_each_goes_on_after_a_failure() -> None:
    seen: list[int] = []
    assert each([1, 0, 2], lambda number: seen.append(2 // number)) == 2
    assert seen == [2, 1]


def test_reminders_calls_and_polls_go_on_after_a_failure(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    with time_machine.travel(NOON, tick=False) as machine:
        room = open_room(world.mei, name="Queue", people=[world.bo])
        for text in ("one", "two"):
            remind(world.mei, text=text, at=SOON)
            ding(world.mei, [world.bo], text=text, reason="x", at="in 20 min", cannot_wait=True)
            make_poll(world.mei, room, question=text, options=["a", "b"], closes_at=SOON)
        for name in ("fire_reminder", "call_due", "close_poll"):
            failing_first(monkeypatch, name)
        machine.move_to(SOON)
        for job in (jobs.remind_those_due, jobs.call_those_due, jobs.close_polls_due):
            job.call()
        once = (
            Reminder.objects.exclude(fired_at=None),
            Call.objects.filter(times=1),
            Poll.objects.exclude(closed_at=None),
        )
        assert [some.count() for some in once] == [1, 1, 1]
        for job in (jobs.remind_those_due, jobs.call_those_due, jobs.close_polls_due):
            job.call()
        assert [some.all().count() for some in once] == [2, 2, 2]
