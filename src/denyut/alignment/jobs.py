"""What alignment does by the clock."""

from datetime import timedelta

from django.tasks import task

from denyut.alignment.actions import escalate_challenge
from denyut.alignment.models import Challenge
from denyut.spine import clock
from denyut.spine.jobs.cron import schedule


@task()
def escalate_challenges() -> None:
    """Tell somebody above of each challenge that nobody has answered for five days."""
    for challenge in Challenge.objects.overdue(clock.now()).filter(escalated_at=None):
        escalate_challenge(None, challenge)


schedule(escalate_challenges, every=timedelta(days=1), at="06:00")
