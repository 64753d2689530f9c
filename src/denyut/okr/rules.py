"""Who may do what with goals."""

from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from denyut.okr.ends import Goal, asked_end, objective_of
from denyut.okr.models import CheckIn, Cycle, Edge, Initiative, KeyResult, Objective, State
from denyut.people.models import Department, Person, Role
from denyut.people.times import zone_of
from denyut.spine import clock
from denyut.spine.access import ALLOWED, Denied, Verdict, rule

OVER = (State.CLOSED, State.GRADED, State.ARCHIVED)
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
    """Whoever may change it; but a draft that many wrote is agreed, published and given up by those who answer for it."""
    verdict = may_change_objective(actor, objective)
    if not verdict or to in (State.DRAFT, State.PROPOSED) or _is_responsible(actor, objective):
        return verdict
    if to == State.CANCELLED:
        reason = gettext("Only %(owner)s, the department's lead or a manager above cancels this objective.")
    else:
        reason = gettext("Only %(owner)s, the department's lead or a manager above publishes this objective.")
    return Denied(reason % {"owner": objective.owner.name}, code="not_owner")


@rule("okr.move_key_result")
def may_move_key_result(actor: Person, key_result: KeyResult, to: str) -> Verdict:
    """Whoever may change its objective; but what a colleague drafted is given up by those who answer for it."""
    verdict = may_change_objective(actor, key_result.objective)
    if verdict and to == State.CANCELLED and not _is_owners(actor, key_result):
        reason = gettext("Only %(owner)s, who leads them or who answers for the objective cancels %(label)s.")
        return Denied(reason % {"label": key_result.label, "owner": key_result.owner.name}, code="not_owner")
    return verdict


@rule("okr.check_in")
def may_check_in(actor: Person, key_result: KeyResult) -> Verdict:
    """Owner and delegate check in; so does whoever stands in for an owner who is away; whoever answers for the objective may step in."""
    over = _is_over(actor, key_result)
    if over is not None:
        return over
    if actor.pk == key_result.delegate_id or _is_owners(actor, key_result) or _stands_in(actor, key_result):
        return ALLOWED
    reason = gettext("%(label)s belongs to %(owner)s. Ask them to check in, or to make you their delegate.")
    return Denied(reason % {"label": key_result.label, "owner": key_result.owner.name}, code="not_owner")


@rule("okr.undo_check_in")
def may_undo_check_in(actor: Person, key_result: KeyResult, said: CheckIn) -> Verdict:
    """A slip is taken back by whoever made it."""
    over = _is_over(actor, key_result)
    if over is not None:
        return over
    if actor.pk == said.author_id:
        return ALLOWED
    return Denied(_("Only whoever checked in takes it back. Check in with the right value instead."), code="not_yours")


@rule("okr.vote")
def may_vote(actor: Person, key_result: KeyResult) -> Verdict:
    """In a cycle that asks for it: colleagues of the objective's department, and whoever contributes. The owner says it openly."""
    over = _is_over(actor, key_result)
    if over is not None:
        return over
    objective = key_result.objective
    if not objective.cycle.has_votes:
        return Denied(
            _("This cycle takes no votes on how sure people are. Its settings switch them on."), code="no_votes"
        )
    if actor.pk == key_result.owner_id:
        return Denied(_("It is yours: say how sure you are when you check in."), code="owner")
    department = objective.department_id
    is_close = department is None or actor.department_id == department or _contributes(actor, key_result)
    is_seen = objective.is_open or KeyResult.objects.visible_to(actor).filter(pk=key_result.pk).exists()
    if is_close and is_seen and not actor.is_bot:
        return ALLOWED
    return Denied(_("Those who work on it vote: its department, and whoever contributes to it."), code="not_close")


@rule("okr.plan_key_result")
def may_plan_key_result(actor: Person, key_result: KeyResult) -> Verdict:
    """What a key result is made of, who counts for it, how it is declared to stand: not for a delegate, who tells its numbers."""
    over = _is_over(actor, key_result)
    if over is not None:
        return over
    objective = key_result.objective
    if _is_owners(actor, key_result) or _is_drafted_together(actor, objective):
        return ALLOWED
    if actor.pk == key_result.delegate_id:
        reason = gettext("You check %(label)s in. What it is made of is up to %(owner)s and those above. Ask them.")
    else:
        reason = gettext("%(label)s belongs to %(owner)s. Ask them, the department's lead or a manager above.")
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
    return _or_own_work(actor, initiative, may_check_in(actor, key_result))


@rule("okr.drop_initiative")
def may_drop_initiative(actor: Person, key_result: KeyResult, initiative: Initiative) -> Verdict:
    """Whoever does the work gives it up, and whoever plans the key result."""
    return _or_own_work(actor, initiative, may_plan_key_result(actor, key_result))


def closed(cycle: Cycle) -> Denied:
    return Denied(
        gettext("The cycle %(cycle)s is closed. Its numbers stay as they are.") % {"cycle": cycle.name},
        code="cycle_closed",
    )


def _is_over(actor: Person, key_result: KeyResult) -> Denied | None:
    """Why nobody tells this actor's numbers of a key result any more; None while they may be told."""
    objective = key_result.objective
    if actor.is_auditor:
        return READS_ONLY
    if objective.cycle.is_closed:
        return closed(objective.cycle)
    if objective.is_cancelled:
        return Denied(_("This objective was cancelled, so its key results take no more check-ins."), code="cancelled")
    if key_result.state == State.CANCELLED:
        reason = gettext("%(label)s was cancelled and takes no more check-ins. Make it active again first.")
        return Denied(reason % {"label": key_result.label}, code="cancelled")
    if objective.state in OVER:
        reason = gettext("This objective has ended, so %(label)s takes no more check-ins. Make it active again first.")
        return Denied(reason % {"label": key_result.label}, code="ended")
    return None


def _or_own_work(actor: Person, initiative: Initiative, verdict: Verdict) -> Verdict:
    is_only_other = isinstance(verdict, Denied) and verdict.code == "not_owner"
    return ALLOWED if is_only_other and initiative.owner_id == actor.pk else verdict


def _contributes(actor: Person, key_result: KeyResult) -> bool:
    """Whether somebody does work for a key result, checks it in, or owns a goal that is linked to it from below."""
    if actor.pk == key_result.delegate_id or key_result.initiatives.filter(owner=actor, dropped_at=None).exists():
        return True
    below = Edge.objects.standing().filter(
        to_key_result=key_result, kind__in=(Edge.EdgeKind.SUPPORTS, Edge.EdgeKind.CONTRIBUTES)
    )
    return below.filter(Q(from_key_result__owner=actor) | Q(from_objective__owner=actor)).exists()


def _is_owners(actor: Person, key_result: KeyResult) -> bool:
    """Whether somebody owns a key result, leads its owner, or answers for its objective."""
    is_own = actor.pk in (key_result.owner_id, key_result.owner.manager_id)
    return is_own or _is_responsible(actor, key_result.objective)


def _stands_in(actor: Person, key_result: KeyResult) -> bool:
    """Whether the owner is away today and said that this one stands in, for goals that this one sees."""
    owner = key_result.owner
    today = clock.now().astimezone(zone_of(owner)).date()
    away = owner.absences.touching(today, today).filter(stand_in=actor)
    return away.exists() and KeyResult.objects.visible_to(actor).filter(pk=key_result.pk).exists()


def _is_responsible(actor: Person, objective: Objective) -> bool:
    is_lead = objective.department is not None and objective.department.lead_id == actor.pk
    return actor.is_administrator or actor.pk in (objective.owner_id, objective.owner.manager_id) or is_lead


def _is_drafted_together(actor: Person, objective: Objective) -> bool:
    """Until it is agreed, an open goal is written by everybody who may set goals where it stands."""
    is_draft = objective.is_open and objective.state in (State.DRAFT, State.PROPOSED)
    return is_draft and bool(may_add_objective(actor, objective.cycle, objective.department))
