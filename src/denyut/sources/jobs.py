"""Reading sources: one when somebody asks, all by the clock."""

from datetime import timedelta

from django.tasks import task
from django.utils import translation

from denyut.sources.actions import read_by_clock
from denyut.sources.models import Run, Source, State
from denyut.sources.performing import perform
from denyut.spine import clock
from denyut.spine.events import Via
from denyut.spine.jobs.cron import schedule
from denyut.spine.jobs.each import each
from denyut.spine.jobs.retrying import retrying


@retrying(max_attempts=2)
def carry_out(run_id: int) -> None:
    """Carry a run out. One that was killed begins again: what is in already stays the same."""
    found = Run.objects.select_related("source__owner", "source__indicator", "source__key_result__objective__cycle")
    run = found.filter(pk=run_id, outcome=Run.Outcome.RUNNING).first()
    if run is not None:
        with translation.override(run.source.owner.language):
            perform(run)


@task()
def look_for_due() -> None:
    """Read the sources whose moment has come. One that fails stops no other."""
    due = Source.objects.filter(state__in=(State.WORKING, State.BROKEN), next_at__lte=clock.now())
    each(due, lambda source: read_by_clock.via(Via("job"))(None, source))


schedule(look_for_due, every=timedelta(minutes=5))
