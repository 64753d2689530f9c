"""Deeds on asks: putting a goal to departments, and answering."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from denyut.alignment.models import Ask
from denyut.alignment.verbs import ASKED, NOT_SUPPORTED, RESPONDED
from denyut.okr.actions import propose_edge
from denyut.okr.aligning import goal_as_it_stands, said
from denyut.okr.models import GONE, Edge, Objective
from denyut.people.models import Department, Person
from denyut.people.times import company_now
from denyut.spine import clock
from denyut.spine.access import Conflict, Invalid, NotThere, require
from denyut.spine.deeds import deed
from denyut.spine.events import record


@deed("alignment.ask_departments")
def ask_departments(
    actor: Person,
    objective: Objective,
    *,
    departments: Sequence[Department],
    due_on: date | None = None,
    note: str = "",
) -> Objective:
    """Ask departments how they support a goal. One that was asked and has not said no is not asked again.

    Raises Refused where the rule says no, Invalid without departments or for its own, Conflict for a goal that is private or gone.
    """
    objective = _goal(actor, objective)
    require(actor, "alignment.ask", objective)
    if not objective.is_open:
        raise Conflict(_("This goal is private. Open it to everybody, then ask."), code="private")
    if objective.state in GONE:
        raise Conflict(_("%(label)s was cancelled. Choose another goal.") % {"label": objective.label}, code="gone")
    if not departments:
        raise Invalid(_("Choose at least one department."), code="nobody", field="departments")
    if objective.department_id in [department.pk for department in departments]:
        raise Invalid(
            _("This goal belongs to that department already. Choose others."), code="own", field="departments"
        )
    if due_on is not None and due_on < company_now().date():
        raise Invalid(_("That day has passed. Choose a later one."), code="past", field="due_on")
    known = {ask.department_id: ask for ask in Ask.objects.filter(objective=objective)}
    for department in departments:
        former = known.get(department.pk)
        if former is None or former.is_declined:
            _ask(actor, objective, department, due_on=due_on, note=said(note), former=former)
    return objective


@deed("alignment.respond")
def respond(actor: Person, ask: Ask, *, objective: Objective | None = None, reason: str = "") -> Ask:
    """Answer an ask with an objective of the department, which is offered as a support of the goal, or with the reason why not.

    The same answer again changes nothing. Raises Refused where the rule says no, Invalid for an objective of others or no answer at all,
    Conflict when it was answered differently, and as `propose_edge` does.
    """
    ask = ask_as_it_stands(actor, ask)
    require(actor, "alignment.respond", ask)
    reason = said(reason, "reason")
    if (objective is None) == (not reason):
        raise Invalid(
            _("Choose an objective that supports this goal, or say why there is none: one of the two."),
            code="no_answer",
            field="objective",
        )
    if ask.is_answered:
        if (ask.answer_id, ask.reason) == (objective.pk if objective else None, reason):
            return ask
        raise Conflict(_("This was answered already. Talk to whoever answered it."), code="answered")
    if objective is not None:
        answer = _goal(actor, objective)
        _check_own(ask, answer)
        _offer(actor, ask, answer)
        return answered(actor, ask, answer)
    ask.reason = reason
    return _keep(actor, ask)


@deed("alignment.note_answer")
def note_answer(actor: Person, objective: Objective) -> int:
    """Take an objective that serves a goal as the answer of its department, where that was asked. Returns how many asks it answers."""
    department = objective.department
    if department is None or objective.parent_id is None:
        return 0
    line = [above.pk for above in department.ancestors(include_self=True)]
    waiting = Ask.objects.waiting().filter(objective=objective.parent_id, department__in=line)
    asks = list(waiting.select_related("objective", "department"))
    for ask in asks:
        answered(actor, ask, objective)
    return len(asks)


def answered(actor: Person, ask: Ask, objective: Objective) -> Ask:
    """Write down an objective as the answer, inside a deed that has asked its rule."""
    ask.answer = objective
    return _keep(actor, ask)


def ask_as_it_stands(actor: Person, ask: Ask) -> Ask:
    """The ask as it is now. Raises NotThere when the actor does not see its goal."""
    seen = Ask.objects.visible_to(actor).select_related("objective__cycle", "objective__owner", "department")
    found = seen.filter(pk=ask.pk).first()
    if found is None:
        raise NotThere(_("There is no such request, or not for you."), code="not_there")
    return found


def _goal(actor: Person, objective: Objective) -> Objective:
    found = goal_as_it_stands(actor, objective, None, field="objective")
    assert isinstance(found, Objective)  # noqa: S101 an objective was named
    return found


def _ask(
    actor: Person, objective: Objective, department: Department, *, due_on: date | None, note: str, former: Ask | None
) -> None:
    ask = former or Ask(objective=objective, department=department)
    ask.asked_by, ask.asked_at, ask.due_on, ask.note = actor, clock.now(), due_on, note
    ask.answered_by, ask.answered_at, ask.reason = None, None, ""
    ask.save()
    told = [department.lead_id] if department.lead_id else []
    record(ASKED, actor, ask, facts=_facts(ask, told), text=note)


def _check_own(ask: Ask, objective: Objective) -> None:
    own = objective.department
    inside = own is not None and ask.department_id in [above.pk for above in own.ancestors(include_self=True)]
    if not inside or objective == ask.objective:
        reason = _("Choose an objective of %(department)s or of a department inside it.")
        raise Invalid(reason % {"department": ask.department.name}, code="other_department", field="objective")


def _offer(actor: Person, ask: Ask, objective: Objective) -> None:
    """Offer the support, unless it stands or waits already."""
    states = (Edge.EdgeState.PROPOSED, Edge.EdgeState.ACCEPTED)
    upwards = Edge.objects.filter(from_objective=objective, to_objective=ask.objective, state__in=states)
    upwards = upwards.filter(kind__in=(Edge.EdgeKind.SUPPORTS, Edge.EdgeKind.CONTRIBUTES))
    if objective.parent_id != ask.objective_id and not upwards.exists():
        is_first = objective.parent_id is None
        propose_edge.function(actor, from_objective=objective, to_objective=ask.objective, is_primary=is_first)


def _keep(actor: Person, ask: Ask) -> Ask:
    ask.answered_by, ask.answered_at = actor, clock.now()
    ask.save()
    verb = RESPONDED if ask.answer_id else NOT_SUPPORTED
    record(verb, actor, ask, facts=_facts(ask, [ask.asked_by_id]), text=ask.reason)
    return ask


def _facts(ask: Ask, told: list[int]) -> dict[str, Any]:
    return {
        "ask": ask.pk,
        "objective": ask.objective_id,
        "department": ask.department_id,
        "department_name": ask.department.name,
        "answer": ask.answer_id,
        "open": ask.objective.is_open,
        "told": told,
    }
