"""What the ledger does by the clock: counts the weeks, reads what chases work, hears which owners are quiet."""

import logging
from datetime import timedelta

from django.tasks import task

from denyut.benefits.actions import count_weeks
from denyut.benefits.measures import MEASURES
from denyut.benefits.models import Weekly
from denyut.benefits.reading import read_supervision
from denyut.benefits.silences import tell_quiet_owners
from denyut.benefits.weeks import KEPT, weeks_until_now
from denyut.spine.jobs.cron import schedule

log = logging.getLogger(__name__)
# Tasks are reopened and messages recalled some weeks later, too.
ANEW = 4


@task()
def count_lately() -> None:
    """Count the last weeks anew, for a measure without any all that are kept."""
    known = set(Weekly.objects.order_by().values_list("measure", flat=True).distinct())
    for name in MEASURES:
        try:
            count_weeks(None, measure=name, weeks=weeks_until_now(ANEW if name in known else KEPT))
        except Exception:  # one measure that fails must not stop the others
            log.exception("the measure %s could not be counted", name)


@task()
def read_lately() -> None:
    """Read what of the last days was supervision."""
    read_supervision()


@task()
def hear_silence() -> None:
    """Tell of owners who have been quiet since their cycle began."""
    tell_quiet_owners()


schedule(read_lately, every=timedelta(days=1), at="03:10")
schedule(count_lately, every=timedelta(days=1), at="03:40")
schedule(hear_silence, every=timedelta(days=1), at="08:20")
