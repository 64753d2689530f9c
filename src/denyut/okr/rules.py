"""Who may do what with goals."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from denyut.okr.ends import Goal, asked_end, objective_of
from denyut.okr.models import Cycle, Edge, Initiative, KeyResult, Objective, State
from denyut.people.models import Department, Person, Role
from denyut.spine.access import ALLOWED, Denied, Verdict, rule

READS_ONLY = Denied(_("Auditors read everything and change nothing."), code="reads_only")


def may_manage(actor: Person) -> bool:
    return actor.role in (Role.MANAGER, Role.ADMINISTRATOR)


@rule("okr.manage_cycles")
def may_manage_cycles(actor: Person, cycle: Cycle | None = None) -> Verdict:
    if may_manage(actor):
        return ALLOWED
    return Denied(_("Managers and administrators open and close cycles. Ask one of them."), code="not_manager")


@rule("okr.add_objective")
def may_add_objective(actor: Person, cycle: Cycle, department: Department | None) -> Verdict:
    """Everybody may set goals in their own department; goals of the whole company are set by managers and administrators."""
    if actor.is_auditor:
        return READS_ONLY
    if cycle.is_closed:
        return closed(cycle)
    if department is None and not may_manage(actor):
        return Denied(_("Goals of the whole company are set by managers. Choose your department."), code="not_manager")
    if department is None or may_manage(actor) or actor.department_id == department.pk:
        return ALLOWED
    return Denied(_("You set goals in your own department. Ask a manager for this one."), code="other_department")


@rule("okr.change_objective")
def may_change_objective(actor: Person, objective: Objective) -> Verdict:
    if actor.is_auditor:
        return READS_ONLY
    if objective.cycle.is_closed:
        return closed(objective.cycle)
    if _is_responsible(actor, objective) or _is_drafted_together(actor, objective):
        return ALLOWED
    reason = gettext("Only %(owner)s, the department's lead or a manager above changes this objective.")
    return Denied(reason % {"owner": objective.owner.name}, code="not_owner")


@rule("okr.hand_over_objective")
def may_hand_over_objective(actor: Person, objective: Objective) -> Verdict:
    """Whose a goal is, where it stands and who sees it: not for everybody who writes a draft with others."""
    verdict = may_change_objective(actor, objective)
    if not verdict or _is_responsible(actor, objective):
        return verdict
    reason = gettext(
        "Only %(owner)s, the department's lead or a manager above hands this objective over, moves or hides it."
    )
    return Denied(reason % {"owner": objective.owner.name}, code="not_owner")


@rule("okr.move_objective")
def may_move_objective(actor: Person, objective: Objective, to: str) -> Verdict:
    """Whoever may change it; but a draft that many wrote is agreed and published by those who answer for it."""
    verdict = may_change_objective(actor, objective)
    if verdict and to in (State.AGREED, State.ACTIVE) and not _is_responsible(actor, objective):
        reason = gettext("Only %(owner)s, the department's lead or a manager above publishes this objective.")
        return Denied(reason % {"owner": objective.owner.name}, code="not_owner")
    return verdict


@rule("okr.check_in")
def may_check_in(actor: Person, key_result: KeyResult) -> Verdict:
    """Owner and delegate check in; whoever answers for the objective may step in."""
    if actor.is_auditor:
        return READS_ONLY
    objective = key_result.objective
    if objective.cycle.is_closed:
        return closed(objective.cycle)
    if objective.is_cancelled:
        return Denied(_("This objective was cancelled, so its key results take no more check-ins."), code="cancelled")
    is_own = actor.pk in (key_result.owner_id, key_result.delegate_id) or key_result.owner.manager_id == actor.pk
    if is_own or _is_responsible(actor, objective):
        return ALLOWED
    reason = gettext("%(label)s belongs to %(owner)s. Ask them to check in, or to make you their delegate.")
    return Denied(reason % {"label": key_result.label, "owner": key_result.owner.name}, code="not_owner")


@rule("okr.amend_score")
def may_amend_score(actor: Person, objective: Objective) -> Verdict:
    """After the close a score changes by an administrator's hand alone."""
    if actor.is_auditor:
        return READS_ONLY
    if actor.is_administrator:
        return ALLOWED
    return Denied(_("After the close only administrators amend scores. Ask one of them."), code="not_administrator")


@rule("okr.carry_over")
def may_carry_over(actor: Person, objective: Objective) -> Verdict:
    """Whoever answers for an objective takes it into another cycle, also when its own is closed."""
    if actor.is_auditor:
        return READS_ONLY
    if _is_responsible(actor, objective):
        return ALLOWED
    reason = gettext("Only %(owner)s, the department's lead or a manager above carries this objective over.")
    return Denied(reason % {"owner": objective.owner.name}, code="not_owner")


@rule("okr.propose_edge")
def may_propose_edge(actor: Person, source: Goal) -> Verdict:
    """Whoever may change a goal offers it to others; so does the owner of a key result."""
    return may_speak_for(actor, source) or may_change_objective(actor, objective_of(source))


@rule("okr.answer_edge")
def may_answer_edge(actor: Person, edge: Edge) -> Verdict:
    """Whoever speaks for the goal that is asked."""
    return may_speak_for(actor, asked_end(edge))


@rule("okr.end_edge")
def may_end_edge(actor: Person, edge: Edge) -> Verdict:
    """Either side: what two agreed to lasts as long as both want it."""
    return may_speak_for(actor, edge.source) or may_speak_for(actor, edge.target)


@rule("okr.speak_for")
def may_speak_for(actor: Person, goal: Goal) -> Verdict:
    """Whether somebody may bind a goal to others: its owner, their manager, whoever answers for its objective."""
    objective = objective_of(goal)
    if actor.is_auditor:
        return READS_ONLY
    if objective.cycle.is_closed:
        return closed(objective.cycle)
    if actor.pk in (goal.owner_id, goal.owner.manager_id) or _is_responsible(actor, objective):
        return ALLOWED
    reason = gettext("%(owner)s speaks for %(label)s. Ask them, the department's lead or a manager above.")
    return Denied(reason % {"label": goal.label, "owner": goal.owner.name}, code="not_owner")


@rule("okr.move_initiative")
def may_move_initiative(actor: Person, key_result: KeyResult, initiative: Initiative) -> Verdict:
    """Whoever does the work says that it is done, and whoever may check in."""
    verdict = may_check_in(actor, key_result)
    is_only_other = isinstance(verdict, Denied) and verdict.code == "not_owner"
    return ALLOWED if is_only_other and initiative.owner_id == actor.pk else verdict


def closed(cycle: Cycle) -> Denied:
    return Denied(
        gettext("The cycle %(cycle)s is closed. Its numbers stay as they are.") % {"cycle": cycle.name},
        code="cycle_closed",
    )


def _is_responsible(actor: Person, objective: Objective) -> bool:
    is_lead = objective.department is not None and objective.department.lead_id == actor.pk
    return actor.is_administrator or actor.pk in (objective.owner_id, objective.owner.manager_id) or is_lead


def _is_drafted_together(actor: Person, objective: Objective) -> bool:
    """Until it is agreed, an open goal is written by everybody who may set goals where it stands."""
    is_draft = objective.is_open and objective.state in (State.DRAFT, State.PROPOSED)
    return is_draft and bool(may_add_objective(actor, objective.cycle, objective.department))
