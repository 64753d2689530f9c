"""Who declares changes of plan, who answers, who sets guardrails."""

from collections.abc import Collection

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from denyut.okr.models import Objective
from denyut.okr.rules import may_change_objective, may_check_in, may_manage, may_speak_for
from denyut.people.models import Person
from denyut.people.rules import READS_ONLY
from denyut.spine.access import ALLOWED, Denied, Verdict, rule
from denyut.steering.models import ChangeCard, ChangeEvent, Guardrail, Relevance


@rule("steering.declare")
def may_declare(actor: Person, objectives: Collection[Objective]) -> Verdict:
    """Managers and administrators; else whoever answers for all the objectives that are named."""
    if actor.is_auditor:
        return READS_ONLY
    if may_manage(actor):
        return ALLOWED
    if objectives and all(may_change_objective(actor, one) for one in objectives):
        return ALLOWED
    return Denied(
        _("A change of plan is declared by managers, and by whoever answers for the objectives."), code="not_leader"
    )


@rule("steering.answer")
def may_answer(actor: Person, card: ChangeCard) -> Verdict:
    """Whoever is asked; whoever else answers for the goal may step in."""
    if actor.is_auditor:
        return READS_ONLY
    goal = card.goal
    is_theirs = may_speak_for(actor, goal) if isinstance(goal, Objective) else may_check_in(actor, goal)
    if actor.pk in (card.person_id, card.person.manager_id) or is_theirs:
        return ALLOWED
    reason = gettext("%(owner)s answers this. Ask them.")
    return Denied(reason % {"owner": card.person.name}, code="not_asked")


@rule("steering.call_off")
def may_call_off(actor: Person, event: ChangeEvent) -> Verdict:
    """Whoever declared it, and administrators."""
    if actor.is_auditor:
        return READS_ONLY
    if actor.pk == event.declared_by_id or actor.is_administrator:
        return ALLOWED
    reason = gettext("%(owner)s declared this change. Ask them to call it off.")
    return Denied(reason % {"owner": event.declared_by.name}, code="not_yours")


@rule("steering.judge_relevance")
def may_judge_relevance(actor: Person, relevance: Relevance) -> Verdict:
    """The owner who was asked."""
    if actor.is_auditor:
        return READS_ONLY
    if actor.pk == relevance.person_id:
        return ALLOWED
    return Denied(_("Only its owner says whether this is still the right goal."), code="not_asked")


@rule("steering.guard")
def may_guard(actor: Person, objective: Objective | None) -> Verdict:
    """Managers and administrators; for an objective, whoever answers for it."""
    if actor.is_auditor:
        return READS_ONLY
    if may_manage(actor) or (objective is not None and may_change_objective(actor, objective)):
        return ALLOWED
    return Denied(
        _("Guardrails are set by managers, and by whoever answers for the objective. Ask one of them."),
        code="not_leader",
    )


@rule("steering.end_guardrail")
def may_end_guardrail(actor: Person, guardrail: Guardrail) -> Verdict:
    """Whoever set it, and whoever may set such a one."""
    return ALLOWED if actor.pk == guardrail.set_by_id else may_guard(actor, guardrail.objective)
