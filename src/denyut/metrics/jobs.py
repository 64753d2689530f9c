"""By the clock: who hears that no reading came in time."""

from datetime import timedelta

from django.tasks import task

from denyut.metrics.actions import tell_stale
from denyut.metrics.models import Indicator
from denyut.spine import clock
from denyut.spine.events import Via
from denyut.spine.jobs.cron import schedule
from denyut.spine.jobs.each import each


@task()
def look_for_stale() -> None:
    """Tell the owners of indicators whose readings stopped, once each."""
    waiting = Indicator.objects.filter(stale_told_at=None).exclude(cadence="")
    now = clock.now()
    each([one for one in waiting if one.is_stale(now)], lambda one: tell_stale.via(Via("job"))(None, one))


schedule(look_for_stale, every=timedelta(hours=1))
