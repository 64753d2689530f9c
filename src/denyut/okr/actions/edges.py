"""Deeds on the links between goals: proposing, answering, countering and ending them."""

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from denyut.okr.actions.primaries import serve
from denyut.okr.actions.rollup import Moved, carry_up
from denyut.okr.aligning import check, check_sight, goal_as_it_stands, said, weighed
from denyut.okr.ends import Goal, asked_end, asking_end, edge_facts, objective_of, with_ends
from denyut.okr.models import Edge, KeyResult, Objective
from denyut.okr.values import chosen
from denyut.okr.verbs import EDGE_ACCEPTED, EDGE_COUNTERED, EDGE_DECLINED, EDGE_ENDED, EDGE_PROPOSED
from denyut.people.models import Person
from denyut.spine import clock
from denyut.spine.access import Conflict, Invalid, NotThere, may, require
from denyut.spine.deeds import deed
from denyut.spine.events import record
from denyut.spine.verbs import Verb

State = Edge.EdgeState


@deed("okr.propose_edge")
def propose_edge(
    actor: Person,
    *,
    kind: str = Edge.EdgeKind.SUPPORTS,
    from_objective: Objective | None = None,
    from_key_result: KeyResult | None = None,
    to_objective: Objective | None = None,
    to_key_result: KeyResult | None = None,
    weight: Decimal | None = None,
    is_primary: bool = False,
    note: str = "",
) -> Edge:
    """Offer to link a goal to another one, whose owner is asked. Who may speak for both has agreed at once.

    `weight` (above 0, up to 1) is for contributions, `is_primary` for the first objective that an objective supports. Raises Refused
    where the rule says no, NotThere for a goal the actor does not see, and as `okr.aligning.check` does.
    """
    source = goal_as_it_stands(actor, from_objective, from_key_result, field="from_objective")
    target = goal_as_it_stands(actor, to_objective, to_key_result, field="to_objective")
    require(actor, "okr.propose_edge", source)
    edge = _drawn_up(actor, source, target, kind=kind, weight=weight, is_primary=is_primary, note=note)
    edge.asked = target.owner
    return _put_to(actor, edge, EDGE_PROPOSED)


@deed("okr.answer_edge")
def answer_edge(actor: Person, edge: Edge, *, answer: str, note: str = "") -> Edge:
    """Accept or decline a proposed link ("accepted", "declined"). The same answer again changes nothing.

    Accepting asks once more whether the two goals may be linked, for others may have linked them meanwhile. Raises Refused where the
    rule says no, Invalid for another word, Conflict when it was answered differently.
    """
    edge = edge_as_it_stands(actor, edge)
    require(actor, "okr.answer_edge", edge)
    wanted = chosen(State, answer, "answer")
    if wanted not in (State.ACCEPTED, State.DECLINED):
        raise Invalid(_("Answer with “accepted” or “declined”."), code="not_a_choice", field="answer")
    if edge.state == wanted:
        return edge
    _check_waits(edge)
    return _accept(actor, edge, said(note)) if wanted == State.ACCEPTED else _decline(actor, edge, said(note))


@deed("okr.counter_edge")
def counter_edge(
    actor: Person,
    edge: Edge,
    *,
    kind: str = Edge.EdgeKind.SUPPORTS,
    to_objective: Objective | None = None,
    to_key_result: KeyResult | None = None,
    weight: Decimal | None = None,
    is_primary: bool = False,
    note: str = "",
) -> Edge:
    """Answer a proposed link with another one, which whoever proposed it answers in turn: another kind, weight, or goal of one's own.

    Returns the new proposal. Raises as `propose_edge` and `answer_edge` do, Invalid when it says the same again.
    """
    edge = edge_as_it_stands(actor, edge)
    require(actor, "okr.answer_edge", edge)
    _check_waits(edge)
    target = edge.target
    if to_objective is not None or to_key_result is not None:
        target = goal_as_it_stands(actor, to_objective, to_key_result, field="to_objective")
    counter = _drawn_up(actor, edge.source, target, kind=kind, weight=weight, is_primary=is_primary, note=note)
    if _terms(counter) == _terms(edge):
        raise Invalid(_("This says the same as the proposal. Accept it instead."), code="same")
    counter.counter_to = edge
    require(actor, "okr.propose_edge", asking_end(counter))
    counter.asked = _asked_in_turn(edge, counter)
    edge.state, edge.answered_by, edge.answered_at, edge.answer = State.COUNTERED, actor, clock.now(), counter.note
    edge.save(update_fields=["state", "answered_by", "answered_at", "answer"])
    return _put_to(actor, counter, EDGE_COUNTERED)


@deed("okr.end_edge")
def end_edge(actor: Person, edge: Edge, *, note: str = "") -> Edge:
    """End a link that stands, or take back a proposal. Again changes nothing.

    Raises Refused where the rule says no, Conflict for a proposal that was declined or countered.
    """
    edge = edge_as_it_stands(actor, edge)
    require(actor, "okr.end_edge", edge)
    if edge.state == State.ENDED:
        return edge
    if edge.state not in (State.PROPOSED, State.ACCEPTED):
        raise Conflict(_("This proposal was answered already; there is no link to end."), code="answered")
    was_standing = edge.state == State.ACCEPTED
    edge.state, edge.answered_by, edge.answered_at = State.ENDED, actor, clock.now()
    edge.answer = said(note) or edge.answer
    edge.save(update_fields=["state", "answered_by", "answered_at", "answer"])
    moved = _let_go(actor, edge) if was_standing else []
    return _told(actor, edge, EDGE_ENDED, moved=moved, text=said(note))


def edge_as_it_stands(actor: Person, edge: Edge) -> Edge:
    """The link as it is now, with both goals. Raises NotThere when the actor does not see them."""
    found = with_ends(Edge.objects.visible_to(actor)).filter(pk=edge.pk).first()
    if found is None:
        raise NotThere(_("There is no such link, or not for you."), code="not_there")
    return found


def _drawn_up(
    actor: Person, source: Goal, target: Goal, *, kind: str, weight: Decimal | None, is_primary: bool, note: str
) -> Edge:
    how = chosen(Edge.EdgeKind, kind, "kind")
    return Edge(
        kind=how,
        from_objective=source if isinstance(source, Objective) else None,
        from_key_result=source if isinstance(source, KeyResult) else None,
        to_objective=target if isinstance(target, Objective) else None,
        to_key_result=target if isinstance(target, KeyResult) else None,
        weight=weighed(how, weight),
        is_primary=is_primary,
        note=said(note),
        proposed_by=actor,
        proposed_at=clock.now(),
    )


def _asked_in_turn(edge: Edge, counter: Edge) -> Person:
    """Whoever made the proposal, as long as they speak for the goal that the counter-proposal asks; else its owner."""
    goal = asked_end(counter)
    owner: Person = goal.owner
    is_theirs = goal == asking_end(edge) and may(edge.proposed_by, "okr.speak_for", goal)
    return edge.proposed_by if is_theirs else owner


def _terms(edge: Edge) -> tuple[Any, ...]:
    return edge.kind, edge.weight, edge.is_primary, edge.to_objective_id, edge.to_key_result_id


def _put_to(actor: Person, edge: Edge, verb: Verb) -> Edge:
    """Keep a proposal, as agreed where the actor speaks for both sides."""
    check(edge)
    check_sight(edge)
    edge.save(force_insert=True)
    if may(actor, "okr.answer_edge", edge):
        return _accept(actor, edge, "")
    return _told(actor, edge, verb, moved=[], text=edge.note)


def _accept(actor: Person, edge: Edge, note: str) -> Edge:
    check(edge)
    edge.state, edge.answered_by, edge.answered_at, edge.answer = State.ACCEPTED, actor, clock.now(), note
    edge.save(update_fields=["state", "answered_by", "answered_at", "answer"])
    moved: Moved = []
    if edge.is_primary:
        _settle_former(actor, edge)
        moved = serve(actor, edge.source, edge.target, note=edge.note or note)
    elif edge.kind == Edge.EdgeKind.CONTRIBUTES:
        moved = _carried_from(edge)
    return _told(actor, edge, EDGE_ACCEPTED, moved=moved, text=note or edge.note)


def _settle_former(actor: Person, edge: Edge) -> None:
    """A support that becomes the first one takes the place of the same support that was not."""
    same = Edge.objects.standing().filter(kind=Edge.EdgeKind.SUPPORTS, from_objective=edge.from_objective)
    same = same.filter(to_objective=edge.to_objective, is_primary=False)
    same.update(state=State.ENDED, answered_by=actor, answered_at=clock.now())


def _decline(actor: Person, edge: Edge, note: str) -> Edge:
    edge.state, edge.answered_by, edge.answered_at, edge.answer = State.DECLINED, actor, clock.now(), note
    edge.save(update_fields=["state", "answered_by", "answered_at", "answer"])
    return _told(actor, edge, EDGE_DECLINED, moved=[], text=note)


def _check_waits(edge: Edge) -> None:
    if edge.state != State.PROPOSED:
        who = edge.answered_by.name if edge.answered_by else edge.proposed_by.name
        reason = _("%(who)s answered this already: %(state)s. Make a new proposal instead.")
        raise Conflict(reason % {"who": who, "state": State(edge.state).label}, code="answered")


def _carried_from(edge: Edge) -> Moved:
    """Carry a contribution from its source up to where it leads."""
    source = edge.source
    return carry_up(objective_of(source), key_result=source if isinstance(source, KeyResult) else None)


def _let_go(actor: Person, edge: Edge) -> Moved:
    if edge.is_primary and edge.source.parent_id == edge.to_objective_id:
        return serve(actor, edge.source, None, note=edge.answer)
    if edge.kind != Edge.EdgeKind.CONTRIBUTES:
        return []
    target = edge.target
    if isinstance(target, Objective):
        return carry_up(target)
    others = with_ends(Edge.objects.contributing().filter(to_key_result=target))
    left = others.first()
    if left is not None:
        return _carried_from(left)
    # Nobody feeds it any more: its value stays as it is, and its owner checks in again.
    target.fed_value = None
    target.save(update_fields=["fed_value"])
    return []


def _told(actor: Person, edge: Edge, verb: Verb, *, moved: Moved, text: str) -> Edge:
    record(verb, actor, edge, facts=edge_facts(edge, moved), text=text)
    return edge
