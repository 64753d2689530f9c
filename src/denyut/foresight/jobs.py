"""What foresight does by the clock."""

import logging
from datetime import timedelta

from django.db import Error
from django.tasks import task

from denyut.foresight.actions import note_outcome, open_warning
from denyut.foresight.effects import measure_effects
from denyut.foresight.looking import look_at_all
from denyut.foresight.models import EarlyWarning
from denyut.spine import clock
from denyut.spine.access import Refused
from denyut.spine.jobs.cron import schedule

log = logging.getLogger(__name__)


@task()
def look_ahead() -> None:
    """The day's forecasts and warnings, what came of earlier acts, and how warned key results of closed cycles ended."""
    look_at_all()
    measure_effects()
    note_outcomes()


@task()
def open_warnings() -> None:
    """Tell those who lead of each warning whose owner has had a day."""
    open_due()


def open_due() -> None:
    """The same at once."""
    due = EarlyWarning.objects.standing().filter(opened_at=None, open_at__lte=clock.now())
    for warning in due.with_goals():
        try:
            open_warning(None, warning)
        except (Refused, Error):
            log.exception("The warning %s was not opened", warning.pk)


def note_outcomes() -> None:
    """Keep whether the target was reached, of each warning in a cycle that is closed by now."""
    over = EarlyWarning.objects.filter(outcome="", key_result__objective__cycle__closed_at__isnull=False)
    for warning in over.with_goals():
        is_reached = warning.key_result.progress >= 1
        outcome = EarlyWarning.Outcome.REACHED if is_reached else EarlyWarning.Outcome.MISSED
        try:
            note_outcome(None, warning, outcome=outcome)
        except (Refused, Error):
            log.exception("The outcome of the warning %s was not kept", warning.pk)


schedule(look_ahead, every=timedelta(days=1), at="05:30")
schedule(open_warnings, every=timedelta(minutes=15))
