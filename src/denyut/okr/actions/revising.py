"""Keeping what was: each change of a promised goal becomes a revision with its reason."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from denyut.okr.models import KeyResult, Objective, Reason, Revision
from denyut.okr.values import chosen
from denyut.people.models import Person
from denyut.spine import clock
from denyut.spine.access import Conflict, Invalid

KINDS = {
    "title": Revision.RevisionKind.REWORD,
    "description": Revision.RevisionKind.REWORD,
    "target": Revision.RevisionKind.RETARGET,
    "setup": Revision.RevisionKind.RETARGET,
    "baseline": Revision.RevisionKind.REBASELINE,
    "weight": Revision.RevisionKind.REWEIGHT,
    "kind": Revision.RevisionKind.RETYPE,
    "unit": Revision.RevisionKind.RETYPE,
    "currency": Revision.RevisionKind.RETYPE,
    "starts_on": Revision.RevisionKind.REDATE,
    "due_on": Revision.RevisionKind.REDATE,
    "owner": Revision.RevisionKind.REOWNER,
    "parent": Revision.RevisionKind.REALIGN,
    "state": Revision.RevisionKind.STATE,
    "milestone_weights": Revision.RevisionKind.REWEIGHT,
    "milestone_dates": Revision.RevisionKind.REDATE,
}
# What was promised to others: moving it takes a reason once the goal has been out for a day.
PROMISED = (
    "target",
    "setup",
    "baseline",
    "weight",
    "kind",
    "unit",
    "currency",
    "starts_on",
    "due_on",
    "objective",
    "milestone_weights",
    "milestone_dates",
)
NOTE_AT_MOST = 500
type Changes = dict[str, list[Any]]


def changes_between(before: Mapping[str, Any], after: Mapping[str, Any]) -> Changes:
    """{field: [from, to]} of what differs, as plain JSON values."""
    plain = {name: [plain_value(before[name]), plain_value(after[name])] for name in after}
    return {name: pair for name, pair in plain.items() if pair[0] != pair[1]}


def values_of(goal: models.Model, fields: tuple[str, ...]) -> dict[str, Any]:
    """The current values of these fields; of a reference, its number."""
    return {name: getattr(goal, f"{name}_id" if hasattr(goal, f"{name}_id") else name) for name in fields}


def revise(actor: Person, goal: Objective | KeyResult, changes: Changes, *, reason: str, note: str) -> list[Revision]:
    """Write down what changed, one revision for each kind of change.

    Raises Invalid when something promised moves without a reason more than a day after the goal was published.
    """
    objective = goal if isinstance(goal, Objective) else goal.objective
    now = clock.now()
    is_free = objective.is_freely_edited(now)
    code = chosen(Reason, reason, "reason").value if reason else ""
    if not (is_free or code) and any(field in PROMISED for field in changes):
        raise Invalid(
            _(
                "This goal was promised more than a day ago. Say why it changes: market, resources, strategy, an error or learning."
            ),
            code="reason_needed",
            field="reason",
        )
    if len(note) > NOTE_AT_MOST:
        raise Invalid(_("A note has up to 500 letters."), code="too_long", field="note")
    by_kind: dict[str, Changes] = {}
    for field, pair in changes.items():
        if field in KINDS:
            by_kind.setdefault(KINDS[field].value, {})[field] = pair
    return [
        Revision.objects.create(
            objective=objective,
            key_result=goal if isinstance(goal, KeyResult) else None,
            kind=kind,
            changes=pairs,
            reason=code,
            note=note.strip(),
            is_free=is_free,
            author=actor,
            at=now,
        )
        for kind, pairs in by_kind.items()
    ]


def not_stale(goal: Objective | KeyResult, edition: int | None) -> None:
    """Go on only if the change was made upon the goal as it is. Raises Conflict when somebody changed it since."""
    if edition is not None and edition != goal.edition:
        raise Conflict(
            _("Somebody changed this while you were writing. Both versions are shown: choose, then save again."),
            code="stale",
        )


def plain_value(value: Any) -> Any:
    """A value of a field as revisions and facts keep it."""
    if isinstance(value, Decimal):
        return format(value.normalize(), "f") if value else "0"
    if isinstance(value, date):
        return value.isoformat()
    return value.value if isinstance(value, Enum) else value
