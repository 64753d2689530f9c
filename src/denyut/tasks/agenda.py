"""A person's tasks in the order in which they come: today, this week, later, done lately; and what they asked of others."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import F
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from denyut.lib.dates import monday_of
from denyut.people.models import Person
from denyut.people.times import zone_of
from denyut.spine import clock
from denyut.tasks.models import Task
from denyut.tasks.rows import TaskRow, task_rows

DONE_SHOWN, ASKED_SHOWN, STANDING_SHOWN = 20, 60, 300
LATELY = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Section:
    """Some tasks under one heading."""

    name: str
    title: str | Promise
    rows: Sequence[TaskRow]


def agenda_of(viewer: Person, *, key_result: int | None = None) -> list[Section]:
    """The viewer's own tasks and those they asked for, of one key result where it is given; empty sections are left out. Three queries."""
    today = clock.now().astimezone(zone_of(viewer)).date()
    mine = _rows(_standing(viewer, key_result), today)
    asked = Task.objects.with_people().standing().filter(made_by=viewer).exclude(owner=viewer)
    done = Task.objects.with_people().filter(owner=viewer, state=Task.State.DONE, done_at__gte=clock.now() - LATELY)
    if key_result is not None:
        asked, done = asked.filter(key_result=key_result), done.filter(key_result=key_result)
    sunday = monday_of(today) + timedelta(days=6)
    sections = [
        Section("today", _("Today"), [row for row in mine if row.due_on and row.due_on <= today]),
        Section("week", _("This week"), [row for row in mine if row.due_on and today < row.due_on <= sunday]),
        Section("later", _("Later"), [row for row in mine if not row.due_on or row.due_on > sunday]),
        Section(
            "asked",
            _("Asked by me"),
            _rows(asked.order_by(F("due_on").asc(nulls_last=True), "id")[:ASKED_SHOWN], today),
        ),
        Section("done", _("Done lately"), _rows(done.order_by("-done_at")[:DONE_SHOWN], today)),
    ]
    return [section for section in sections if section.rows]


def goals_of(viewer: Person) -> list[tuple[int, str]]:
    """The key results that the viewer's open tasks help, to choose one by: id and title. One query."""
    found = Task.objects.standing().filter(owner=viewer, key_result__isnull=False)
    return list(found.order_by("key_result").values_list("key_result", "key_result__title").distinct())


def _standing(viewer: Person, key_result: int | None) -> Iterable[Task]:
    found = Task.objects.with_people().standing().filter(owner=viewer)
    found = found.filter(key_result=key_result) if key_result is not None else found
    return found.order_by(F("due_on").asc(nulls_last=True), "id")[:STANDING_SHOWN]


def _rows(tasks: Iterable[Task], today: date) -> list[TaskRow]:
    return task_rows(tasks, get_language() or "en", today=today)
