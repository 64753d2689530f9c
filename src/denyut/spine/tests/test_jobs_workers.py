"""Workers as they are deployed: in threads beside the writer, and in processes that get killed."""

import os
import select
import signal
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
from django.db import OperationalError, connection
from django.tasks import TaskResultStatus

from denyut.spine import clock, writer
from denyut.spine.jobs import cron, leases
from denyut.spine.jobs.worker import Worker
from denyut.spine.models import Job, OutletCursor
from denyut.spine.tests import errands
from denyut.spine.tests.other_processes import environment_for_others

PATIENCE = 60
type Environment = dict[str, str]
type Pipes = tuple[Path, Path]

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _fresh(transactional_db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cron, "SCHEDULES", {})
    errands.done.clear()
    errands.is_enough.clear()


@pytest.fixture
def environment(tmp_path: Path) -> Environment:
    return environment_for_others(tmp_path)


@contextmanager
def working(*workers: Worker) -> Iterator[None]:
    stop = threading.Event()
    threads = [threading.Thread(target=worker.run, args=(stop,)) for worker in workers]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        stop.set()
        for thread in threads:
            thread.join(PATIENCE)


@contextmanager
def serving() -> Iterator[None]:
    writer.start()
    try:
        yield
    finally:
        writer.stop()


@contextmanager
def worker_process(environment: Environment) -> Iterator[subprocess.Popen[bytes]]:
    child = subprocess.Popen([sys.executable, "-m", "django", "worker"], env=environment)
    try:
        yield child
    finally:
        child.kill()
        child.wait()


@pytest.fixture
def pipes(tmp_path: Path) -> Pipes:
    told, free = tmp_path / "told", tmp_path / "free"
    os.mkfifo(told)
    os.mkfifo(free)
    return told, free


def heard(pipe: Path) -> str:
    """What a process writes into the pipe; nothing when it does not within a minute."""
    ear = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        ready, _writable, _odd = select.select([ear], [], [], PATIENCE)
        return os.read(ear, 100).decode() if ready else ""
    finally:
        os.close(ear)


def later(seconds: float) -> datetime:
    return datetime.now(UTC) + timedelta(seconds=seconds)


def test_job_of_a_killed_worker_runs_again_and_its_late_end_is_fenced(environment: Environment, pipes: Pipes) -> None:
    queued = errands.hold.enqueue(*map(str, pipes))
    with worker_process(environment) as first:
        assert heard(pipes[0]) == "running"
        claimed = Job.objects.get()
        first.kill()
        assert first.wait() == -signal.SIGKILL

    assert Worker("second").run_once() is False
    with clock.at(later(61)):
        assert Worker("second").run_once() is False
    with clock.at(later(61 + 13)):
        assert Worker("second").run_once() is True

    queued.refresh()
    assert (queued.status, queued.return_value) == (TaskResultStatus.SUCCESSFUL, "attempt 2")
    assert queued.worker_ids == [claimed.workers[0], "second"]
    assert [e.exception_class for e in queued.errors] == [TimeoutError]
    assert leases.change(claimed, {"status": TaskResultStatus.FAILED}) is False
    assert Job.objects.get().lease == 2


def test_job_whose_workers_were_all_killed_fails() -> None:
    errands.quit_everything.enqueue()
    assert leases.take(Job.objects.get(), "Mei", timedelta(minutes=1)) is True
    with clock.at(later(61)):
        assert Worker("Bo").run_once() is False
    assert (Job.objects.get().status, Job.objects.get().attempts) == (TaskResultStatus.FAILED, 1)


def test_worker_that_lost_its_lease_changes_nothing() -> None:
    def answer() -> str:
        if is_running.is_set():
            return "in time"
        is_running.set()
        may_end.wait(PATIENCE)
        return "too late"

    is_running, may_end = threading.Event(), threading.Event()
    errands.hooks["slow"] = answer
    queued = errands.hook.enqueue("slow")
    with working(Worker("slow")):
        assert is_running.wait(PATIENCE)
        with clock.at(later(75)):
            leases.give_back_lost()
        with clock.at(later(90)):
            assert Worker("fast").run_once() is True
        may_end.set()

    queued.refresh()
    assert (queued.return_value, queued.worker_ids) == ("in time", ["slow", "fast"])


def test_lease_is_renewed_while_the_job_runs() -> None:
    def until_renewed() -> bool:
        claimed = Job.objects.get().leased_until
        while Job.objects.get().leased_until == claimed:
            is_renewed.wait(PATIENCE)
            is_renewed.clear()
        return True

    is_renewed, change = threading.Event(), leases.change

    def watched(job: Job, changes: dict[str, object]) -> bool:
        writer_says = change(job, changes)
        is_renewed.set()
        return writer_says

    errands.hooks["long"] = until_renewed
    queued = errands.hook.enqueue("long")
    with pytest.MonkeyPatch.context() as patch, serving():
        patch.setattr(leases, "change", watched)
        assert Worker("Robo", lease=0.2).run_once() is True
    queued.refresh()
    assert queued.return_value is True


def test_told_to_stop_a_worker_finishes_its_job_and_takes_no_other(environment: Environment, pipes: Pipes) -> None:
    held = errands.hold.using(priority=1).enqueue(*map(str, pipes))
    next_one = errands.note.enqueue("not today")
    with worker_process(environment) as child:
        assert heard(pipes[0]) == "running"
        child.send_signal(signal.SIGTERM)
        free = os.open(pipes[1], os.O_RDWR)  # opened for reading too, so that opening never waits
        os.write(free, b"go on\n")
        assert child.wait(PATIENCE) == 0
        os.close(free)

    held.refresh()
    next_one.refresh()
    assert (held.status, held.return_value) == (TaskResultStatus.SUCCESSFUL, "go on")
    assert next_one.status == TaskResultStatus.READY


def test_three_hundred_tasks_run_beside_the_writer(caplog: pytest.LogCaptureFixture) -> None:
    with serving():
        writer.run(lambda: [errands.write_down.enqueue(f"job {n}") for n in range(150)])
        with working(Worker("web")):
            for n in range(150):
                errands.write_down.enqueue(f"job {150 + n}")
                writer.run(partial(OutletCursor.objects.create, name=f"web {n}"))
            assert errands.is_enough.wait(PATIENCE)

    assert Counter(Job.objects.values_list("status", flat=True)) == {TaskResultStatus.SUCCESSFUL: 300}
    assert OutletCursor.objects.count() == 450
    assert caplog.records == []


def test_three_workers_with_connections_of_their_own_run_each_task_once(caplog: pytest.LogCaptureFixture) -> None:
    for n in range(300):
        errands.note.enqueue(str(n))
    with working(Worker("Mei"), Worker("Bo"), Worker("Cem")):
        assert errands.is_enough.wait(PATIENCE)

    assert Counter(errands.done) == Counter(str(n) for n in range(300))
    assert Counter(map(len, Job.objects.values_list("workers", flat=True))) == {1: 300}
    assert caplog.records == []


def test_worker_hears_at_once_what_its_own_process_queued() -> None:
    is_idle, is_run = threading.Event(), threading.Event()
    errands.hooks["ring"] = is_run.set

    class Watched(Worker):
        def run_once(self) -> bool:
            has_run = super().run_once()
            if not has_run:
                is_idle.set()
            return has_run

    with serving(), working(Watched("web", poll=PATIENCE / 2)):
        assert is_idle.wait(PATIENCE)
        errands.hook.enqueue("ring")
        assert is_run.wait(PATIENCE / 3)


def test_worker_outlives_trouble_with_the_database() -> None:
    stop, looks = threading.Event(), iter([OperationalError("gone"), None])

    class Troubled(Worker):
        def run_once(self) -> bool:
            if trouble := next(looks):
                raise trouble
            stop.set()
            return True

    Troubled("Robo", poll=0).run(stop)
    assert stop.is_set()
    assert Job.objects.count() == 0
    assert connection.is_usable()
