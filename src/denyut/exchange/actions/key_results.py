"""Bringing in key results."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from typing import cast

from denyut.exchange.actions.keeping import as_it_is
from denyut.exchange.actions.new_key_results import add_key_results
from denyut.exchange.actions.rowwise import attempt, one_row
from denyut.exchange.actions.traces import trace_changed
from denyut.exchange.compare import KeyResultTerms, due_within, is_to_be_said, key_result_changes, key_result_terms
from denyut.exchange.existing import imported_values, key_results_of, objectives_of, visible_among
from denyut.exchange.models import Import
from denyut.exchange.outcome import Outcome
from denyut.exchange.problems import RowRefused
from denyut.exchange.steps import KeyResultStep
from denyut.okr.actions import change_key_result, share_out, weigh_key_result
from denyut.okr.models import KeyResult, Objective
from denyut.people.models import Person
from denyut.spine.access import require
from denyut.spine.deeds import deed


@dataclass(frozen=True, slots=True)
class There:
    """What is there already of some rows, by external key, and the objectives that the actor may see.

    `reason` is why promised numbers change; a row that changes one needs it when its goal is older than a day.
    """

    done: Import
    goals: dict[str, Objective]
    key_results: dict[str, KeyResult]
    imported: dict[str, list[Decimal]]
    visible: set[int]
    reason: str


@deed("exchange.bring_in_key_results")
def bring_in_key_results(
    actor: Person, done: Import, steps: Sequence[KeyResultStep], *, reason: str = ""
) -> list[Outcome]:
    """Add or change the key results of some rows; one that is refused leaves the others alone.

    Their current values are said later, by `say_current_values`, when the file's own check-ins are in. Raises Refused
    for whoever may not import.
    """
    require(actor, "exchange.import")
    goals, key_results = objectives_of(step.goal_key for step in steps), key_results_of(step.key for step in steps)
    visible = visible_among(actor, [*goals.values(), *(kr.objective for kr in key_results.values())])
    there = There(done, goals, key_results, imported_values(key_results), visible, reason)
    outcomes = [
        attempt("key_results", step.draft.row_number, step.draft.title, partial(_look, step, there)) for step in steps
    ]
    may_go = [step for step, outcome in zip(steps, outcomes, strict=True) if not outcome.problem]
    new = [(step, goals[step.goal_key]) for step in may_go if step.key not in key_results]
    added = add_key_results(actor, done, new)
    changed = [
        one_row("key_results", step.draft.row_number, step.draft.title, partial(_change, actor, step, there))
        for step in may_go
        if step.key in key_results
    ]
    weighed = [
        one_row("key_results", steps[0].draft.row_number, steps[0].draft.title, partial(_weigh, actor, steps, there))
        for steps in _by_objective(may_go)
        if any(step.key in key_results for step in steps)
    ]
    return [*(one for one in [*outcomes, *weighed] if one.problem), *added, *changed]


def _look(step: KeyResultStep, there: There) -> Outcome:
    goal, existing = there.goals.get(step.goal_key), there.key_results.get(step.key)
    if goal is None:
        raise RowRefused("goal_missing", goal=step.goal_key)
    if goal.pk not in there.visible or (existing is not None and existing.objective_id not in there.visible):
        raise RowRefused("hidden")
    return Outcome("key_results", "same", step.draft.row_number, step.draft.title)


def _change(actor: Person, step: KeyResultStep, there: There) -> Outcome:
    existing = there.key_results[step.key]
    terms = key_result_terms(step, existing)
    fields = key_result_changes(terms, existing, step.share)
    written = [name for name in fields if name != "weight"]
    if written:
        before = {name: getattr(existing, name) for name in written}
        _write(actor, existing, terms, there.reason)
        trace_changed(there.done, existing, before, {name: getattr(terms, name) for name in written})
    if is_to_be_said(step, existing, there.imported.get(step.key, [])):
        fields.append("value")
    return Outcome(
        "key_results", "changed" if fields else "same", step.draft.row_number, step.draft.title, tuple(fields)
    )


def _write(actor: Person, existing: KeyResult, terms: KeyResultTerms, reason: str) -> None:
    due_on = due_within(existing.objective.cycle, terms.due_on)
    given = {name: getattr(terms, name) for name in terms.__slots__} | {"due_on": due_on}
    change_key_result(actor, existing, **as_it_is(change_key_result, existing) | given, reason=reason)


def _by_objective(steps: Sequence[KeyResultStep]) -> list[list[KeyResultStep]]:
    groups: dict[str, list[KeyResultStep]] = defaultdict(list)
    for step in steps:
        groups[step.goal_key].append(step)
    return [group for group in groups.values() if any(step.share is not None for step in group)]


def _weigh(actor: Person, steps: Sequence[KeyResultStep], there: There) -> Outcome:
    """Give the key results of one objective the weights of the file: all at once where it names them all."""
    goal, wanted = there.goals[steps[0].goal_key], {step.key: step.share for step in steps}
    group = list(KeyResult.objects.filter(objective=goal).order_by("position", "id"))
    shares = [wanted.get(str(kr.external_key)) for kr in group]
    differing = [(kr, share) for kr, share in zip(group, shares, strict=True) if share not in (None, kr.weight)]
    if differing and None not in shares:
        share_out(actor, goal, weights=cast("list[Decimal]", shares), reason=there.reason)
    elif differing:
        for kr, share in differing:
            weigh_key_result(actor, kr, weight=share, reason=there.reason)
    for kr, share in differing:
        before = {"weight": kr.weight, "is_weight_fixed": kr.is_weight_fixed}
        trace_changed(there.done, kr, before, {"weight": share, "is_weight_fixed": True})
    return Outcome("key_results", "changed", steps[0].draft.row_number, steps[0].draft.title)
