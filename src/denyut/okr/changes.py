"""How a goal was changed since it was promised, as sentences of numbers."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from denyut.lib.numbers import format_percent
from denyut.lib.units import format_value
from denyut.okr.models import KINDS, KeyResult, Objective, Revision, State
from denyut.people.faces import Face, face_of

SHOWN = 40
FIELD_LABELS: dict[str, str | Promise] = {
    "title": _("Title"),
    "description": _("Description"),
    "target": _("Target"),
    "baseline": _("Start value"),
    "setup": _("Settings"),
    "weight": _("Weight"),
    "kind": _("Kind"),
    "unit": _("Unit"),
    "currency": _("Currency"),
    "starts_on": _("From"),
    "due_on": _("Due"),
    "state": _("State"),
    "score": _("Score"),
    "milestone_weights": _("Weights of the milestones"),
    "milestone_dates": _("Days of the milestones"),
}
KIND_LABELS = dict(KINDS)
# People and goals are told by number in the log; the page names the change, not the person.
NAMELESS = ("owner", "parent", "setup", "description")


@dataclass(frozen=True, slots=True)
class Change:
    """One field that changed, in one language; both sides are empty where only the fact is told."""

    label: str | Promise
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class RevisionRow:
    """One revision in one language."""

    kind: str
    label: str | Promise
    reason: str | Promise
    note: str
    is_free: bool
    author: Face
    at: datetime
    changes: list[Change]


def revisions_of(goal: Objective | KeyResult, language: str) -> list[RevisionRow]:
    """The last 40 revisions of a key result, or of an objective itself, newest first. One query."""
    if isinstance(goal, KeyResult):
        found, unit = Revision.objects.filter(key_result=goal), goal.unit
    else:
        found, unit = Revision.objects.filter(objective=goal, key_result=None), ""
    return [_row(revision, unit, language) for revision in found.select_related("author")[:SHOWN]]


def _row(revision: Revision, unit: str, language: str) -> RevisionRow:
    return RevisionRow(
        kind=revision.kind,
        label=Revision.RevisionKind(revision.kind).label,
        reason=revision.get_reason_display() if revision.reason else "",
        note=revision.note,
        is_free=revision.is_free,
        author=face_of(revision.author),
        at=revision.at,
        changes=list(_changes(revision.changes, unit, language)),
    )


def _changes(changes: dict[str, list[Any]], unit: str, language: str) -> Iterator[Change]:
    for field, (before, after) in changes.items():
        label = FIELD_LABELS.get(field)
        if label is None or field in NAMELESS:
            continue
        yield Change(label, _shown(field, before, unit, language), _shown(field, after, unit, language))


def _shown(field: str, value: Any, unit: str, language: str) -> str:
    if value in (None, "", []):
        return "–"
    if field in ("milestone_weights", "milestone_dates"):
        return ", ".join(f"{title} {_of_milestone(field, said, language)}" for title, said in value)
    if field in ("kind", "state"):
        return str(KIND_LABELS.get(value, value) if field == "kind" else State(value).label)
    if field in ("starts_on", "due_on"):
        return _day(value)
    try:
        return format_value(Decimal(str(value)), unit if field in ("target", "baseline") else "", language)
    except InvalidOperation:
        return str(value)


def _of_milestone(field: str, said: str | None, language: str) -> str:
    if field == "milestone_weights":
        return format_percent(Decimal(said or 0), language)
    return _day(said) if said else "–"


def _day(value: str) -> str:
    return date_format(datetime.fromisoformat(value), "SHORT_DATE_FORMAT")
