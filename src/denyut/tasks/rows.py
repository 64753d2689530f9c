"""Tasks as pages and rooms show them: plain values in one language, the same for everybody who looks."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse

from denyut.lib.dates import format_day, relative_day
from denyut.okr.models import KeyResult
from denyut.people.faces import Face, face_of
from denyut.talk.references import Reference
from denyut.tasks.models import Task


@dataclass(frozen=True, slots=True)
class TaskRow:
    """A task in one language. `named` are the ids of those who may change it, apart by spaces; `due` is its day in words.

    `goal` is the key result it helps, where everybody may see that.
    """

    id: int
    label: str
    title: str
    notes: str
    url: str
    state: str
    state_label: str
    is_done: bool
    is_standing: bool
    owner: Face
    maker: Face
    is_asked: bool
    named: str
    due_on: date | None
    due: str
    priority: str
    priority_label: str
    goal: Reference | None
    line: int | None
    room: int | None
    done_by: Face | None
    done_at: datetime | None
    edition: int
    days_late: int = 0


def task_rows(tasks: Iterable[Task], language: str, *, today: date | None = None) -> list[TaskRow]:
    """Tasks as rows; their people and goals must be loaded. No query. With `today` days are said as "tomorrow" and late ones counted."""
    return [_row(task, language, today) for task in tasks]


def rows_of(ids: Sequence[int], language: str, *, is_for_all: bool = False) -> dict[int, TaskRow]:
    """Rows by id; `is_for_all` leaves out what not every colleague may see. One query."""
    found = Task.objects.with_people().filter(pk__in=ids)
    return {row.id: row for row in task_rows(found.open_to_all() if is_for_all else found, language)}


def goal_named(kr: KeyResult) -> Reference:
    """A key result as a reference."""
    return Reference("key_result", kr.pk, kr.label, kr.title, reverse("okr:key_result", args=[kr.pk]))


def task_named(task: Task) -> Reference:
    """A task as a reference."""
    return Reference("task", task.pk, task.label, task.title, reverse("tasks:task", args=[task.pk]))


def _row(task: Task, language: str, today: date | None) -> TaskRow:
    kr = task.key_result
    return TaskRow(
        id=task.pk,
        label=task.label,
        title=task.title,
        notes=task.notes,
        url=reverse("tasks:task", args=[task.pk]),
        state=task.state,
        state_label=task.get_state_display(),
        is_done=task.is_done,
        is_standing=task.is_standing,
        owner=face_of(task.owner),
        maker=face_of(task.made_by),
        is_asked=task.owner_id != task.made_by_id,
        named=" ".join(str(number) for number in sorted(task.hands())),
        due_on=task.due_on,
        due=_due(task.due_on, language, today),
        priority=task.priority,
        priority_label=task.get_priority_display(),
        goal=goal_named(kr) if kr is not None and kr.objective.is_open else None,
        line=task.line_id,
        room=task.room_id,
        done_by=face_of(task.done_by) if task.done_by else None,
        done_at=task.done_at,
        edition=task.edition,
        days_late=max(0, (today - task.due_on).days) if today and task.due_on and task.is_standing else 0,
    )


def _due(day: date | None, language: str, today: date | None) -> str:
    if day is None:
        return ""
    return relative_day(day, language, today=today) if today else format_day(day, language, "brief")
