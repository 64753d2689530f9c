"""What a step would change: nothing, some fields, or all of it because it is new."""

from dataclasses import dataclass
from decimal import Decimal

from denyut.exchange.steps import GoalStep, KeyResultStep
from denyut.okr.models import KeyResult, Objective
from denyut.people.models import Department, Person


@dataclass(frozen=True, slots=True)
class GoalTerms:
    """An objective as it should be: the file's word where it has one, else what is there."""

    title: str
    description: str
    owner: Person | None
    department: Department | None
    parent: Objective | None


@dataclass(frozen=True, slots=True)
class KeyResultTerms:
    """A key result as it should be."""

    title: str
    kind: str
    unit: str
    baseline: Decimal
    target: Decimal
    owner: Person | None
    weight: Decimal


def goal_terms(step: GoalStep, existing: Objective | None, parent: Objective | None) -> GoalTerms:
    """What an objective should be; `parent` is the one of the step's parent key, as far as it is there."""
    draft = step.draft
    return GoalTerms(
        title=draft.title,
        description=draft.description.strip() or (existing.description if existing else ""),
        owner=step.owner or (existing.owner if existing else None),
        department=step.department or (existing.department if existing else None),
        parent=parent or (existing.parent if existing else None),
    )


def key_result_terms(step: KeyResultStep, existing: KeyResult | None) -> KeyResultTerms:
    """What a key result should be."""
    draft = step.draft
    weight = draft.weight if draft.weight is not None else (existing.weight if existing else Decimal(1))
    owner = step.owner or (existing.owner if existing else None)
    return KeyResultTerms(draft.title, draft.kind, draft.unit, draft.baseline, draft.target, owner, weight)


def goal_changes(terms: GoalTerms, existing: Objective, parent_key: str = "") -> list[str]:
    """The fields in which an objective differs from what it should be; `parent_key` is that of a parent to come."""
    changes = [
        name
        for name in ("title", "description", "owner", "department")
        if getattr(terms, name) != getattr(existing, name)
    ]
    is_moved = terms.parent != existing.parent
    is_to_be_moved = bool(parent_key) and (existing.parent is None or existing.parent.external_key != parent_key)
    return [*changes, "parent"] if is_moved or is_to_be_moved else changes


def key_result_changes(terms: KeyResultTerms, existing: KeyResult) -> list[str]:
    """The fields in which a key result differs from what it should be."""
    names = ("title", "kind", "unit", "baseline", "target", "owner", "weight")
    return [name for name in names if getattr(terms, name) != getattr(existing, name)]


def is_to_be_said(step: KeyResultStep, existing: KeyResult, imported: list[Decimal]) -> bool:
    """Whether a file's current value is news: neither what is there, nor what was last imported."""
    current = step.draft.current
    return current is not None and current != existing.value and imported[-1:] != [current]
