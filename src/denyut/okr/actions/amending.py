"""Amending scores after the close: an administrator's hand, a reason, and what it was stays written down."""

from decimal import Decimal

from django.utils.translation import gettext as _

from denyut.okr.actions.key_results import kr_as_it_stands
from denyut.okr.actions.objectives import as_it_stands
from denyut.okr.actions.scoring import give, in_thousandths, is_missed, score_facts
from denyut.okr.models import KeyResult, Objective
from denyut.okr.offers import Offer, mean_of
from denyut.okr.verbs import SCORE_AMENDED
from denyut.people.models import Person
from denyut.spine.access import Conflict, Invalid, require
from denyut.spine.deeds import deed
from denyut.spine.events import record


@deed("okr.amend_key_result_score")
def amend_key_result_score(actor: Person, key_result: KeyResult, *, score: Decimal, reason: str) -> KeyResult:
    """Amend the score of a key result whose cycle is closed. An objective that has the mean of its key results follows.

    Raises Refused for whoever is no administrator, Conflict while the cycle is open, Invalid for a score that is none or without a reason.
    """
    kr = kr_as_it_stands(key_result)
    _amend(actor, kr, score, reason)
    objective = kr.objective
    offered = None if objective.score_reason else mean_of(objective)
    if offered is not None and offered.score != objective.score:
        before = objective.score
        give(actor, objective, offered, None, "", by=None)
        _tell(actor, objective, before, reason)
    return kr


@deed("okr.amend_objective_score")
def amend_objective_score(actor: Person, objective: Objective, *, score: Decimal, reason: str) -> Objective:
    """Amend the score of an objective whose cycle is closed. Raises as `amend_key_result_score` does."""
    objective = as_it_stands(objective)
    _amend(actor, objective, score, reason)
    return objective


def _amend(actor: Person, goal: Objective | KeyResult, score: Decimal, reason: str) -> None:
    objective = goal if isinstance(goal, Objective) else goal.objective
    require(actor, "okr.amend_score", objective)
    if not objective.cycle.is_closed:
        raise Conflict(_("The cycle is still open. Score the goal anew instead of amending it."), code="cycle_open")
    if not reason.strip():
        raise Invalid(_("Say in a sentence why the score changes now."), code="reason_needed", field="reason")
    before, offered = goal.score, Offer(goal.score, goal.score_original, goal.score_final)
    if in_thousandths(score) != before:
        give(actor, goal, offered, score, reason, by=actor)
        _tell(actor, goal, before, reason)


def _tell(actor: Person, goal: Objective | KeyResult, before: Decimal | None, reason: str) -> None:
    facts = score_facts(goal, before)
    if isinstance(goal, Objective):
        facts["missed"] = is_missed(goal)
    record(SCORE_AMENDED, actor, goal, facts=facts, text=reason.strip())
