"""Bringing in check-ins."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from functools import partial

from denyut.exchange.actions.rowwise import one_row
from denyut.exchange.existing import check_ins_of
from denyut.exchange.outcome import Outcome
from denyut.exchange.plan import kept
from denyut.exchange.steps import CheckInStep, key_of, value_in_unit
from denyut.okr.actions import check_in
from denyut.okr.models import CheckIn, KeyResult
from denyut.people.models import Person
from denyut.spine.access import require
from denyut.spine.deeds import deed


@deed("exchange.bring_in_check_ins")
def bring_in_check_ins(actor: Person, steps: Sequence[tuple[CheckInStep, KeyResult]]) -> list[Outcome]:
    """Say the check-ins of some rows, each of its key result; one that is there already stays as it is.

    Raises Refused for whoever may not import.
    """
    require(actor, "exchange.import")
    there = check_ins_of(key_of(step, key_result) for step, key_result in steps)
    return [
        one_row(
            "check_ins", step.draft.row_number, key_result.title, partial(_bring_in, actor, step, key_result, there)
        )
        for step, key_result in steps
    ]


def _bring_in(actor: Person, step: CheckInStep, key_result: KeyResult, there: dict[str, CheckIn]) -> Outcome:
    key = key_of(step, key_result)
    existing = there.get(key)
    if existing is not None:
        return kept(step, existing, key_result)
    there[key] = check_in(
        actor,
        key_result,
        value=value_in_unit(step.draft, key_result.kind, key_result.baseline, key_result.target),
        confidence=_percent(step.draft.confidence),
        note=step.note,
        at=step.at,
        external_key=key,
    )
    return Outcome("check_ins", "new", step.draft.row_number, key_result.title)


def _percent(confidence: Decimal | None) -> int | None:
    """A share as whole percent."""
    return None if confidence is None else int((confidence * 100).quantize(Decimal(1), rounding=ROUND_HALF_UP))
