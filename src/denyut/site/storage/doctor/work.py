"""Checks on background jobs."""

from datetime import timedelta

from django.tasks import TaskResultStatus

from denyut.site.storage.doctor.finding import Finding, doubtful, well
from denyut.spine import clock
from denyut.spine.models import Job

LATE = timedelta(minutes=10)
LATELY = timedelta(days=7)


def jobs() -> Finding:
    """Whether jobs run when they are due, and end well."""
    now = clock.now()
    stuck = Job.objects.filter(status=TaskResultStatus.RUNNING, leased_until__lt=now - LATE).count()
    due = Job.objects.filter(status=TaskResultStatus.READY, run_after__lt=now - LATE).count()
    if stuck or due:
        return doubtful(
            "jobs",
            "%(due)d jobs are overdue, and %(stuck)d were left by a worker that ended." % {"due": due, "stuck": stuck},
            "They run while the server does. Start it, or run: denyut worker",
        )
    failed = Job.objects.filter(status=TaskResultStatus.FAILED, finished_at__gt=now - LATELY).order_by("-finished_at")
    if failed:
        told = {"count": len(failed), "task": failed[0].task}
        return doubtful(
            "jobs",
            "%(count)d jobs failed for good in the last week, last %(task)s." % told,
            "The error is kept with the job in the table spine_job.",
        )
    return well("jobs", "No job is overdue.")
