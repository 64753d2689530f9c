"""Tasks: who does what, and what is late."""

from typing import Any

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from denyut.boards.subjects.subject import Entry, Measure, Question, Side, Subject
from denyut.people.models import Person
from denyut.people.times import company_now
from denyut.tasks.models import Task


def _rows(viewer: Person, question: Question) -> QuerySet[Any]:
    return Task.objects.visible_to(viewer)


def _late() -> Count:
    return Count("pk", filter=Q(done_at=None, due_on__lt=company_now().date()) & ~Q(state=Task.State.DROPPED))


def _entry(row: Task, language: str) -> Entry:
    said = f"{row.owner.name} · {row.get_state_display()}"
    return Entry(f"{row.label} {row.title}", said, row.due_on, reverse("tasks:task", args=[row.pk]))


TASKS = Subject(
    key="tasks",
    title=_("Tasks"),
    rows=_rows,
    sides=(
        Side("state", _("State"), "state", names=dict(Task.State.choices)),
        Side("priority", _("Priority"), "priority", names=dict(Task.Priority.choices)),
        Side("person", _("Person"), "owner", "owner__name"),
        Side("department", _("Department"), "owner__department", "owner__department__name"),
        Side("goal", _("Key result"), "key_result", "key_result__title"),
        Side("week", _("Week in which it was asked for"), "made_at", bucket="week"),
        Side("done_week", _("Week in which it was done"), "done_at", bucket="week"),
    ),
    measures=(
        Measure("count", _("How many"), lambda: Count("pk")),
        Measure("done", _("How many are done"), lambda: Count("pk", filter=Q(state=Task.State.DONE))),
        Measure("late", _("How many are late"), _late),
    ),
    moment="made_at",
    department="owner__department",
    entry=_entry,
    related=("owner",),
)
