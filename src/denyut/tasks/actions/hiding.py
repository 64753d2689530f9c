"""The deed that takes a goal's name off the tasks in rooms when the goal turns private."""

from denyut.chat.actions import redraw_cards
from denyut.chat.actions.drawing import redraw
from denyut.people.models import Person
from denyut.spine.deeds import deed
from denyut.tasks.models import Task

CARDS = ("tasks.card", "tasks.card_at_home")


@deed("tasks.hide_goal")
def hide_goal(actor: Person, objective: int, *, event_id: int) -> int:
    """Draw the tasks of an objective (its id) anew in all rooms, after it turned private (event `event_id`). Returns how many."""
    tasks = list(Task.objects.filter(key_result__objective=objective).select_related("line"))
    for task in tasks:
        for card in CARDS:
            redraw_cards(actor, event_id=event_id, card=card, number=task.pk)
        if task.line is not None:
            redraw(task.line)
    return len(tasks)
