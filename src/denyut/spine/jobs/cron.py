"""Tasks by the clock. However many workers look, each moment queues a task once, and the last one slept through too."""

from datetime import datetime, time, timedelta
from functools import partial
from typing import Any, NamedTuple

from django.tasks import Task
from django.utils import timezone

from denyut.spine import clock, writer
from denyut.spine.models import CronTick

SCHEDULES: dict[str, "Schedule"] = {}


class Schedule(NamedTuple):
    """A task that is queued `every` so often, counted from `start` after a Monday's local midnight."""

    task: "Task[..., Any]"
    every: timedelta
    start: timedelta

    def latest(self, now: datetime) -> datetime:
        """Its latest moment that is not after `now`. Days keep their local hour when the clocks change."""
        zone = timezone.get_default_timezone()
        first = datetime(1970, 1, 5, tzinfo=zone) + self.start
        return first + (now.astimezone(zone) - first) // self.every * self.every


def schedule(task: "Task[..., Any]", *, every: timedelta, at: str = "00:00", weekday: int = 0) -> None:
    """Queue the task without arguments: each day `at` "07:00", or each week then on `weekday` 4 (Friday; 0 is Monday).

    It starts with the moment after it was first seen. Raises ValueError when the task has a schedule already.
    """
    if task.module_path in SCHEDULES:
        raise ValueError(f"{task.module_path} is scheduled twice")
    hour = time.fromisoformat(at)
    SCHEDULES[task.module_path] = Schedule(task, every, timedelta(weekday, hours=hour.hour, minutes=hour.minute))


def tick() -> None:
    """Queue what is due."""
    last = dict(CronTick.objects.values_list("name", "at"))
    for name, planned in SCHEDULES.items():
        moment = planned.latest(clock.now())
        if name not in last or last[name] < moment:
            writer.run(partial(fire, planned, moment))


def fire(planned: Schedule, moment: datetime) -> bool:
    """Queue the task for this moment, unless somebody has. A schedule seen for the first time only starts to count."""
    last, _is_new = CronTick.objects.get_or_create(name=planned.task.module_path, defaults={"at": moment})
    is_ours = CronTick.objects.filter(pk=last.pk, at__lt=moment).update(at=moment) == 1
    if is_ours:
        planned.task.enqueue()
    return is_ours
