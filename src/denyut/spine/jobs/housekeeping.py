"""What nobody needs any more: answers to requests that nobody repeats, and tasks that ended long ago."""

from datetime import timedelta

from django.tasks import task

from denyut.spine import clock, writer
from denyut.spine.jobs.cron import schedule
from denyut.spine.models import Job, Outcome

ANSWERS_KEPT = timedelta(days=30)
TASKS_KEPT = timedelta(days=14)


@task()
def tidy_up() -> None:
    """Delete outcomes older than 30 days and tasks that ended more than 14 days ago: their arguments may be personal."""
    now = clock.now()
    writer.run(lambda: Outcome.objects.filter(at__lt=now - ANSWERS_KEPT).delete())
    writer.run(lambda: Job.objects.filter(finished_at__lt=now - TASKS_KEPT).delete())


schedule(tidy_up, every=timedelta(days=1), at="03:10")
