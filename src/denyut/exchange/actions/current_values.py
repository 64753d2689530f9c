"""Saying the current values that a file gives beside its key results."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from functools import partial

from denyut.exchange.actions.rowwise import one_row
from denyut.exchange.compare import is_to_be_said
from denyut.exchange.existing import CURRENT, imported_values, key_results_of
from denyut.exchange.outcome import Outcome
from denyut.exchange.steps import NOON, KeyResultStep
from denyut.okr.actions import check_in
from denyut.okr.models import KeyResult
from denyut.people.models import Person
from denyut.spine import clock
from denyut.spine.access import require
from denyut.spine.deeds import deed


@deed("exchange.say_current_values")
def say_current_values(actor: Person, steps: Sequence[KeyResultStep]) -> list[Outcome]:
    """Check in the current values of some rows, as far as they are news. Returns only what was refused.

    A value of a cycle that is over holds for its last day. Raises Refused for whoever may not import.
    """
    require(actor, "exchange.import")
    there, imported = key_results_of(step.key for step in steps), imported_values(step.key for step in steps)
    outcomes = []
    for step in steps:
        key_result = there.get(step.key)
        if key_result is not None:
            work = partial(_say, actor, step, key_result, imported.get(step.key, []))
            outcomes.append(one_row("key_results", step.draft.row_number, step.draft.title, work))
    return [outcome for outcome in outcomes if outcome.problem]


def _say(actor: Person, step: KeyResultStep, key_result: KeyResult, imported: list[Decimal]) -> Outcome:
    current = step.draft.current
    if current is not None and is_to_be_said(step, key_result, imported):
        key = f"{CURRENT}{key_result.label} {len(imported) + 1}"
        check_in(actor, key_result, value=current, at=_moment(actor, key_result), external_key=key)
    return Outcome("key_results", "changed", step.draft.row_number, step.draft.title)


def _moment(actor: Person, key_result: KeyResult) -> datetime:
    """Now, or the noon of the last day of a cycle that is over."""
    return min(clock.now(), datetime.combine(key_result.objective.cycle.ends_on, NOON, actor.zone))
