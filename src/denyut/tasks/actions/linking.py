"""The deed that says which number a task is to move."""

from denyut.okr.models import KeyResult
from denyut.people.models import Person
from denyut.spine.access import require
from denyut.spine.deeds import deed
from denyut.tasks.actions.counting import count
from denyut.tasks.actions.tasks import WHY_AT_MOST, seen_key_result, short
from denyut.tasks.actions.telling import as_it_stands, tell
from denyut.tasks.models import Task
from denyut.tasks.verbs import TASK_LINKED


@deed("tasks.link_task")
def link_task(actor: Person, task: Task, *, key_result: KeyResult | None, why: str = "") -> Task:
    """Say which key result a task helps, and why; with none it helps no goal any more.

    A key result that counts work counts the task when whoever plans it links it, which its owner does by linking it once more. Raises
    Refused where the rule says no, Invalid for a key result that the actor may not see.
    """
    task = as_it_stands(task)
    kr, before = seen_key_result(actor, key_result), task.key_result
    require(actor, "tasks.link_task", task, kr)
    words, was_counted = short(why, WHY_AT_MOST, "why"), task.initiative_id
    is_new = (task.key_result_id, task.why) != (kr.pk if kr else None, words)
    task.key_result, task.why = kr, words
    task.edition += is_new
    task.save(update_fields=["key_result", "why", "edition"])
    count(actor, task)
    if is_new or task.initiative_id != was_counted:
        tell(TASK_LINKED, actor, task, before=before)
    return task
