"""What a step would change: nothing, some fields, or all of it because it is new."""

from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal

from denyut.exchange.steps import GoalStep, KeyResultStep
from denyut.lib.units import is_money
from denyut.okr.models import Cycle, KeyResult, Objective, State, Visibility
from denyut.okr.progress import Kind
from denyut.people.models import Department, Person

LONGEST_HYPOTHESIS = 500
# States that a status of a file stands for; all others follow from the numbers.
STATES = {"paused": State.PAUSED, "cancelled": State.CANCELLED, "archived": State.CLOSED}
# Kinds that look the same in a file.
ALIKE = (
    (Kind.METRIC, Kind.CUMULATIVE, Kind.STATISTIC),
    (Kind.MANUAL, Kind.MILESTONE, Kind.TASKS, Kind.COVERAGE),
    (Kind.BINARY, Kind.BASELINE, Kind.LEARNING),
)
# What was promised to others: moving it a day after it was published takes a reason.
PROMISED = frozenset(["baseline", "target", "kind", "unit", "currency", "due_on", "weight"])


@dataclass(frozen=True, slots=True)
class GoalTerms:
    """An objective as it should be: the file's word where it has one, else what is there."""

    title: str
    description: str
    owner: Person | None
    department: Department | None
    parent: Objective | None
    ambition: str
    visibility: str
    level: str


@dataclass(frozen=True, slots=True)
class KeyResultTerms:
    """A key result as it should be. Its weight is the matter of all key results of its objective."""

    title: str
    kind: str
    unit: str
    currency: str
    baseline: Decimal
    target: Decimal
    owner: Person | None
    delegate: Person | None
    due_on: date | None
    hypothesis: str


def goal_terms(step: GoalStep, existing: Objective | None, parent: Objective | None) -> GoalTerms:
    """What an objective should be; `parent` is the one of the step's parent key, as far as it is there."""
    draft = step.draft
    if existing is None:
        usual = Objective.Level.TEAM if step.department else Objective.Level.COMPANY
        return GoalTerms(
            title=draft.title,
            description=draft.description.strip(),
            owner=step.owner,
            department=step.department,
            parent=parent,
            ambition=draft.ambition or Objective.Ambition.COMMITTED,
            visibility=draft.visibility or Visibility.PUBLIC,
            level=draft.level or usual,
        )
    if draft.is_reference:
        return goal_as_it_is(existing)
    return GoalTerms(
        title=draft.title,
        description=draft.description.strip() or existing.description,
        owner=step.owner or existing.owner,
        department=step.department or existing.department,
        parent=parent or existing.parent,
        ambition=draft.ambition or existing.ambition,
        visibility=draft.visibility or existing.visibility,
        level=draft.level or existing.level,
    )


def goal_as_it_is(existing: Objective) -> GoalTerms:
    """The terms of an objective that stays."""
    return GoalTerms(**{field.name: getattr(existing, field.name) for field in fields(GoalTerms)})


def is_to_be_moved(step: GoalStep, existing: Objective) -> bool:
    """Whether a file's status takes an objective into another state. What people decided since stays."""
    return step.draft.status in STATES and existing.state == State.ACTIVE


def key_result_terms(step: KeyResultStep, existing: KeyResult | None) -> KeyResultTerms:
    """What a key result should be."""
    draft = step.draft
    money = draft.unit if is_money(draft.unit) else ""
    has_unit = existing is not None and draft.unit == existing.unit
    return KeyResultTerms(
        title=draft.title,
        kind=kept_kind(draft.kind, existing),
        unit=draft.unit,
        currency=existing.currency if existing is not None and has_unit else money,
        baseline=draft.baseline,
        target=draft.target,
        owner=step.owner or (existing.owner if existing else None),
        delegate=step.delegate or (existing.delegate if existing else None),
        due_on=existing.due_on if existing and draft.ends_on is None else draft.ends_on,
        hypothesis=draft.description[:LONGEST_HYPOTHESIS].strip() or (existing.hypothesis if existing else ""),
    )


def kept_kind(kind: str, existing: KeyResult | None) -> str:
    """A file's kind is only what its numbers look like: one that was chosen here and looks the same stays."""
    alike = next((kinds for kinds in ALIKE if kind in kinds), ())
    return existing.kind if existing is not None and existing.kind in alike else kind


def due_within(cycle: Cycle, due_on: date | None) -> date | None:
    """A last day that is a key result's own: within its cycle, and not the cycle's."""
    return due_on if due_on and cycle.starts_on <= due_on < cycle.ends_on else None


def goal_changes(terms: GoalTerms, existing: Objective, parent_key: str = "") -> list[str]:
    """The fields in which an objective differs from what it should be; `parent_key` is that of a parent to come."""
    names = ("title", "description", "owner", "department", "ambition", "visibility", "level")
    changes = [name for name in names if getattr(terms, name) != getattr(existing, name)]
    is_moved = terms.parent != existing.parent
    is_to_be_moved = bool(parent_key) and (existing.parent is None or existing.parent.external_key != parent_key)
    return [*changes, "parent"] if is_moved or is_to_be_moved else changes


def key_result_changes(terms: KeyResultTerms, existing: KeyResult, share: Decimal | None = None) -> list[str]:
    """The fields in which a key result differs from what it should be; `share` is its weight as far as the file fixes it."""
    names = ("title", "kind", "unit", "currency", "baseline", "target", "owner", "delegate", "hypothesis")
    changes = [name for name in names if getattr(terms, name) != getattr(existing, name)]
    if due_within(existing.objective.cycle, terms.due_on) != existing.due_on:
        changes.append("due_on")
    return [*changes, "weight"] if share is not None and share != existing.weight else changes


def is_to_be_said(step: KeyResultStep, existing: KeyResult, imported: list[Decimal]) -> bool:
    """Whether a file's current value is news: neither what is there, nor what was last imported."""
    current = step.draft.current
    return current is not None and current != existing.value and imported[-1:] != [current]
