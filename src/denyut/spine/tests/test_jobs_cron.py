import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from denyut.spine import clock, writer
from denyut.spine.jobs import cron
from denyut.spine.models import CronTick, Job
from denyut.spine.tests import errands

SUNDAY_NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
HOUR, DAY, WEEK = timedelta(hours=1), timedelta(days=1), timedelta(weeks=1)


@pytest.fixture(autouse=True)
def _no_schedules(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cron, "SCHEDULES", {})


def planned(every: timedelta, at: str = "00:00", weekday: int = 0) -> cron.Schedule:
    cron.SCHEDULES.clear()
    cron.schedule(errands.ponder, every=every, at=at, weekday=weekday)
    return cron.SCHEDULES[errands.ponder.module_path]


def tick(moment: datetime) -> int:
    with clock.at(moment):
        cron.tick()
    return Job.objects.count()


@pytest.mark.parametrize(
    ("every", "at", "weekday", "expected"),
    [
        (timedelta(minutes=10), "00:05", 0, datetime(2026, 11, 22, 11, 55, tzinfo=UTC)),
        (HOUR, "00:15", 0, datetime(2026, 11, 22, 11, 15, tzinfo=UTC)),
        (DAY, "07:00", 0, datetime(2026, 11, 22, 7, tzinfo=UTC)),
        (DAY, "12:00", 0, SUNDAY_NOON),
        (DAY, "12:01", 0, datetime(2026, 11, 21, 12, 1, tzinfo=UTC)),
        (WEEK, "07:00", 4, datetime(2026, 11, 20, 7, tzinfo=UTC)),
        (WEEK, "07:00", 6, datetime(2026, 11, 22, 7, tzinfo=UTC)),
        (WEEK, "13:00", 6, datetime(2026, 11, 15, 13, tzinfo=UTC)),
    ],
)
def test_latest_moment(every: timedelta, at: str, weekday: int, expected: datetime) -> None:
    assert planned(every, at, weekday).latest(SUNDAY_NOON) == expected


def test_days_keep_their_local_hour_when_the_clocks_change(settings: Any) -> None:
    settings.TIME_ZONE = "Europe/Berlin"
    daily = planned(DAY, "07:00")
    assert daily.latest(datetime(2026, 10, 24, 12, tzinfo=UTC)) == datetime(2026, 10, 24, 5, tzinfo=UTC)
    assert daily.latest(datetime(2026, 10, 25, 12, tzinfo=UTC)) == datetime(2026, 10, 25, 6, tzinfo=UTC)


@given(
    st.timedeltas(timedelta(0), timedelta(days=30_000)).map(lambda later: SUNDAY_NOON + later),
    st.timedeltas(timedelta(minutes=1), timedelta(weeks=9)),
    st.integers(0, 6),
)
def test_latest_moment_is_the_last_one_not_after_now(now: datetime, every: timedelta, weekday: int) -> None:
    plan = planned(every, "06:30", weekday)
    moment = plan.latest(now)
    assert moment <= now < moment + every
    assert plan.latest(moment) == moment
    assert plan.latest(moment - timedelta(microseconds=1)) == moment - every


def test_task_is_scheduled_once_only() -> None:
    planned(DAY)
    with pytest.raises(ValueError, match="scheduled twice"):
        cron.schedule(errands.ponder, every=DAY)


@pytest.mark.django_db
def test_schedule_starts_with_the_moment_after_it_was_first_seen() -> None:
    planned(DAY, "07:00")
    assert tick(SUNDAY_NOON) == 0
    assert tick(SUNDAY_NOON + timedelta(hours=18)) == 0
    assert tick(SUNDAY_NOON + timedelta(hours=19)) == 1
    assert tick(SUNDAY_NOON + timedelta(hours=20)) == 1
    assert Job.objects.get().task == errands.ponder.module_path


@pytest.mark.django_db
def test_moments_slept_through_are_made_up_for_once() -> None:
    planned(DAY, "07:00")
    tick(SUNDAY_NOON)
    assert tick(SUNDAY_NOON + WEEK) == 1


@pytest.mark.django_db
def test_worker_whose_clock_is_slow_queues_nothing() -> None:
    planned(DAY, "07:00")
    tick(SUNDAY_NOON)
    tick(SUNDAY_NOON + DAY)
    assert tick(SUNDAY_NOON) == 1
    assert CronTick.objects.get().at == datetime(2026, 11, 23, 7, tzinfo=UTC)


@pytest.mark.django_db(transaction=True)
def test_moment_queues_once_with_three_workers() -> None:
    plan = planned(DAY, "07:00")
    all_saw_it_due = threading.Barrier(3)

    def fire(_worker: int) -> bool:
        all_saw_it_due.wait()
        try:
            return writer.run(lambda: cron.fire(plan, plan.latest(SUNDAY_NOON + DAY)))
        finally:
            connection.close()

    tick(SUNDAY_NOON)
    with ThreadPoolExecutor(3) as workers:
        assert sorted(workers.map(fire, range(3))) == [False, False, True]
    assert Job.objects.count() == 1
