"""What rhythm does by the clock."""

import logging
from datetime import timedelta

from django.tasks import task

from denyut.rhythm.actions import note_ignored, send_prompt
from denyut.rhythm.reminding import round_of
from denyut.spine import clock
from denyut.spine.jobs.cron import schedule

log = logging.getLogger(__name__)


@task()
def remind() -> None:
    """Remind those whose check-ins are due, each of all of theirs at once. Doing it twice reminds once."""
    found = round_of(clock.now())
    if found.ignored:
        note_ignored(None, found.ignored)
    for reminder in found.reminders:
        try:
            send_prompt(None, reminder.person, reminder.due, stage=reminder.stage)
        # A boundary: what fails for one person must not keep the others from their reminders.
        except Exception:
            log.exception("the reminder of person %s failed", reminder.person.pk)


schedule(remind, every=timedelta(minutes=5))
