"""What steering does by the clock."""

import logging
from collections import defaultdict
from datetime import timedelta

from django.db import Error
from django.tasks import task

from denyut.okr.models import KeyResult, State
from denyut.people.models import Person
from denyut.people.times import company_now
from denyut.spine import clock
from denyut.spine.access import Refused
from denyut.spine.jobs.cron import schedule
from denyut.steering.actions import ask_relevance, escalate_card
from denyut.steering.models import ChangeCard, Relevance

log = logging.getLogger(__name__)


@task()
def escalate_cards() -> None:
    """Tell leads of each card that waits for longer than its time."""
    for card in ChangeCard.objects.overdue(clock.now()).filter(escalated_at=None):
        try:
            escalate_card(None, card)
        except (Refused, Error):
            log.exception("card %s was not escalated", card.pk)


@task()
def ask_whether_right() -> None:
    """Ask owners once a month about each goal that ran before the month began. What was asked is not asked again."""
    today = company_now().date()
    month = today.replace(day=1)
    asked = Relevance.objects.filter(month_on=month).values("key_result")
    running = KeyResult.objects.filter(
        state=State.ACTIVE,
        objective__state=State.ACTIVE,
        objective__cycle__closed_at=None,
        objective__cycle__starts_on__lt=month,
        objective__cycle__ends_on__gte=today,
        owner__is_active=True,
        owner__is_bot=False,
    )
    theirs: dict[Person, list[KeyResult]] = defaultdict(list)
    for kr in running.filter(made_at__date__lt=month).exclude(pk__in=asked).select_related("owner"):
        theirs[kr.owner].append(kr)
    for person, key_results in theirs.items():
        try:
            ask_relevance(None, person, month_on=month, key_results=key_results)
        except (Refused, Error):
            log.exception("%s was not asked", person.pk)


schedule(escalate_cards, every=timedelta(hours=1))
schedule(ask_whether_right, every=timedelta(days=1), at="07:30")
