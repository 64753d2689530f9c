"""Bringing in check-ins, and the current values that a file gives beside its key results."""

from collections.abc import Sequence
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from functools import partial

from denyut.exchange.actions.rowwise import attempt
from denyut.exchange.actions.saying import Said, may_be_said, say_all
from denyut.exchange.compare import is_to_be_said
from denyut.exchange.drafts import short_key
from denyut.exchange.existing import CURRENT, check_ins_of, imported_values, key_results_by_id, key_results_of
from denyut.exchange.models import Import
from denyut.exchange.outcome import Outcome
from denyut.exchange.plan import kept
from denyut.exchange.steps import NOON, CheckInStep, KeyResultStep, key_of, value_in_unit
from denyut.okr.models import CheckIn, KeyResult
from denyut.people.models import Person
from denyut.spine import clock
from denyut.spine.access import require
from denyut.spine.deeds import deed

type Answer = Outcome | Said


@deed("exchange.bring_in_check_ins")
def bring_in_check_ins(actor: Person, done: Import, steps: Sequence[tuple[CheckInStep, KeyResult]]) -> list[Outcome]:
    """Say the check-ins of some rows, each of its key result; one that is there already stays as it is.

    Raises Refused for whoever may not import.
    """
    require(actor, "exchange.import")
    now = key_results_by_id(key_result.pk for _step, key_result in steps)
    there = check_ins_of(key_of(step, key_result) for step, key_result in steps)
    answers: list[Answer] = []
    for step, key_result in steps:
        work = partial(_said, actor, step, now[key_result.pk], there)
        answers.append(attempt("check_ins", step.draft.row_number, key_result.title, work))
    say_all(actor, done, [answer for answer in answers if isinstance(answer, Said)])
    return [
        answer if isinstance(answer, Outcome) else Outcome("check_ins", "new", step.draft.row_number, key_result.title)
        for answer, (step, key_result) in zip(answers, steps, strict=True)
    ]


@deed("exchange.say_current_values")
def say_current_values(actor: Person, done: Import, steps: Sequence[KeyResultStep]) -> list[Outcome]:
    """Check in the current values of some rows, as far as they are news. Returns only what was refused.

    A value of a cycle that is over holds for its last day. Raises Refused for whoever may not import.
    """
    require(actor, "exchange.import")
    there, imported = key_results_of(step.key for step in steps), imported_values(step.key for step in steps)
    answers = []
    for step in steps:
        key_result, before = there.get(step.key), imported.get(step.key, [])
        if key_result is not None and is_to_be_said(step, key_result, before):
            work = partial(_current, actor, step, key_result, len(before) + 1)
            answers.append(attempt("key_results", step.draft.row_number, step.draft.title, work))
    say_all(actor, done, [answer for answer in answers if isinstance(answer, Said)])
    return [answer for answer in answers if isinstance(answer, Outcome)]


def _said(actor: Person, step: CheckInStep, key_result: KeyResult, there: dict[str, CheckIn]) -> Answer:
    key = key_of(step, key_result)
    existing = there.get(key)
    if existing is not None:
        return kept(step, existing, key_result)
    value = value_in_unit(step.draft, key_result.kind, key_result.baseline, key_result.target)
    said = Said(key_result, value, step.at, key, _percent(step.draft.confidence), step.note)
    may_be_said(actor, said)
    return said


def _current(actor: Person, step: KeyResultStep, key_result: KeyResult, number: int) -> Answer:
    value, at = step.draft.current or Decimal(0), _moment(actor, key_result)
    # By its own key, which it keeps in every workspace: numbers are given anew where an export is brought in.
    said = Said(key_result, value, at, short_key(f"{CURRENT}{key_result.external_key} {number}"))
    may_be_said(actor, said)
    return said


def _moment(actor: Person, key_result: KeyResult) -> datetime:
    """Now, or the noon of the last day of a cycle that is over."""
    return min(clock.now(), datetime.combine(key_result.objective.cycle.ends_on, NOON, actor.zone))


def _percent(confidence: Decimal | None) -> int | None:
    """A share as whole percent."""
    return None if confidence is None else int((confidence * 100).quantize(Decimal(1), rounding=ROUND_HALF_UP))
