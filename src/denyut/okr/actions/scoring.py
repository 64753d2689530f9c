"""Scoring goals at the close: what the numbers suggest is taken, or another score is given with a reason."""

from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from denyut.lib.numbers import format_number
from denyut.okr.actions.key_results import kr_as_it_stands
from denyut.okr.actions.objectives import as_it_stands, facts_of
from denyut.okr.actions.revising import revise
from denyut.okr.judging import judge
from denyut.okr.models import KeyResult, Objective, Revision, State
from denyut.okr.offers import THOUSANDTH, Offer, Waiting, mean_of, offer_for
from denyut.okr.scores import needs_post_mortem
from denyut.okr.unscored import NEVER_SCORED
from denyut.okr.verbs import KEY_RESULT_SCORED, OBJECTIVE_SCORED
from denyut.people.models import Person
from denyut.people.times import company_now
from denyut.spine import clock
from denyut.spine.access import Conflict, Invalid, require
from denyut.spine.deeds import deed
from denyut.spine.events import record

REASON_AT_MOST = 500
FIELDS = ["score", "score_original", "score_final", "score_reason", "scored_at", "scored_by", "edition"]


@deed("okr.score_key_result")
def score_key_result(
    actor: Person, key_result: KeyResult, *, score: Decimal | None = None, reason: str = ""
) -> KeyResult:
    """Score a key result from 0 to 1. Without a `score` the suggested one is taken; another takes a `reason`.

    When it was the last one that its objective waited for, the objective has its score too. Scoring again before the close keeps what
    was as a revision. Raises Refused where the rule says no, Conflict for a goal that does not count, Invalid for a score that is none
    or another one without a reason.
    """
    kr = kr_as_it_stands(key_result)
    require(actor, "okr.change_objective", kr.objective)
    _is_scored_at_all(kr.objective)
    if not kr.counts:
        gone = _("%(label)s is put off or cancelled, so it does not count. Make it active again first.")
        raise Conflict(gone % {"label": kr.label}, code="not_counted")
    found = judge([kr], company_now())[kr.pk]
    before = kr.score
    give(actor, kr, Offer(found.final, found.original, found.final), score, reason, by=actor)
    record(KEY_RESULT_SCORED, actor, kr, facts=score_facts(kr, before), text=kr.score_reason)
    settle(actor, kr.objective)
    return kr


@deed("okr.score_objective")
def score_objective(
    actor: Person, objective: Objective, *, score: Decimal | None = None, reason: str = ""
) -> Objective:
    """Score an objective from 0 to 1. Without a `score` it has the mean of its key results by weight; another takes a `reason`.

    One without key results has the mean of the objectives that serve it once these are scored, else what its progress suggests. Raises
    as `score_key_result` does, and Conflict while key results have no score.
    """
    objective = as_it_stands(objective)
    require(actor, "okr.change_objective", objective)
    _is_scored_at_all(objective)
    offered = _offered(objective)
    is_another = score is not None and in_thousandths(score) != offered.score
    # The reason tells a score that was given from one that follows the key results: only the latter moves with them.
    _conclude(actor, objective, offered, score if is_another else None, reason if is_another else "", by=actor)
    return objective


def settle(actor: Person, objective: Objective) -> None:
    """Give an objective its score as soon as all key results that count have theirs, inside a deed.

    One that was scored differently, with a reason, keeps that score.
    """
    offered = None if objective.state in NEVER_SCORED else mean_of(objective)
    if offered is None:
        return
    is_kept = bool(objective.score_reason)
    score = offered.score if is_kept else objective.score
    if Offer(score, objective.score_original, objective.score_final) != offered or objective.state != State.GRADED:
        kept, by = (objective.score, objective.scored_by) if is_kept else (None, None)
        _conclude(actor, objective, offered, kept, objective.score_reason, by=by)


def give(
    actor: Person,
    goal: Objective | KeyResult,
    offered: Offer,
    score: Decimal | None,
    reason: str,
    *,
    by: Person | None,
) -> None:
    """Write a score down, the suggested one or another; what it was stays as a revision. `by` is nobody for a mean.

    Raises Invalid for a score outside 0 to 1, for a reason that is too long, or for another score without one.
    """
    given = offered.score if score is None else in_thousandths(score)
    why = _short(reason)
    if given != offered.score and not why:
        raise Invalid(_why_asked(offered.score), code="reason_needed", field="reason")
    if goal.score is not None and goal.score != given:
        _revision(actor, goal, given, why)
    goal.score, goal.score_original, goal.score_final = given, offered.original, offered.final
    goal.score_reason, goal.scored_at, goal.scored_by = why, clock.now(), by
    goal.edition += 1
    goal.save(update_fields=FIELDS)


def score_facts(goal: Objective | KeyResult, before: Decimal | None) -> dict[str, Any]:
    """What the event of a score carries: the score as `value` without a unit, what it was, and both suggestions."""
    objective = goal if isinstance(goal, Objective) else goal.objective
    named = {} if isinstance(goal, Objective) else {"key_result": goal.pk, "label": goal.label}
    numbers = {"before": before, "score_original": goal.score_original, "score_final": goal.score_final}
    told = {name: _plain(number) for name, number in numbers.items()}
    return {
        **facts_of(objective),
        **named,
        "value": _plain(goal.score),
        "unit": "",
        **told,
    }


def in_thousandths(score: Decimal) -> Decimal:
    """A score as it is kept. Raises Invalid for one outside 0 to 1."""
    if not score.is_finite() or not 0 <= score <= 1:
        raise Invalid(_("A score lies between 0 and 1, for example 0.7."), code="score", field="score")
    return score.quantize(THOUSANDTH, ROUND_HALF_UP)


def is_missed(objective: Objective) -> bool:
    """Whether a scored objective was a promise that was not kept."""
    return objective.score is not None and needs_post_mortem(objective.ambition, objective.score)


def _conclude(
    actor: Person, objective: Objective, offered: Offer, score: Decimal | None, reason: str, *, by: Person | None
) -> None:
    before = objective.score
    give(actor, objective, offered, score, reason, by=by)
    if objective.state != State.GRADED:
        revise(actor, objective, {"state": [objective.state, State.GRADED.value]}, reason="", note="")
        objective.state, objective.state_at, objective.state_reason = State.GRADED, clock.now(), ""
        objective.version += 1
        objective.save(update_fields=["state", "state_at", "state_reason", "version"])
    facts = {**score_facts(objective, before), "missed": is_missed(objective)}
    record(OBJECTIVE_SCORED, actor, objective, facts=facts, text=objective.score_reason)


def _is_scored_at_all(objective: Objective) -> None:
    if objective.state in NEVER_SCORED:
        raise Conflict(
            _("Only agreed goals are scored. This one is a draft, put off, cancelled or archived."), code="not_counted"
        )


def _offered(objective: Objective) -> Offer:
    try:
        return offer_for(objective)
    except Waiting as error:
        reason = _("Key results of it without a score: %(number)s. Score them first.")
        raise Conflict(reason % {"number": error.number}, code="unscored") from error


def _why_asked(offered: Decimal | None) -> str:
    if offered is None:
        return _("Say in a sentence why you give this score.")
    shown = format_number(offered, get_language() or "en")
    return _("The suggested score is %(score)s. Say in a sentence why you give another.") % {"score": shown}


def _revision(actor: Person, goal: Objective | KeyResult, given: Decimal | None, note: str) -> None:
    Revision.objects.create(
        objective=goal if isinstance(goal, Objective) else goal.objective,
        key_result=None if isinstance(goal, Objective) else goal,
        kind=Revision.RevisionKind.AMEND,
        changes={"score": [_plain(goal.score), _plain(given)]},
        note=note,
        author=actor,
        at=clock.now(),
    )


def _short(reason: str) -> str:
    if len(reason) > REASON_AT_MOST:
        raise Invalid(_("A reason has up to 500 letters."), code="too_long", field="reason")
    return reason.strip().replace("\x00", "")


def _plain(score: Decimal | None) -> str | None:
    return None if score is None else format(score.normalize(), "f")
