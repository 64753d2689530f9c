"""Who may ask, answer, challenge, and leave findings alone."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from denyut.alignment.models import Ask, Challenge
from denyut.okr.ends import Goal, objective_of
from denyut.okr.models import Objective
from denyut.okr.rules import READS_ONLY, closed, may_change_objective, may_manage, may_speak_for
from denyut.people.models import Person
from denyut.spine.access import ALLOWED, Denied, Verdict, rule


@rule("alignment.ask")
def may_ask(actor: Person, objective: Objective) -> Verdict:
    """Whoever answers for a goal asks departments to respond to it."""
    return may_speak_for(actor, objective)


@rule("alignment.respond")
def may_respond(actor: Person, ask: Ask) -> Verdict:
    """The lead of the department or of one above it; managers; where nobody leads, whoever works in it."""
    if actor.is_auditor:
        return READS_ONLY
    if ask.objective.cycle.is_closed:
        return closed(ask.objective.cycle)
    line = list(ask.department.ancestors(include_self=True))
    leads = {department.lead_id for department in line if department.lead_id}
    is_own = not leads and actor.department_id == ask.department_id
    if may_manage(actor) or actor.pk in leads or is_own:
        return ALLOWED
    reason = gettext("The lead of %(department)s or a manager responds to this. Ask one of them.")
    return Denied(reason % {"department": ask.department.name}, code="not_lead")


@rule("alignment.challenge")
def may_challenge(actor: Person, goal: Goal) -> Verdict:
    """Everybody who sees a goal and does not answer for it."""
    if actor.is_auditor:
        return READS_ONLY
    if objective_of(goal).cycle.is_closed:
        return closed(objective_of(goal).cycle)
    if may_speak_for(actor, goal):
        return Denied(_("You answer for this goal. Change it, or talk to those who count on it."), code="own_goal")
    return ALLOWED


@rule("alignment.answer_challenge")
def may_answer_challenge(actor: Person, challenge: Challenge) -> Verdict:
    """Whoever answers for the goal; where another target is proposed, whoever may change it."""
    goal: Goal = challenge.goal
    if challenge.proposed_target is not None:
        return may_change_objective(actor, objective_of(goal))
    return may_speak_for(actor, goal)


@rule("alignment.take_stance")
def may_take_stance(actor: Person, objective: Objective) -> Verdict:
    """Whoever answers for a goal decides what becomes of it."""
    return may_speak_for(actor, objective)


@rule("alignment.link_influence")
def may_link_influence(actor: Person, goal: Goal) -> Verdict:
    """Whoever may change the objective says what it and its key results are expected to move."""
    return may_change_objective(actor, objective_of(goal))


@rule("alignment.dismiss")
def may_dismiss(actor: Person, subject: Goal | Person | None) -> Verdict:
    """Whoever answers for a goal leaves a finding about it alone, a person one about their own load; managers any."""
    if actor.is_auditor:
        return READS_ONLY
    if may_manage(actor):
        return ALLOWED
    if isinstance(subject, Person):
        is_theirs = actor.pk in (subject.pk, subject.manager_id)
        return (
            ALLOWED
            if is_theirs
            else Denied(
                gettext("%(name)s or their manager leaves this alone. Ask one of them.") % {"name": subject.name},
                code="not_owner",
            )
        )
    if subject is None:
        return Denied(_("Managers and administrators leave this alone. Ask one of them."), code="not_manager")
    return may_speak_for(actor, subject)
