"""Keeping the index fresh by the clock, and building it once."""

from datetime import timedelta

from django.tasks import task

from denyut.search.actions import build_index, follow_log
from denyut.search.models import Document
from denyut.search.sources import sources
from denyut.spine.jobs.cron import schedule

ROUNDS = 40


@task
def keep_fresh() -> int:
    """Read the log to its end, as far as some twenty thousand events."""
    read = 0
    for _round in range(ROUNDS):
        some = follow_log()
        read += some
        if not some:
            break
    if read == 0 and not Document.objects.exists():
        build_all.enqueue()
    return read


@task
def build_all() -> int:
    """Index everything there is. Again changes nothing."""
    built = 0
    # What is read most comes last, and so stands first among what is found.
    for kind in reversed([one.kind for one in sources()]):
        after = build_index(kind, 0)
        while after:
            built += 1
            after = build_index(kind, after)
    return built


schedule(keep_fresh, every=timedelta(seconds=15))
