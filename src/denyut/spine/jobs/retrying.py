"""How often a task is tried, and how long it rests in between."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from traceback import format_exception
from typing import Any

from django.tasks import Task, TaskResultStatus, task

from denyut.spine import clock
from denyut.spine.models import Job


@dataclass(frozen=True, slots=True, kw_only=True)
class RetryingTask(Task):  # type: ignore[type-arg]  # generic for the type checker only
    """A task tried `max_attempts` times, killed workers counted: again after `backoff` seconds, then twice as long."""

    max_attempts: int = 5
    backoff: float = 10.0


def retrying[**P, R](*, max_attempts: int = 5, backoff: float = 10.0) -> Callable[[Callable[P, R]], "Task[P, R]"]:
    """Declare a task with its own number of attempts and first rest in seconds."""
    return task(max_attempts=max_attempts, backoff=backoff)  # type: ignore[call-overload, no-any-return]  # passed on to the backend


def after_failure(job: Job, error: BaseException) -> dict[str, Any]:
    """The changes to a job whose attempt ended with `error`: ready again later, or failed. Every traceback is kept."""
    kind, trace = type(error), "".join(format_exception(error))[-8000:]
    errors = [*job.errors, {"exception_class_path": f"{kind.__module__}.{kind.__qualname__}", "traceback": trace}]
    if job.attempts >= job.max_attempts:
        return {"status": TaskResultStatus.FAILED, "errors": errors, "finished_at": clock.now()}
    later = clock.now() + rest(job.backoff, job.attempts)
    return {"status": TaskResultStatus.READY, "errors": errors, "run_after": later}


def rest(backoff: float, attempts: int) -> timedelta:
    """How long to wait after so many attempts: doubling up to six hours, and up to a quarter more to spread a crowd."""
    return timedelta(seconds=min(backoff * 2 ** (attempts - 1), 6 * 3600) * random.uniform(1, 1.25))  # noqa: S311 - no secret
