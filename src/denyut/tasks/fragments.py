"""The pieces of tasks that change while people look."""

from collections.abc import Sequence

from django.template.loader import render_to_string
from django.utils.translation import get_language

from denyut.spine.fragments import fragment
from denyut.tasks.models import Task
from denyut.tasks.rows import TaskRow, rows_of, task_rows

DONE_SHOWN = 10


@fragment("tasks.new_row", how="append", target="#tasks-new-%d", element="task-%d")
@fragment("tasks.row", target="#task-%d")
def draw_rows(ids: Sequence[int]) -> dict[int, str]:
    """Tasks in lists, for those whose topic they came by."""
    return _drawn("tasks/_row.html", rows_of(ids, get_language() or "en"))


@fragment("tasks.head", target="#task-%d-head")
def draw_heads(ids: Sequence[int]) -> dict[int, str]:
    """Tasks on their own pages, for those who may listen to them."""
    return _drawn("tasks/_head.html", rows_of(ids, get_language() or "en"))


@fragment("tasks.chip", target="#task-chip-%d")
def draw_chips(ids: Sequence[int]) -> dict[int, str]:
    """Tasks inside a sentence. One from a closed room is drawn for nobody."""
    return _drawn("tasks/_chip.html", rows_of(ids, get_language() or "en", is_for_all=True))


@fragment("tasks.card", target="#task-card-%d")
def draw_cards(ids: Sequence[int]) -> dict[int, str]:
    """Tasks as cards, for everybody alike. One from a closed room is drawn for nobody."""
    return _drawn("tasks/_card.html", rows_of(ids, get_language() or "en", is_for_all=True))


@fragment("tasks.card_at_home", target="#task-card-%d")
def draw_cards_at_home(ids: Sequence[int]) -> dict[int, str]:
    """Tasks as cards in the rooms they came from, closed ones too: whoever finds the room sees them."""
    return _drawn("tasks/_card.html", rows_of(ids, get_language() or "en"))


@fragment("tasks.of_key_result", target="#kr-%d-tasks")
def draw_of_key_results(ids: Sequence[int]) -> dict[int, str]:
    """The tasks of key results that every colleague may see: those that stand, and those done last. One query."""
    found = Task.objects.with_people().open_to_all().filter(key_result__in=ids).exclude(state=Task.State.DROPPED)
    rows: dict[int, list[TaskRow]] = {pk: [] for pk in ids}
    tasks = list(found.order_by("due_on", "id"))
    for task, row in zip(tasks, task_rows(tasks, get_language() or "en"), strict=True):
        rows[task.key_result_id or 0].append(row)
    return {pk: render_to_string("tasks/_of_key_result.html", _sections(pk, of_it)) for pk, of_it in rows.items()}


def _sections(key_result: int, rows: list[TaskRow]) -> dict[str, object]:
    done = sorted((row for row in rows if row.done_at), key=lambda row: str(row.done_at), reverse=True)
    return {"id": key_result, "standing": [row for row in rows if row.is_standing], "done": done[:DONE_SHOWN]}


def _drawn(template: str, rows: dict[int, TaskRow]) -> dict[int, str]:
    return {pk: render_to_string(template, {"task": row}) for pk, row in rows.items()}
