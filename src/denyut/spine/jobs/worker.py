"""Running what waits: a loop for a thread of the web process or for a process of its own."""

import os
import threading
from collections.abc import Collection
from datetime import timedelta
from functools import partial
from typing import Any

from django.db import connection
from django.tasks import TaskContext, TaskResultStatus
from django.utils.json import normalize_json

from denyut.spine import clock, writer
from denyut.spine.jobs import cron
from denyut.spine.jobs.backend import enqueued, result_of
from denyut.spine.jobs.leases import TROUBLE, change, due, give_back_lost, kept, log, take
from denyut.spine.jobs.retrying import after_failure
from denyut.spine.models import Job


class Worker:
    """Runs jobs one after another, and looks every `poll` seconds for what other processes queued.

    It holds a job for `lease` seconds, renewed while the job runs: after that a killed worker's job is tried again.
    """

    def __init__(self, name: str = "", poll: float = 1.0, *, queues: Collection[str] = (), lease: float = 60.0) -> None:
        self.name = name or f"{os.uname().nodename}:{os.getpid()}"
        self.poll, self.queues, self.lease = poll, queues, timedelta(seconds=lease)

    def run(self, stop: threading.Event) -> None:
        """Run jobs until `stop` is set; the one that runs then ends first. Outlives trouble with the database."""
        while not stop.is_set():
            try:
                if self.run_once():
                    continue
            except TROUBLE:
                log.exception("%s looks again in a moment", self.name)
                connection.close()
            enqueued.wait(self.poll)
            enqueued.clear()
        connection.close()

    def run_once(self) -> bool:
        """Queue what the clock says, then run one job. False when none was due."""
        cron.tick()
        give_back_lost()
        while (job := due(self.queues)) is not None:
            if writer.run(partial(take, job, self.name, self.lease)):
                with kept(job, self.lease):
                    changes = _attempt(job)
                if not writer.run(partial(change, job, changes)):
                    log.warning("%s was lost to another worker: what came of it here is dropped", job)
                return True
        return False


def _attempt(job: Job) -> dict[str, Any]:
    try:
        result = result_of(job)
        context = [TaskContext(task_result=result)] if result.task.takes_context else []
        value = normalize_json(result.task.call(*context, *result.args, **result.kwargs))
    except (Exception, SystemExit) as error:  # a task's fault is kept with its job and must not end the worker
        log.exception("%s failed, attempt %d of %d", job, job.attempts, job.max_attempts)
        return after_failure(job, error)
    return {"status": TaskResultStatus.SUCCESSFUL, "result": value, "finished_at": clock.now()}
