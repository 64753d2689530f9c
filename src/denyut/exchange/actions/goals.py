"""Bringing in objectives."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from django.utils.translation import gettext as _

from denyut.exchange.actions.keeping import as_it_is
from denyut.exchange.actions.new_goals import add_goals
from denyut.exchange.actions.rowwise import one_row
from denyut.exchange.actions.traces import trace_changed
from denyut.exchange.compare import STATES, GoalTerms, goal_changes, goal_terms, is_to_be_moved
from denyut.exchange.existing import objectives_of, visible_among
from denyut.exchange.models import Import
from denyut.exchange.outcome import Outcome
from denyut.exchange.problems import RowRefused
from denyut.exchange.steps import GoalStep
from denyut.okr.actions import change_objective, move_objective
from denyut.okr.models import Objective, State
from denyut.people.models import Person
from denyut.spine.access import require
from denyut.spine.deeds import deed


@dataclass(frozen=True, slots=True)
class There:
    """The objectives that are there already, by external key, those that the actor may see, and the batch."""

    done: Import
    goals: dict[str, Objective]
    visible: set[int]


@deed("exchange.bring_in_goals")
def bring_in_goals(actor: Person, done: Import, steps: Sequence[GoalStep]) -> list[Outcome]:
    """Add or change the objectives of some rows; one that is refused leaves the others alone.

    Raises Refused for whoever may not import.
    """
    require(actor, "exchange.import")
    goals = objectives_of([*(step.key for step in steps), *(step.parent_key for step in steps if step.parent_key)])
    there = There(done, goals, visible_among(actor, goals.values()))
    known = [step for step in steps if step.key in goals]
    new = [step for step in steps if step.key not in goals]
    added = add_goals(actor, done, new, goals)
    changed = [
        one_row("goals", step.draft.row_number, step.draft.title, partial(_change, actor, step, there))
        for step in known
    ]
    return [*added, *changed]


@deed("exchange.bring_in_states")
def bring_in_states(actor: Person, done: Import, steps: Sequence[GoalStep]) -> list[Outcome]:
    """Take objectives into the state that their status stands for. Returns only what was refused.

    Raises Refused for whoever may not import.
    """
    require(actor, "exchange.import")
    goals = objectives_of(step.key for step in steps)
    there = There(done, goals, visible_among(actor, goals.values()))
    outcomes = [
        one_row("goals", step.draft.row_number, step.draft.title, partial(_move, actor, step, there))
        for step in steps
        if step.key in goals
    ]
    return [outcome for outcome in outcomes if outcome.problem]


def _change(actor: Person, step: GoalStep, there: There) -> Outcome:
    existing = there.goals[step.key]
    if existing.pk not in there.visible:
        raise RowRefused("hidden")
    terms = goal_terms(step, existing, there.goals.get(step.parent_key))
    fields = goal_changes(terms, existing)
    if fields:
        before = {name: getattr(existing, name) for name in fields}
        _write(actor, existing, terms)
        trace_changed(there.done, existing, before, {name: getattr(terms, name) for name in fields})
    return Outcome("goals", "changed" if fields else "same", step.draft.row_number, step.draft.title, tuple(fields))


def _write(actor: Person, existing: Objective, terms: GoalTerms) -> None:
    given = {name: getattr(terms, name) for name in terms.__slots__}
    change_objective(actor, existing, **as_it_is(change_objective, existing) | given)


def _move(actor: Person, step: GoalStep, there: There) -> Outcome:
    existing = there.goals[step.key]
    if existing.pk in there.visible and is_to_be_moved(step, existing):
        wanted = STATES[step.draft.status]
        reason = _("Imported from %(file)s") % {"file": there.done.file_name}
        move_objective(actor, existing, to=wanted, reason=reason)
        trace_changed(there.done, existing, {"state": State.ACTIVE.value}, {"state": wanted.value})
    return Outcome("goals", "changed", step.draft.row_number, step.draft.title)
