"""Deeds on how far a task is: done, open again, dropped."""

from django.utils.translation import gettext as _

from denyut.people.models import Person
from denyut.spine import clock
from denyut.spine.access import Conflict
from denyut.spine.deeds import deed
from denyut.spine.verbs import Verb
from denyut.tasks.actions.counting import count
from denyut.tasks.actions.telling import opened, tell
from denyut.tasks.models import Task
from denyut.tasks.verbs import TASK_DONE, TASK_DROPPED, TASK_REOPENED


@deed("tasks.complete_task")
def complete_task(actor: Person, task: Task) -> Task:
    """Say that a task is done; the key result that counts it moves. Again changes nothing.

    Raises Refused where the rule says no, Conflict for one that was dropped.
    """
    task = opened(actor, task)
    if task.state == Task.State.DROPPED:
        raise Conflict(_("This task was dropped. Reopen it first."), code="dropped")
    return _moved(actor, task, Task.State.DONE, TASK_DONE)


@deed("tasks.reopen_task")
def reopen_task(actor: Person, task: Task) -> Task:
    """Say that a task is to be done after all. Again changes nothing. Raises Refused where the rule says no."""
    return _moved(actor, opened(actor, task), Task.State.OPEN, TASK_REOPENED)


@deed("tasks.drop_task")
def drop_task(actor: Person, task: Task) -> Task:
    """Give a task up; it stays in the history. Again changes nothing.

    Raises Refused where the rule says no, Conflict for one that is done.
    """
    task = opened(actor, task)
    if task.is_done:
        raise Conflict(_("This task is done. Reopen it first."), code="done")
    return _moved(actor, task, Task.State.DROPPED, TASK_DROPPED)


def _moved(actor: Person, task: Task, to: Task.State, verb: Verb) -> Task:
    if task.state == to:
        return task
    is_done = to == Task.State.DONE
    task.state, task.done_at, task.done_by = to, clock.now() if is_done else None, actor if is_done else None
    task.edition += 1
    task.save(update_fields=["state", "done_at", "done_by", "edition"])
    count(actor, task)
    tell(verb, actor, task, told=[task.owner_id, task.made_by_id])
    return task
