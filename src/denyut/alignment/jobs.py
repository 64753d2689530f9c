"""What alignment does by the clock."""

from datetime import timedelta

from django.tasks import task

from denyut.alignment.actions import escalate_challenge, weigh_influences
from denyut.alignment.models import Challenge
from denyut.spine import clock
from denyut.spine.jobs.cron import schedule


@task()
def escalate_challenges() -> None:
    """Tell somebody above of each challenge that nobody has answered for five days."""
    for challenge in Challenge.objects.overdue(clock.now()).filter(escalated_at=None):
        escalate_challenge(None, challenge)


@task()
def weigh_links() -> None:
    """Work out anew what the data say of every link from a goal to an indicator."""
    weigh_influences()


schedule(escalate_challenges, every=timedelta(days=1), at="06:00")
schedule(weigh_links, every=timedelta(days=1), at="04:40")
