"""Asks as pages show them: to whom, since when, and what came of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse

from denyut.alignment.models import Ask
from denyut.okr.models import Objective
from denyut.people.faces import Face, face_of
from denyut.people.models import Department, Person


@dataclass(frozen=True, slots=True)
class AskRow:
    """An ask. `days` is how long it has waited, or had when it was answered; `answer` the label, words and page of an objective.

    `serving` are objectives of an unanswered department that serve the goal already.
    """

    id: int
    label: str
    title: str
    href: str
    department: str
    department_id: int
    lead: str
    asked_by: Face
    asked_at: datetime
    days: int
    due_on: date | None
    is_overdue: bool
    note: str
    is_answered: bool
    is_declined: bool
    answerer: str
    answer: tuple[str, str, str] | None
    serving: list[tuple[str, str, str]]
    reason: str


def ask_rows(asks: Iterable[Ask], viewer: Person, moment: datetime, serving: Sequence[Objective] = ()) -> list[AskRow]:
    """These asks, unanswered ones first, oldest first; loaded with `with_people`. An answer that the viewer does not see stays unnamed.

    `serving` are the objectives that serve the goal. Two queries at most.
    """
    listed = sorted(asks, key=lambda ask: (ask.is_answered, ask.asked_at))
    answers = Objective.objects.visible_to(viewer).in_bulk([ask.answer_id for ask in listed if ask.answer_id])
    inside = _inside(serving) if listed and serving else {}
    return [_row(ask, answers.get(ask.answer_id or 0), inside.get(ask.department_id, []), moment) for ask in listed]


def _inside(serving: Sequence[Objective]) -> dict[int, list[Objective]]:
    """Objectives by the departments in which they stand, and all those around them."""
    paths = {one.pk: one.tree_path for one in Department.objects.with_tree_fields()}
    found: dict[int, list[Objective]] = {}
    for objective in serving:
        for department in paths.get(objective.department_id, ()):
            found.setdefault(department, []).append(objective)
    return found


def _named(objective: Objective) -> tuple[str, str, str]:
    return objective.label, objective.title, reverse("okr:objective", args=[objective.pk])


def _row(ask: Ask, answer: Objective | None, serving: Sequence[Objective], moment: datetime) -> AskRow:
    goal, lead, today = ask.objective, ask.department.lead, moment.date()
    return AskRow(
        id=ask.pk,
        label=goal.label,
        title=goal.title,
        href=reverse("okr:objective", args=[goal.pk]),
        department=ask.department.name,
        department_id=ask.department_id,
        lead=lead.name if lead else "",
        asked_by=face_of(ask.asked_by),
        asked_at=ask.asked_at,
        days=ask.age(moment).days,
        due_on=ask.due_on,
        is_overdue=not ask.is_answered and ask.due_on is not None and ask.due_on < today,
        note=ask.note,
        is_answered=ask.is_answered,
        is_declined=ask.is_declined,
        answerer=ask.answered_by.name if ask.answered_by else "",
        answer=_named(answer) if answer else None,
        serving=[] if ask.is_answered else [_named(one) for one in serving],
        reason=ask.reason,
    )
