"""What is told of a task whose words went with the message it was made of."""

from denyut.people.models import Person
from denyut.tasks.actions.telling import as_it_stands, tell
from denyut.tasks.models import Task
from denyut.tasks.verbs import TASK_CHANGED


def tell_withdrawn(actor: Person, task: Task, event_id: int) -> None:
    """Inside the deed that recalls a message: record that its task reads differently now, and let forms opened before be stale."""
    found = as_it_stands(task)
    found.edition += 1
    found.save(update_fields=["edition"])
    tell(TASK_CHANGED, actor, found)
