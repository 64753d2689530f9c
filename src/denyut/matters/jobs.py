"""What matters do by the clock."""

import logging
from datetime import timedelta

from django.db import Error
from django.tasks import task

from denyut.matters.actions import escalate_blocker, remind_decider
from denyut.matters.models import Blocker, Decision
from denyut.matters.waiting import marks_of
from denyut.people.times import company_now
from denyut.spine import clock
from denyut.spine.access import Refused
from denyut.spine.jobs.cron import schedule

log = logging.getLogger(__name__)


@task()
def escalate_blockers() -> None:
    """Tell somebody above of each blocker that has stood for three working days of whoever is waited for."""
    standing = list(Blocker.objects.standing().filter(escalated_at=None).with_people())
    marks, now = marks_of(standing), clock.now()
    for blocker in standing:
        if marks[blocker.pk][0] <= now:
            try:
                escalate_blocker(None, blocker)
            except (Refused, Error):
                log.exception("%s was not escalated", blocker.label)


@task()
def remind_deciders() -> None:
    """Tell deciders on the day by which they were asked to decide."""
    today = company_now().date()
    for decision in Decision.objects.pending().filter(due_on__lte=today, reminded_at=None):
        try:
            remind_decider(None, decision)
        except (Refused, Error):
            log.exception("The decider of %s was not reminded", decision.label)


schedule(escalate_blockers, every=timedelta(hours=1))
schedule(remind_deciders, every=timedelta(days=1), at="07:00")
