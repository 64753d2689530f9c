"""Sending news, and forgetting old ones."""

from datetime import datetime, timedelta

from django.tasks import task

from denyut.hooks.actions.deliveries import forget_old
from denyut.hooks.couriers import send_soon
from denyut.hooks.models import Delivery
from denyut.spine import clock
from denyut.spine.jobs.cron import schedule
from denyut.spine.jobs.each import each


@task()
def send(hook_id: int) -> None:
    """Have what is due for an address sent. Returns at once: other jobs do not wait for whoever answers slowly."""
    send_soon(hook_id, _later)


@task()
def sweep() -> None:
    """Send what is due and was left behind by a process that ended."""
    due = Delivery.objects.filter(state=Delivery.State.WAITING, next_at__lte=clock.now(), hook__is_active=True)
    each(due.order_by().values_list("hook", flat=True).distinct(), lambda hook_id: send_soon(hook_id, _later))


@task()
def tidy() -> None:
    """Forget messages that ended long ago."""
    forget_old()


def _later(hook_id: int, moment: datetime) -> None:
    send.using(run_after=moment).enqueue(hook_id)


schedule(sweep, every=timedelta(minutes=1))
schedule(tidy, every=timedelta(days=1), at="03:20")
