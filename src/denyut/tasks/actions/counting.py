"""A task as the work that its key result counts, by the goal's own deeds."""

from denyut.okr.actions import add_initiative, drop_initiative, finish_initiative
from denyut.okr.models import Initiative, KeyResult
from denyut.okr.progress import Kind
from denyut.people.models import Person
from denyut.spine.access import may
from denyut.tasks.models import Task


def count(actor: Person, task: Task) -> None:
    """Inside a deed: bring the work that stands for a task into line with it.

    A key result that counts work counts a task from the moment somebody who plans it says so, by linking it; where the goal's rules let
    the actor change nothing, its number stays, and the task is only listed beside it.
    """
    if task.initiative is not None and not _fits(task):
        _let_go(actor, task, task.initiative.pk)
    kr = _counting(actor, task) if task.initiative is None else None
    if kr is not None:
        task.initiative = add_initiative(actor, kr, title=task.title, owner=task.owner, due_on=task.due_on)
        task.save(update_fields=["initiative"])
    _mark(actor, task)


def _fits(task: Task) -> bool:
    """Whether the work still stands for this task: same goal, same owner, neither of them given up."""
    work = task.initiative
    is_same = work is not None and (work.key_result_id, work.owner_id) == (task.key_result_id, task.owner_id)
    return is_same and work is not None and work.dropped_at is None and task.state != Task.State.DROPPED


def _let_go(actor: Person, task: Task, number: int) -> None:
    work = Initiative.objects.select_related("key_result__objective").get(pk=number)
    if may(actor, "okr.drop_initiative", work.key_result, work):
        drop_initiative(actor, work)
    task.initiative = None
    task.save(update_fields=["initiative"])


def _counting(actor: Person, task: Task) -> KeyResult | None:
    """The key result that is to count the task from now on, None where none does."""
    kr = task.key_result
    if kr is None or kr.measure is not Kind.TASKS or task.state == Task.State.DROPPED:
        return None
    return kr if may(actor, "okr.plan_key_result", kr) else None


def _mark(actor: Person, task: Task) -> None:
    work = task.initiative
    if work is None or (work.done_at is not None) == task.is_done:
        return
    if may(actor, "okr.move_initiative", work.key_result, work):
        finish_initiative(actor, work, is_done=task.is_done)
