from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import call_command
from django.db import transaction
from django.tasks import TaskResultStatus, task
from django.tasks.exceptions import TaskResultDoesNotExist
from hypothesis import given
from hypothesis import strategies as st

from denyut.spine import clock, writer
from denyut.spine.jobs import cron, leases
from denyut.spine.jobs.retrying import rest
from denyut.spine.jobs.worker import Worker
from denyut.spine.models import Job
from denyut.spine.tests import errands

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _fresh(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(cron, "SCHEDULES", {})
    errands.done.clear()
    with clock.at(NOON):
        yield


def run_all(worker: Worker) -> int:
    runs = 0
    while worker.run_once():
        runs += 1
    return runs


def test_rollback_leaves_no_task() -> None:
    def deed() -> None:
        errands.note.enqueue("lost")
        raise ValueError("the deed failed")

    with pytest.raises(ValueError, match="the deed failed"):
        writer.run(deed)
    with pytest.raises(ValueError, match="the deed failed"), transaction.atomic():
        deed()

    assert Job.objects.count() == 0
    assert Worker("Robo").run_once() is False


def test_result_tells_what_came_of_the_task() -> None:
    queued = errands.note.enqueue("ab", times=2)
    assert (queued.status, queued.args, queued.kwargs, queued.attempts) == (
        TaskResultStatus.READY,
        ["ab"],
        {"times": 2},
        0,
    )
    assert queued.enqueued_at == NOON

    assert Worker("Robo").run_once() is True

    queued.refresh()
    assert (queued.status, queued.return_value, queued.worker_ids) == (TaskResultStatus.SUCCESSFUL, "abab", ["Robo"])
    assert (queued.started_at, queued.last_attempted_at, queued.finished_at) == (NOON, NOON, NOON)
    assert errands.note.get_result(queued.id).return_value == "abab"


@pytest.mark.parametrize("name", ["00000000-0000-4000-8000-000000000000", "no id at all"])
def test_result_of_an_unknown_task_does_not_exist(name: str) -> None:
    with pytest.raises(TaskResultDoesNotExist):
        errands.note.get_result(name)


def test_arguments_must_be_plain_values() -> None:
    with pytest.raises(TypeError):
        errands.note.enqueue(NOON)
    assert Job.objects.count() == 0


def test_urgent_tasks_go_first_then_the_oldest() -> None:
    for minute, (word, priority) in enumerate([("old", 0), ("new", 0), ("urgent", 50), ("idle", -50)]):
        errands.note.using(priority=priority, run_after=NOON - timedelta(minutes=9 - minute)).enqueue(word)
    assert run_all(Worker("Robo")) == 4
    assert errands.done == ["urgent", "old", "new", "idle"]


def test_deferred_task_waits_for_its_moment() -> None:
    errands.note.using(run_after=NOON + timedelta(hours=1)).enqueue("later")
    assert run_all(Worker("Robo")) == 0
    with clock.at(NOON + timedelta(hours=1)):
        assert run_all(Worker("Robo")) == 1


def test_worker_takes_only_its_queues() -> None:
    errands.note.using(queue_name="mail").enqueue("letter")
    assert run_all(Worker("Robo", queues=["pictures"])) == 0
    assert run_all(Worker("Robo", queues=["pictures", "mail"])) == 1


def test_coroutines_run() -> None:
    queued = errands.ponder.enqueue("hm")
    Worker("Robo").run_once()
    queued.refresh()
    assert queued.return_value == "HM"


def test_job_is_claimed_once() -> None:
    errands.note.enqueue("once")
    first, second = Job.objects.get(), Job.objects.get()
    assert leases.take(first, "Mei", MINUTE) is True
    assert leases.take(second, "Bo", MINUTE) is False
    assert Job.objects.get().workers == ["Mei"]


def test_retries_keep_each_traceback_then_fail() -> None:
    queued, moment, rests = errands.stumble.enqueue("oops"), NOON, []
    for attempt in (1, 2, 3):
        with clock.at(moment):
            assert run_all(Worker(f"Robo {attempt}")) == 1
        job = Job.objects.get()
        rests.append((job.run_after - moment).total_seconds())
        moment = job.run_after

    queued.refresh()
    assert queued.status == TaskResultStatus.FAILED
    assert queued.worker_ids == ["Robo 1", "Robo 2", "Robo 3"]
    assert [e.exception_class for e in queued.errors] == [ValueError] * 3
    assert [e.traceback.splitlines()[-1] for e in queued.errors] == [f"ValueError: oops number {n}" for n in (1, 2, 3)]
    assert 10 <= rests[0] <= 12.5
    assert 20 <= rests[1] <= 25
    assert rests[2] == 0
    with clock.at(NOON + timedelta(days=9)):
        assert run_all(Worker("Robo")) == 0


@given(st.floats(0.1, 600), st.integers(1, 60))
def test_rest_doubles_up_to_six_hours(backoff: float, attempts: int) -> None:
    plain = min(backoff * 2 ** (attempts - 1), 6 * 3600)
    assert plain * 0.999 <= rest(backoff, attempts).total_seconds() <= plain * 1.251


def test_task_that_asks_the_process_to_end_only_fails() -> None:
    queued = errands.quit_everything.enqueue()
    assert run_all(Worker("Robo")) == 1
    queued.refresh()
    assert (queued.status, queued.errors[0].exception_class) == (TaskResultStatus.FAILED, SystemExit)


def test_return_value_that_is_no_plain_value_is_a_failure() -> None:
    errands.hooks["odd"] = object
    errands.hook.enqueue("odd")
    Worker("Robo").run_once()
    assert Job.objects.get().errors[0]["exception_class_path"] == "builtins.TypeError"


@pytest.mark.parametrize("path", ["denyut.spine.tests.errands.gone", "denyut.gone.task", "denyut.spine.clock.now"])
def test_task_that_the_program_no_longer_has_is_tried_again_later(path: str) -> None:
    errands.note.enqueue("old version")
    Job.objects.update(task=path)
    assert run_all(Worker("Robo")) == 1
    job = Job.objects.get()
    assert (job.status, len(job.errors)) == (TaskResultStatus.READY, 1)


def test_plain_task_has_the_usual_number_of_attempts() -> None:
    assert (task(errands.note.func).max_attempts, task(errands.note.func).backoff) == (5, 10.0)


def test_command_runs_what_is_due_and_ends() -> None:
    errands.note.enqueue("a")
    errands.note.using(queue_name="mail").enqueue("b")
    call_command("worker", "--once", "--queues", "mail")
    assert errands.done == ["b"]
    call_command("worker", "--once")
    assert errands.done == ["b", "a"]
