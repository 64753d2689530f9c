"""Where tasks wait: Django's task API on our own database."""

import threading
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.tasks import TaskResult, TaskResultStatus
from django.tasks.backends.base import BaseTaskBackend
from django.tasks.base import TaskError
from django.tasks.exceptions import TaskResultDoesNotExist
from django.utils.json import normalize_json
from django.utils.module_loading import import_string

from denyut.spine import clock, writer
from denyut.spine.jobs.retrying import RetryingTask
from denyut.spine.models import Job

ALIKE = ("args", "kwargs", "enqueued_at", "started_at", "last_attempted_at", "finished_at")
# Set when this process has queued something, so that its own worker need not wait for its next look.
enqueued = threading.Event()


class DatabaseBackend(BaseTaskBackend):
    """Keeps tasks in the transaction that asks for them: a rollback leaves no task."""

    task_class = RetryingTask
    supports_defer = supports_async_task = supports_get_result = supports_priority = True

    def enqueue(self, task: Any, args: Any, kwargs: Any) -> Any:
        """Queue the task. Raises TypeError or ValueError for arguments that are not plain JSON values."""
        self.validate_task(task)
        plan = {"priority": task.priority, "max_attempts": task.max_attempts, "backoff": task.backoff}
        words = {"args": normalize_json(args), "kwargs": normalize_json(kwargs)}
        times = {"enqueued_at": clock.now(), "run_after": task.run_after or clock.now()}
        job = Job(task=task.module_path, queue=task.queue_name, **plan, **words, **times)
        if connection.in_atomic_block:
            _insert(job)
        else:
            writer.run(partial(_insert, job))
        return result_of(job)

    def get_result(self, result_id: str) -> "TaskResult[..., Any]":
        """What has come of a task so far. Raises TaskResultDoesNotExist."""
        try:
            return result_of(Job.objects.get(pk=result_id))
        except (Job.DoesNotExist, ValidationError) as error:
            raise TaskResultDoesNotExist(result_id) from error


def result_of(job: Job) -> "TaskResult[..., Any]":
    """The job as django.tasks shows it. Raises ImportError when the program no longer has its task."""
    task = import_string(job.task).using(priority=job.priority, queue_name=job.queue, run_after=job.run_after)
    result: TaskResult[..., Any] = TaskResult(
        task=task,
        id=str(job.pk),
        status=TaskResultStatus(job.status),
        backend=task.backend,
        errors=[TaskError(**error) for error in job.errors],
        worker_ids=job.workers,
        **{name: getattr(job, name) for name in ALIKE},
    )
    # Results are frozen: this is how Django's own backends fill them.
    object.__setattr__(result, "_return_value", job.result)
    return result


def _insert(job: Job) -> None:
    job.save(force_insert=True)
    transaction.on_commit(enqueued.set)
