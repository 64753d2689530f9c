"""What an import would do: the same questions as the import asks, and no answer written."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from decimal import Decimal

from denyut.exchange.compare import (
    PROMISED,
    goal_changes,
    goal_terms,
    is_to_be_moved,
    is_to_be_said,
    key_result_changes,
    key_result_terms,
)
from denyut.exchange.existing import check_ins_of, imported_values, key_results_of, objectives_of
from denyut.exchange.linking import KnownKeyResults
from denyut.exchange.outcome import Outcome, refused
from denyut.exchange.problems import RowProblem, RowRefused
from denyut.exchange.steps import CheckInStep, GoalStep, KeyResultStep, Steps, key_of, value_in_unit
from denyut.okr.models import CheckIn, KeyResult, Objective
from denyut.people.models import Person
from denyut.spine import clock

type Meant = KeyResult | KeyResultStep
type Find = Callable[[CheckInStep], Meant]


@dataclass(frozen=True, slots=True)
class Seen:
    """What was looked up once: objectives and key results by external key, and which ones the person may see."""

    goals: dict[str, Objective]
    key_results: dict[str, KeyResult]
    imported: dict[str, list[Decimal]]
    visible: Collection[int]
    reason: str


def plan_of(viewer: Person, steps: Steps, find: Find, coming: KnownKeyResults[Meant], reason: str) -> list[Outcome]:
    """The outcome of every step, as far as it can be told before.

    `find` names the key result of a check-in; those of this sheet are first made known to `coming`. `reason` is why
    promised numbers change.
    """
    goals = objectives_of([*(step.key for step in steps.goals), *(step.parent_key for step in steps.goals)])
    keys = [step.key for step in steps.key_results]
    visible = set(Objective.objects.visible_to(viewer).values_list("pk", flat=True))
    seen = Seen(goals, key_results_of(keys), imported_values(keys), visible, reason)
    titles = {step.key: step.draft.title for step in steps.goals}
    for step in steps.key_results:
        found = seen.key_results.get(step.key, step)
        coming.add(found, keys=[step.draft.key], title=step.draft.title, goal_title=titles.get(step.goal_key, ""))
    said = plan_check_ins(steps.check_ins, find)
    return (
        [plan_goal(step, seen, titles) for step in steps.goals]
        + [plan_kr(step, seen) for step in steps.key_results]
        + said
    )


def plan_goal(step: GoalStep, seen: Seen, coming: Collection[str]) -> Outcome:
    """What an objective's step would do."""
    existing = seen.goals.get(step.key)
    if existing is None:
        return Outcome("goals", "new", step.draft.row_number, step.draft.title)
    if existing.pk not in seen.visible:
        return refused("goals", RowProblem(step.draft.row_number, "", "hidden"), step.draft.title)
    parent = seen.goals.get(step.parent_key)
    is_coming = parent is None and step.parent_key in coming
    fields = goal_changes(goal_terms(step, existing, parent), existing, step.parent_key if is_coming else "")
    if is_to_be_moved(step, existing):
        fields.append("state")
    return Outcome("goals", "changed" if fields else "same", step.draft.row_number, step.draft.title, tuple(fields))


def plan_kr(step: KeyResultStep, seen: Seen) -> Outcome:
    """What a key result's step would do."""
    existing = seen.key_results.get(step.key)
    if existing is None:
        return Outcome("key_results", "new", step.draft.row_number, step.draft.title)
    if existing.objective_id not in seen.visible:
        return refused("key_results", RowProblem(step.draft.row_number, "", "hidden"), step.draft.title)
    fields = key_result_changes(key_result_terms(step, existing), existing, step.share)
    is_free = bool(seen.reason) or existing.objective.is_freely_edited(clock.now())
    if not is_free and PROMISED.intersection(fields):
        return refused("key_results", RowProblem(step.draft.row_number, "", "needs_reason"), step.draft.title)
    if is_to_be_said(step, existing, seen.imported.get(step.key, [])):
        fields.append("value")
    return Outcome(
        "key_results", "changed" if fields else "same", step.draft.row_number, step.draft.title, tuple(fields)
    )


def plan_check_ins(steps: list[CheckInStep], find: Find) -> list[Outcome]:
    """What the steps of check-ins would do."""
    meant = {step.draft.key: meant_or_problem(step, find) for step in steps}
    keys = [key_of(step, found) for step in steps if isinstance(found := meant[step.draft.key], KeyResult)]
    there = check_ins_of(keys)
    return [plan_check_in(step, meant[step.draft.key], there) for step in steps]


def meant_or_problem[K](step: CheckInStep, find: Callable[[CheckInStep], K]) -> K | RowProblem:
    """The key result of a check-in, or why there is none."""
    try:
        return find(step)
    except RowRefused as refusal:
        return refusal.problem(step.draft.row_number)


def plan_check_in(step: CheckInStep, meant: Meant | RowProblem, there: dict[str, CheckIn]) -> Outcome:
    """What a check-in's step would do."""
    title = step.draft.key_result_title or step.draft.key_result_key
    if isinstance(meant, RowProblem):
        return refused("check_ins", meant, title)
    existing = there.get(key_of(step, meant)) if isinstance(meant, KeyResult) else None
    if existing is None or isinstance(meant, KeyResultStep):
        return Outcome("check_ins", "new", step.draft.row_number, title)
    return kept(step, existing, meant)


def kept(step: CheckInStep, existing: CheckIn, key_result: KeyResult) -> Outcome:
    """A check-in that was imported before: the same, or refused because it would have to be changed."""
    title = step.draft.key_result_title or key_result.title
    if existing.value == value_in_unit(step.draft, key_result.kind, key_result.baseline, key_result.target):
        return Outcome("check_ins", "same", step.draft.row_number, title)
    value = f"{existing.value.normalize():f}"
    return refused("check_ins", RowProblem(step.draft.row_number, "", "check_in_is_kept", {"value": value}), title)
