"""Declaring a status beside the computed one, and judging a hypothesis: what people know that numbers don't show."""

from decimal import Decimal
from typing import Any

from django.db.models import F
from django.utils.translation import gettext as _

from denyut.okr.actions.check_ins import put_value
from denyut.okr.actions.key_results import kr_as_it_stands
from denyut.okr.actions.objectives import as_it_stands, facts_of
from denyut.okr.models import DECLARABLE, KeyResult, Objective
from denyut.okr.progress import Kind
from denyut.okr.values import chosen
from denyut.okr.verbs import HYPOTHESIS_JUDGED, KEY_RESULT_DECLARED, OBJECTIVE_DECLARED
from denyut.people.models import Person
from denyut.spine import clock
from denyut.spine.access import Invalid, may, require
from denyut.spine.deeds import deed
from denyut.spine.events import record

REASON_AT_MOST = 500
FIELDS = ["declared", "declared_reason", "declared_at", "declared_by", "edition"]


@deed("okr.declare_objective")
def declare_objective(actor: Person, objective: Objective, *, status: str = "", reason: str = "") -> Objective:
    """Declare how an objective stands (on_track, at_risk, off_track) and why; without a status the declaration is taken back.

    The computed status stays beside it. Raises Refused where the rule says no, Invalid for a status that is none or without a reason.
    """
    objective = as_it_stands(objective)
    require(actor, "okr.change_objective", objective)
    _declare(actor, objective, status, reason)
    objective.version += 1
    objective.save(update_fields=[*FIELDS, "version"])
    record(OBJECTIVE_DECLARED, actor, objective, facts={**facts_of(objective), "status": status}, text=reason.strip())
    return objective


@deed("okr.declare_key_result")
def declare_key_result(actor: Person, key_result: KeyResult, *, status: str = "", reason: str = "") -> KeyResult:
    """Declare how a key result stands and why; without a status the declaration is taken back. Raises as `declare_objective` does."""
    kr = kr_as_it_stands(key_result)
    require(actor, "okr.plan_key_result", kr)
    _declare(actor, kr, status, reason)
    kr.save(update_fields=FIELDS)
    Objective.objects.filter(pk=kr.objective_id).update(version=F("version") + 1)
    facts = {**facts_of(kr.objective), "key_result": kr.pk, "label": kr.label, "status": status}
    record(KEY_RESULT_DECLARED, actor, kr, facts=facts, text=reason.strip())
    return kr


@deed("okr.judge_hypothesis")
def judge_hypothesis(actor: Person, key_result: KeyResult, *, verdict: str, note: str = "") -> KeyResult:
    """Say whether a key result did what it was expected to do for its objective, and how one can tell.

    An experiment is done by that, whatever the verdict, unless it can't be told. Raises Refused where the rule says no, Invalid for a
    verdict that is none, for a note that is too long, or for an experiment's verdict without one.
    """
    kr = kr_as_it_stands(key_result)
    require(actor, "okr.change_objective", kr.objective)
    kr.verdict = chosen(KeyResult.Verdict, verdict, "verdict")
    kr.verdict_note = _short(note, "note")
    if kr.measure is Kind.LEARNING and not kr.verdict_note:
        raise Invalid(_("Write what it showed and where that can be seen."), code="note_needed", field="note")
    kr.edition += 1
    kr.save(update_fields=["verdict", "verdict_note", "edition"])
    facts = {**facts_of(kr.objective), "key_result": kr.pk, "label": kr.label, "verdict": kr.verdict}
    record(HYPOTHESIS_JUDGED, actor, kr, facts=facts, text=kr.verdict_note)
    if kr.measure is Kind.LEARNING and may(actor, "okr.check_in", kr):
        value = Decimal(kr.verdict != KeyResult.Verdict.UNCLEAR)
        if kr.value != value:
            put_value(actor, kr, value, note=kr.verdict_note)
    return kr


def _declare(actor: Person, goal: Any, status: str, reason: str) -> None:
    known = [value for value, _label in DECLARABLE]
    if status and status not in known:
        raise Invalid(
            _("“%(word)s” is not among the choices: %(known)s.") % {"word": status[:40], "known": ", ".join(known)},
            code="not_a_choice",
            field="status",
        )
    if status and not reason.strip():
        raise Invalid(
            _("Say in a sentence why you see it differently from the numbers."), code="reason_needed", field="reason"
        )
    goal.declared, goal.declared_reason = status, _short(reason, "reason") if status else ""
    goal.declared_at, goal.declared_by = (clock.now(), actor) if status else (None, None)
    goal.edition += 1


def _short(words: str, field: str) -> str:
    if len(words) > REASON_AT_MOST:
        raise Invalid(_("A reason has up to 500 letters."), code="too_long", field=field)
    return words.strip().replace("\x00", "")
