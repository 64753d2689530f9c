"""Bringing in key results."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial

from denyut.exchange.actions.rowwise import one_row
from denyut.exchange.compare import is_to_be_said, key_result_changes, key_result_terms
from denyut.exchange.existing import imported_values, key_results_of, objectives_of, visible_among
from denyut.exchange.outcome import Outcome
from denyut.exchange.problems import RowRefused
from denyut.exchange.steps import KeyResultStep
from denyut.okr.actions import add_key_result, change_key_result
from denyut.okr.models import KeyResult, Objective
from denyut.people.models import Person
from denyut.spine.access import require
from denyut.spine.deeds import deed


@dataclass(frozen=True, slots=True)
class There:
    """What is there already of some rows, by external key, and the objectives that the actor may see."""

    goals: dict[str, Objective]
    key_results: dict[str, KeyResult]
    imported: dict[str, list[Decimal]]
    visible: set[int]


@deed("exchange.bring_in_key_results")
def bring_in_key_results(actor: Person, steps: Sequence[KeyResultStep]) -> list[Outcome]:
    """Add or change the key results of some rows; one that is refused leaves the others alone.

    Their current values are said later, by `say_current_values`, when the file's own check-ins are in. Raises Refused
    for whoever may not import.
    """
    require(actor, "exchange.import")
    goals, key_results = objectives_of(step.goal_key for step in steps), key_results_of(step.key for step in steps)
    visible = visible_among(actor, [*goals.values(), *(kr.objective for kr in key_results.values())])
    there = There(goals, key_results, imported_values(key_results), visible)
    return [
        one_row("key_results", step.draft.row_number, step.draft.title, partial(_bring_in, actor, step, there))
        for step in steps
    ]


def _bring_in(actor: Person, step: KeyResultStep, there: There) -> Outcome:
    goal, existing = there.goals.get(step.goal_key), there.key_results.get(step.key)
    if goal is None:
        raise RowRefused("goal_missing", goal=step.goal_key)
    if goal.pk not in there.visible or (existing is not None and existing.objective_id not in there.visible):
        raise RowRefused("hidden")
    if existing is None:
        _add(actor, step, goal)
        return Outcome("key_results", "new", step.draft.row_number, step.draft.title)
    fields = key_result_changes(key_result_terms(step, existing), existing)
    if fields:
        _change(actor, step, existing)
    if is_to_be_said(step, existing, there.imported.get(step.key, [])):
        fields.append("value")
    return Outcome(
        "key_results", "changed" if fields else "same", step.draft.row_number, step.draft.title, tuple(fields)
    )


def _add(actor: Person, step: KeyResultStep, goal: Objective) -> KeyResult:
    terms = key_result_terms(step, None)
    return add_key_result(
        actor,
        goal,
        title=terms.title,
        kind=terms.kind,
        unit=terms.unit,
        baseline=terms.baseline,
        target=terms.target,
        owner=terms.owner,
        weight=terms.weight,
        external_key=step.key,
    )


def _change(actor: Person, step: KeyResultStep, existing: KeyResult) -> None:
    terms = key_result_terms(step, existing)
    change_key_result(
        actor,
        existing,
        title=terms.title,
        kind=terms.kind,
        unit=terms.unit,
        baseline=terms.baseline,
        target=terms.target,
        owner=terms.owner,
        delegate=existing.delegate,
        weight=terms.weight,
    )
