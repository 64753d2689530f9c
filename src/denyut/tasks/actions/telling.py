"""What every deed on tasks records, and the row it works on."""

from collections.abc import Iterable

from denyut.chat.actions.drawing import redraw
from denyut.chat.models import Mention
from denyut.okr.models import KeyResult
from denyut.people.models import Person
from denyut.spine.access import require
from denyut.spine.events import record
from denyut.spine.models import Event
from denyut.spine.verbs import Verb
from denyut.tasks.models import Task

# Where a task was named longer ago, an open page learns of its change when it is fetched again.
LINES_AT_MOST = 50


def opened(actor: Person, task: Task) -> Task:
    """The task as it stands, locked, if the actor may change it. Raises Refused where the rule says no."""
    fresh = as_it_stands(task)
    require(actor, "tasks.change_task", fresh)
    return fresh


def as_it_stands(task: Task) -> Task:
    """The task with its people and its goal, read again inside the deed."""
    return Task.objects.with_people().select_for_update(of=("self",)).get(pk=task.pk)


def tell(
    verb: Verb,
    actor: Person,
    task: Task,
    *,
    told: Iterable[int] = (),
    before: KeyResult | None = None,
    left: Iterable[int] = (),
) -> Event:
    """Record what happened to a task. `told` are ids of people to notify, `before` the goal it served, `left` who had it until now."""
    goals = {kr.pk: kr.objective_id for kr in (task.key_result, before) if kr is not None}
    facts = {
        "task": task.pk,
        "label": task.label,
        "owner": task.owner_id,
        "people": sorted({task.owner_id, task.made_by_id, *left}),
        "state": task.state,
        "due_on": task.due_on.isoformat() if task.due_on else None,
        "key_result": task.key_result_id,
        "goals": [[objective, pk] for pk, objective in goals.items()],
        "room": task.room_id,
        "line": task.line_id,
        "open": task.is_open_to_all,
        "lines": _named_in(task),
        "told": sorted(set(told) - {actor.pk}),
        "left": sorted(set(left)),
    }
    return record(verb, actor, task, facts=facts, text=task.title)


def _named_in(task: Task) -> list[list[int]]:
    """The lines that draw the task, each with its room: the one it came from, and the last that name it."""
    named = Mention.objects.filter(kind="task", number=task.pk).order_by("-line").values_list("line__room", "line")
    lines = {line: room for room, line in named[:LINES_AT_MOST]}
    if task.line is not None:
        redraw(task.line)
        lines[task.line.pk] = task.line.room_id
    return [[room, line] for line, room in sorted(lines.items())]
