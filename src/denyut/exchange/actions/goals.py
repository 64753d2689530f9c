"""Bringing in objectives."""

from collections.abc import Sequence
from functools import partial

from denyut.exchange.actions.rowwise import one_row
from denyut.exchange.compare import goal_changes, goal_terms
from denyut.exchange.existing import objectives_of, visible_among
from denyut.exchange.outcome import Outcome
from denyut.exchange.problems import RowRefused
from denyut.exchange.steps import GoalStep
from denyut.okr.actions import add_objective, change_objective
from denyut.okr.models import Cycle, Objective
from denyut.people.models import Person
from denyut.spine.access import require
from denyut.spine.deeds import deed


@deed("exchange.bring_in_goals")
def bring_in_goals(actor: Person, steps: Sequence[GoalStep]) -> list[Outcome]:
    """Add or change the objectives of some rows; one that is refused leaves the others alone.

    Raises Refused for whoever may not import.
    """
    require(actor, "exchange.import")
    there = objectives_of([*(step.key for step in steps), *(step.parent_key for step in steps if step.parent_key)])
    visible = visible_among(actor, there.values())
    return [
        one_row("goals", step.draft.row_number, step.draft.title, partial(_bring_in, actor, step, there, visible))
        for step in steps
    ]


def _bring_in(actor: Person, step: GoalStep, there: dict[str, Objective], visible: set[int]) -> Outcome:
    existing = there.get(step.key)
    if existing is None:
        there[step.key] = _add(actor, step, there.get(step.parent_key))
        visible.add(there[step.key].pk)
        return Outcome("goals", "new", step.draft.row_number, step.draft.title)
    if existing.pk not in visible:
        raise RowRefused("hidden")
    terms = goal_terms(step, existing, there.get(step.parent_key))
    fields = goal_changes(terms, existing)
    if fields:
        change_objective(
            actor,
            existing,
            title=terms.title,
            description=terms.description,
            owner=terms.owner,
            department=terms.department,
            parent=terms.parent,
            ambition=existing.ambition,
            roll_up=existing.roll_up,
            visibility=existing.visibility,
        )
    return Outcome("goals", "changed" if fields else "same", step.draft.row_number, step.draft.title, tuple(fields))


def _add(actor: Person, step: GoalStep, parent: Objective | None) -> Objective:
    if not isinstance(step.cycle, Cycle):
        raise RowRefused("no_cycle", cycle=step.cycle.name)
    terms = goal_terms(step, None, parent)
    return add_objective(
        actor,
        step.cycle,
        title=terms.title,
        description=terms.description,
        owner=terms.owner,
        department=terms.department,
        parent=terms.parent,
        external_key=step.key,
    )
