"""What a draft looks like: objectives with their key results, each field as plain values in one language."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Prefetch, QuerySet
from django.urls import reverse
from django.utils.functional import Promise

from denyut.drafting.fields import Field, Sort, fields_of, plain
from denyut.lib.numbers import format_number
from denyut.okr.models import KINDS, PLANNED, KeyResult, Objective, State


@dataclass(frozen=True, slots=True)
class Written:
    """A field with what stands in it: `value` in plain text, `shown` as people read it. `id` is its name on the page."""

    id: str
    name: str
    label: str | Promise
    sort: str
    url: str
    value: str
    shown: str | Promise
    version: int


@dataclass(frozen=True, slots=True)
class DraftKeyResult:
    """A key result that is being drafted."""

    id: int
    label: str
    title: str
    fields: list[Written]


@dataclass(frozen=True, slots=True)
class DraftObjective:
    """An objective that is being drafted."""

    id: int
    label: str
    title: str
    state: str
    state_label: str | Promise
    is_private: bool
    owner: int
    fields: list[Written]
    key_results: list[DraftKeyResult]


def planned() -> "QuerySet[Objective]":
    """Objectives that are still drafted, proposed or agreed."""
    return Objective.objects.filter(state__in=PLANNED)


def outline(objectives: "QuerySet[Objective]", language: str) -> list[DraftObjective]:
    """These objectives with their key results, in their order. Two queries."""
    key_results = KeyResult.objects.exclude(state=State.CANCELLED).select_related("owner").order_by("position", "id")
    found = objectives.select_related("owner").prefetch_related(Prefetch("key_results", key_results))
    return [_objective(objective, language) for objective in found.order_by("position", "id")]


def written(goal: Objective | KeyResult, field: Field, language: str) -> Written:
    """A field as it stands. The goal's owner must be loaded."""
    kind = "objective" if isinstance(goal, Objective) else "key_result"
    return Written(
        id=f"{'o' if isinstance(goal, Objective) else 'k'}{goal.pk}-{field.name}",
        name=field.name,
        label=field.label,
        sort=field.sort.value,
        url=reverse(f"drafting:{kind}_field", args=[goal.pk, field.name]),
        value=plain(goal, field),
        shown=shown(goal, field, language),
        version=goal.edition,
    )


def shown(goal: Objective | KeyResult, field: Field, language: str) -> str | Promise:
    """What stands in a field, as people read it."""
    if field.sort is Sort.PERSON:
        return goal.owner.name
    if field.sort is Sort.KIND:
        return dict(KINDS)[getattr(goal, field.name)]
    value = getattr(goal, field.name)
    return format_number(value.normalize(), language) if isinstance(value, Decimal) else str(value)


def _objective(objective: Objective, language: str) -> DraftObjective:
    return DraftObjective(
        id=objective.pk,
        label=objective.label,
        title=objective.title,
        state=objective.state,
        state_label=State(objective.state).label,
        is_private=not objective.is_open,
        owner=objective.owner_id,
        fields=_fields(objective, language),
        key_results=[
            DraftKeyResult(kr.pk, kr.label, kr.title, _fields(kr, language)) for kr in objective.key_results.all()
        ],
    )


def _fields(goal: Objective | KeyResult, language: str) -> list[Written]:
    every: Iterable[Field] = fields_of(goal).values()
    return [written(goal, field, language) for field in every]
