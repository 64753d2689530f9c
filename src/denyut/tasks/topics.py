"""Who may listen to a task: whoever may see it."""

from denyut.people.models import Person
from denyut.spine.access import ALLOWED, Denied, Verdict
from denyut.spine.topics import topic
from denyut.tasks.models import Task


@topic("task")
def may_hear_task(person: Person, task_id: int | None) -> Verdict:
    """One task that the person sees; never all at once."""
    if task_id is not None and Task.objects.visible_to(person).filter(pk=task_id).exists():
        return ALLOWED
    return Denied("", code="not_there")
