"""Who holds a job. Each claim raises its lease number, and only the holder of the newest may say how it ended."""

import logging
import threading
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from typing import Any

from django.db import Error, connection
from django.tasks import TaskResultStatus

from denyut.spine import clock, writer
from denyut.spine.access import Unavailable
from denyut.spine.jobs.retrying import after_failure
from denyut.spine.models import Job

TROUBLE = (Unavailable, Error)
log = logging.getLogger("denyut.jobs")


def give_back_lost() -> None:
    """Count an attempt as failed where a worker let its lease run out."""
    for job in Job.objects.filter(status=TaskResultStatus.RUNNING, leased_until__lt=clock.now()):
        changes = after_failure(job, TimeoutError(f"{job.workers[-1]} did not renew its lease"))
        writer.run(partial(change, job, changes, leased_until=job.leased_until))


def due(queues: Collection[str]) -> Job | None:
    """The most urgent of the jobs that may run now. No queues means all of them."""
    jobs = Job.objects.filter(status=TaskResultStatus.READY, run_after__lte=clock.now())
    return (jobs.filter(queue__in=queues) if queues else jobs).order_by("-priority", "run_after").first()


def take(job: Job, worker: str, length: timedelta) -> bool:
    """Claim a due job. False when another worker was faster."""
    now = clock.now()
    claim = {"status": TaskResultStatus.RUNNING, "lease": job.lease + 1, "leased_until": now + length}
    times = {"started_at": job.started_at or now, "last_attempted_at": now}
    return change(job, {**claim, **times, "workers": [*job.workers, worker]})


def change(job: Job, changes: dict[str, Any], **still: Any) -> bool:
    """Write by compare-and-swap. False, and nothing written, when the job has changed hands or is not `still` so."""
    is_ours = Job.objects.filter(pk=job.pk, lease=job.lease, status=job.status, **still).update(**changes) == 1
    for name, value in changes.items() if is_ours else ():
        setattr(job, name, value)
    return is_ours


@contextmanager
def kept(job: Job, length: timedelta) -> Iterator[None]:
    """Renew the lease from a thread of its own as long as the block runs."""
    done = threading.Event()

    def beat() -> None:
        while not done.wait(length.total_seconds() / 3):
            try:
                writer.run(lambda: change(job, {"leased_until": clock.now() + length}))
            except TROUBLE:
                log.exception("The lease of %s was not renewed", job)
            finally:
                connection.close()

    heart = threading.Thread(target=beat, name=f"lease of {job.pk}", daemon=True)
    heart.start()
    try:
        yield
    finally:
        done.set()
        heart.join()
