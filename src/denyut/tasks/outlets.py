"""What tasks do in rooms about what happens to them."""

from denyut.chat.actions import redraw_cards, say, tell_card
from denyut.chat.models import Line
from denyut.chat.rules import may_say
from denyut.okr.verbs import OBJECTIVE_CHANGED
from denyut.spine.events import Via
from denyut.spine.models import Event
from denyut.spine.outlets import outlet
from denyut.tasks.actions.hiding import CARDS, hide_goal
from denyut.tasks.models import Task
from denyut.tasks.verbs import EVERY, TASK_ADDED, TASK_DONE

AT_HOME = CARDS[1]


@outlet("tasks.cards", EVERY)
def show_task(event: Event) -> None:
    """Draw the cards of a task anew. One that was asked for in a room gets its card there; one made of a message stands under that."""
    facts = event.facts
    if event.actor is None:
        return
    for card in CARDS:
        redraw_cards(event.actor, event_id=event.pk, card=card, number=facts["task"])
    is_new = event.verb == TASK_ADDED.name and facts["room"] and not facts["line"]
    task = Task.objects.select_related("room").filter(pk=facts["task"]).first() if is_new else None
    if task is not None and task.room is not None:
        tell_card(event.actor, task.room, event_id=event.pk, card=AT_HOME, number=task.pk)


@outlet("tasks.answers", [TASK_DONE])
def answer_where_it_came_from(event: Event) -> None:
    """Say under the message, or the card, that the task is done. The number alone: it is drawn with the task's words."""
    facts = event.facts
    line = _origin(facts["task"], facts["line"]) if facts["room"] else None
    if line is None or event.actor is None or line.is_recalled or not may_say(event.actor, line.room):
        return
    via = Via("outlet", f"task-done-{event.pk}", f"room:{line.room_id}")
    say.via(via)(event.actor, line.room, text=f"✅ {facts['label']}", thread=line)


@outlet("tasks.private_goals", [OBJECTIVE_CHANGED])
def hide_private_goal(event: Event) -> None:
    """A goal that turned private is no longer named on tasks in rooms."""
    if not event.facts["open"] and event.actor is not None:
        hide_goal(event.actor, event.facts["objective"], event_id=event.pk)


def _origin(task: int, line: int | None) -> Line | None:
    lines = Line.objects.select_related("room", "author")
    if line:
        return lines.filter(pk=line).first()
    told = lines.filter(kind=Line.LineKind.CARD, facts__card=AT_HOME, facts__number=task)
    return told.order_by("id").first()
