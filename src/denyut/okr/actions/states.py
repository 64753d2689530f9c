"""Deeds on the life of goals: proposing, agreeing, publishing, pausing, putting off, ending, cancelling."""

from typing import Any

from django.utils.translation import gettext as _

from denyut.okr.actions.key_results import kr_as_it_stands
from denyut.okr.actions.objectives import as_it_stands, facts_of
from denyut.okr.actions.revising import revise
from denyut.okr.actions.rollup import carry_on, carry_up
from denyut.okr.actions.scoring import settle
from denyut.okr.actions.shares import share_key_results, share_set
from denyut.okr.life import moves_from
from denyut.okr.models import PLANNED, KeyResult, Objective, State
from denyut.okr.values import chosen
from denyut.okr.verbs import KEY_RESULT_MOVED, OBJECTIVE_CANCELLED, OBJECTIVE_MOVED
from denyut.people.models import Person
from denyut.spine import clock
from denyut.spine.access import Conflict, Invalid, require
from denyut.spine.deeds import deed
from denyut.spine.events import record

REASON_AT_MOST = 500
# What others counted on stops here, so they are told why.
TOLD_WHY = (State.POSTPONED, State.CANCELLED, State.PAUSED)


@deed("okr.move_objective")
def move_objective(actor: Person, objective: Objective, *, to: str, reason: str = "") -> Objective:
    """Take an objective to another state of its life. Where it is already changes nothing.

    Putting off, pausing and cancelling a goal that was published more than a day ago take a reason. Raises Refused where the rule says no,
    Conflict for a step that its life does not have, Invalid without a reason.
    """
    objective = as_it_stands(objective)
    wanted = chosen(State, to, "to")
    require(actor, "okr.move_objective", objective, wanted)
    if wanted == objective.state:
        return objective
    _check(State(objective.state), wanted)
    if wanted == State.GRADED and objective.score is None:
        raise Conflict(_("Give it a score first; with that it is scored by itself."), code="unscored", field="to")
    reason = _why(objective, wanted, reason)
    now, before = clock.now(), objective.state
    revise(actor, objective, {"state": [before, wanted.value]}, reason="", note=reason)
    objective.state, objective.state_reason, objective.state_at = wanted, reason, now
    if objective.published_at is None and wanted not in PLANNED and wanted != State.CANCELLED:
        objective.published_at = now
    objective.version += 1
    objective.save(update_fields=["state", "state_reason", "state_at", "published_at", "version"])
    share_set(objective)
    moved = carry_on(objective)
    facts: dict[str, Any] = {**facts_of(objective), "from": before, "to": wanted.value, "moved": moved}
    verb = OBJECTIVE_CANCELLED if wanted == State.CANCELLED else OBJECTIVE_MOVED
    record(verb, actor, objective, facts=facts, text=objective.title)
    return objective


@deed("okr.cancel_objective")
def cancel_objective(actor: Person, objective: Objective, *, reason: str = "") -> Objective:
    """Cancel an objective: it leaves the board and takes no more check-ins; its history stays. Again changes nothing.

    Raises as `move_objective` does.
    """
    return move_objective.function(actor, objective, to=State.CANCELLED, reason=reason)


@deed("okr.move_key_result")
def move_key_result(actor: Person, key_result: KeyResult, *, to: str, reason: str = "") -> KeyResult:
    """Put a key result off, pause it, cancel it, or make it active again; the others share its weight meanwhile.

    Raises as `move_objective` does.
    """
    kr = kr_as_it_stands(key_result)
    wanted = chosen(State, to, "to")
    require(actor, "okr.move_key_result", kr, wanted)
    if wanted == kr.state:
        return kr
    if wanted not in (State.ACTIVE, State.PAUSED, State.POSTPONED, State.CANCELLED):
        raise Invalid(_("A key result is active, paused, put off or cancelled."), code="not_a_choice", field="to")
    reason = _why(kr.objective, wanted, reason)
    before = kr.state
    revise(actor, kr, {"state": [before, wanted.value]}, reason="", note=reason)
    kr.state, kr.state_reason = wanted, reason
    kr.edition += 1
    kr.save(update_fields=["state", "state_reason", "edition"])
    share_key_results(kr.objective)
    facts = {**facts_of(kr.objective), "key_result": kr.pk, "label": kr.label, "from": before, "to": wanted.value}
    facts["moved"] = carry_up(kr.objective, key_result=kr)
    record(KEY_RESULT_MOVED, actor, kr, facts=facts, text=kr.title)
    if not kr.counts:
        settle(actor, kr.objective)
    return kr_as_it_stands(kr)


def _check(now: State, wanted: State) -> None:
    steps = moves_from(now)
    if wanted not in steps:
        names = ", ".join(str(step.label) for step in steps)
        reason = _("From “%(now)s” a goal goes to: %(steps)s.")
        raise Conflict(reason % {"now": now.label, "steps": names}, code="no_such_step", field="to")


def _why(objective: Objective, wanted: State, reason: str) -> str:
    if len(reason) > REASON_AT_MOST:
        raise Invalid(_("A reason has up to 500 letters."), code="too_long", field="reason")
    if wanted in TOLD_WHY and not reason.strip() and not objective.is_freely_edited(clock.now()):
        raise Invalid(
            _("Others count on this goal. Say in a sentence why it stops."), code="reason_needed", field="reason"
        )
    return reason.strip()
