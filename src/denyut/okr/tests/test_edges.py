"""Links between goals: who proposes, who answers, what is refused, and what an agreed link does to the numbers."""

from decimal import Decimal
from typing import Any

import pytest

from denyut.okr.actions import (
    add_key_result,
    add_objective,
    answer_edge,
    cancel_objective,
    change_objective,
    check_in,
    counter_edge,
    end_edge,
    open_cycle,
    propose_edge,
)
from denyut.okr.models import Cycle, Edge, KeyResult, Objective, Revision
from denyut.people.models import Person
from denyut.spine.access import Conflict, Invalid, NotThere, Refused
from denyut.spine.models import Event
from denyut.spine.verbs import VERBS
from tests.closing import shut
from tests.goals import Goals
from tests.world import World

pytestmark = pytest.mark.django_db
WORDS = {"title": "Answer 40% faster"}


@pytest.fixture
def stock(world: World, goals: Goals) -> Objective:
    """Dora's objective in the warehouse, of which Mei's people know nothing."""
    world.dora.manager = None
    return add_objective(world.dora, goals.quarter, title="Shelves are full", department=world.warehouse)


@pytest.fixture
def shelves(world: World, stock: Objective) -> KeyResult:
    return add_key_result(world.dora, stock, title="Full shelves", unit="shelves", target=Decimal(100))


def fresh[T: (Objective, KeyResult, Edge)](one: T) -> T:
    return type(one).objects.get(pk=one.pk)


def refused(code: str, deed: Any, *args: Any, **options: Any) -> Refused:
    with pytest.raises(Refused) as refusal:
        deed(*args, **options)
    assert refusal.value.code == code
    return refusal.value


def test_a_proposal_waits_for_the_owner_of_the_other_goal(world: World, goals: Goals, stock: Objective) -> None:
    edge = propose_edge(world.mei, kind="depends", from_objective=goals.speed, to_objective=stock, note=" Boxes first ")
    assert (edge.state, edge.asked, edge.proposed_by, edge.note) == ("proposed", world.dora, world.mei, "Boxes first")
    event = Event.objects.latest("id")
    assert (event.verb, list(VERBS[event.verb].told(event))) == ("okr.edge_proposed", [world.dora.pk])
    assert set(VERBS[event.verb].topics(event)) == {"okr", f"okr:{goals.speed.pk}", f"okr:{stock.pk}"}


def test_who_may_change_both_has_agreed_at_once(world: World, goals: Goals, stock: Objective) -> None:
    edge = propose_edge(world.ada, kind="supports", from_objective=goals.speed, to_objective=stock)
    assert (edge.state, edge.answered_by) == ("accepted", world.ada)
    assert Event.objects.latest("id").verb == "okr.edge_accepted"


@pytest.mark.parametrize("who", ["dora", "robo", "bo"])
def test_strangers_do_not_propose(world: World, goals: Goals, stock: Objective, who: str) -> None:
    refused("not_owner", propose_edge, getattr(world, who), from_objective=goals.speed, to_objective=stock)


def test_auditors_never_propose_or_answer(world: World, goals: Goals, stock: Objective) -> None:
    refused("reads_only", propose_edge, world.aldo, from_objective=goals.speed, to_objective=stock)
    edge = propose_edge(world.mei, from_objective=goals.speed, to_objective=stock)
    refused("reads_only", answer_edge, world.aldo, edge, answer="accepted")
    refused("reads_only", end_edge, world.aldo, edge)


def test_the_owner_of_a_key_result_proposes_for_it(world: World, goals: Goals, stock: Objective) -> None:
    edge = propose_edge(world.bo, kind="contributes", from_key_result=goals.rules, to_objective=stock)
    assert (edge.state, edge.weight) == ("proposed", 1)


@pytest.mark.parametrize("who", ["mei", "cem", "bo", "robo"])
def test_only_the_asked_side_answers(world: World, goals: Goals, stock: Objective, who: str) -> None:
    edge = propose_edge(world.mei, from_objective=goals.speed, to_objective=stock)
    refused("not_owner", answer_edge, getattr(world, who), edge, answer="accepted")
    assert fresh(edge).state == "proposed"


def test_accepting_and_declining(world: World, goals: Goals, stock: Objective) -> None:
    edge = propose_edge(world.mei, from_objective=goals.speed, to_objective=stock)
    declined = answer_edge(world.dora, edge, answer="declined", note="Not this quarter")
    assert (declined.state, declined.answer, declined.answered_by) == ("declined", "Not this quarter", world.dora)
    assert list(VERBS["okr.edge_declined"].told(Event.objects.latest("id"))) == [world.mei.pk]
    assert not Edge.objects.standing().exists()
    again = propose_edge(world.mei, from_objective=goals.speed, to_objective=stock)
    accepted = answer_edge(world.dora, again, answer="accepted")
    assert list(Edge.objects.standing()) == [accepted]


def test_the_same_answer_again_changes_nothing(world: World, goals: Goals, stock: Objective) -> None:
    edge = propose_edge(world.mei, from_objective=goals.speed, to_objective=stock)
    answer_edge(world.dora, edge, answer="accepted")
    head = Event.objects.latest("id").pk
    assert answer_edge(world.ada, edge, answer="accepted").answered_by == world.dora
    assert Event.objects.latest("id").pk == head
    refused("answered", answer_edge, world.dora, edge, answer="declined")


@pytest.mark.parametrize("answer", ["ended", "countered", "proposed", "perhaps", ""])
def test_an_answer_is_one_of_two_words(world: World, goals: Goals, stock: Objective, answer: str) -> None:
    edge = propose_edge(world.mei, from_objective=goals.speed, to_objective=stock)
    refused("not_a_choice", answer_edge, world.dora, edge, answer=answer)


@pytest.mark.parametrize("weight", ["0", "-0.5", "1.001", "2", "0.0004", "NaN", "Infinity"])
def test_a_weight_lies_above_0_and_is_1_at_most(world: World, goals: Goals, stock: Objective, weight: str) -> None:
    with pytest.raises(Invalid) as refusal:
        propose_edge(
            world.mei, kind="contributes", from_objective=goals.speed, to_objective=stock, weight=Decimal(weight)
        )
    assert refusal.value.field == "weight"


def test_only_contributions_have_a_weight(world: World, goals: Goals, stock: Objective) -> None:
    refused(
        "weightless", propose_edge, world.mei, from_objective=goals.speed, to_objective=stock, weight=Decimal("0.5")
    )


def test_each_side_is_one_goal(world: World, goals: Goals, stock: Objective) -> None:
    refused("one_goal", propose_edge, world.mei, to_objective=stock)
    refused("one_goal", propose_edge, world.mei, from_objective=goals.speed)
    both = {"from_objective": goals.speed, "from_key_result": goals.median}
    refused("one_goal", propose_edge, world.mei, **both, to_objective=stock)


def test_a_goal_is_not_linked_to_itself_or_its_own_parts(world: World, goals: Goals) -> None:
    for kind in Edge.EdgeKind:
        refused("own_part", propose_edge, world.mei, kind=kind, from_objective=goals.speed, to_objective=goals.speed)
        refused("own_part", propose_edge, world.mei, kind=kind, from_key_result=goals.median, to_objective=goals.speed)
        refused("own_part", propose_edge, world.mei, kind=kind, from_objective=goals.speed, to_key_result=goals.median)


def test_only_a_support_between_objectives_is_primary(world: World, goals: Goals, stock: Objective) -> None:
    refused(
        "primary",
        propose_edge,
        world.mei,
        kind="depends",
        from_objective=goals.speed,
        to_objective=stock,
        is_primary=True,
    )
    refused("primary", propose_edge, world.mei, from_key_result=goals.median, to_objective=stock, is_primary=True)


def test_an_unknown_kind_and_a_long_note_are_refused(world: World, goals: Goals, stock: Objective) -> None:
    refused("not_a_choice", propose_edge, world.mei, kind="loves", from_objective=goals.speed, to_objective=stock)
    refused("too_long", propose_edge, world.mei, from_objective=goals.speed, to_objective=stock, note="x" * 501)


def test_a_link_is_made_once(world: World, goals: Goals, stock: Objective) -> None:
    edge = propose_edge(world.mei, from_objective=goals.speed, to_objective=stock)
    refusal = refused("proposed", propose_edge, world.mei, from_objective=goals.speed, to_objective=stock)
    assert "Dora Putri" in str(refusal)
    answer_edge(world.dora, edge, answer="accepted")
    refused("linked", propose_edge, world.mei, from_objective=goals.speed, to_objective=stock)
    refused("linked", propose_edge, world.mei, from_objective=goals.speed, to_objective=goals.company)


def test_a_conflict_is_the_same_from_both_sides(world: World, goals: Goals, stock: Objective) -> None:
    propose_edge(world.ada, kind="conflicts", from_objective=goals.speed, to_objective=stock)
    refused("linked", propose_edge, world.dora, kind="conflicts", from_objective=stock, to_objective=goals.speed)


def test_two_may_depend_on_each_other(world: World, goals: Goals, stock: Objective) -> None:
    for source, target in ((goals.speed, stock), (stock, goals.speed)):
        propose_edge(world.ada, kind="depends", from_objective=source, to_objective=target)
    assert Edge.objects.standing().count() == 2


def test_vector_24_the_second_contribution_is_refused_with_the_line(
    world: World, goals: Goals, stock: Objective
) -> None:
    propose_edge(world.ada, kind="contributes", from_objective=goals.speed, to_objective=stock)
    refusal = refused(
        "circle", propose_edge, world.ada, kind="contributes", from_objective=stock, to_objective=goals.speed
    )
    assert f"O-{stock.pk} → O-{goals.speed.pk} → O-{stock.pk}" in str(refusal)


def test_lines_do_not_close_through_parts_and_parents(world: World, goals: Goals, shelves: KeyResult) -> None:
    propose_edge(world.ada, kind="contributes", from_objective=goals.company, to_key_result=shelves)
    refusal = refused(
        "circle",
        propose_edge,
        world.ada,
        kind="contributes",
        from_objective=shelves.objective,
        to_key_result=goals.median,
    )
    way = [shelves.objective.label, goals.median.label, goals.speed.label, goals.company.label, shelves.label]
    assert " → ".join(way) in str(refusal)


def test_a_circle_that_another_closed_meanwhile_is_refused_when_it_is_answered(
    world: World, goals: Goals, stock: Objective
) -> None:
    ways = ((world.mei, goals.speed, stock), (world.dora, stock, goals.speed))
    first, second = (
        propose_edge(who, kind="contributes", from_objective=source, to_objective=target)
        for who, source, target in ways
    )
    answer_edge(world.dora, first, answer="accepted")
    refused("circle", answer_edge, world.mei, second, answer="accepted")
    assert fresh(second).state == "proposed"


def test_goals_that_are_gone_are_not_linked(world: World, goals: Goals, stock: Objective) -> None:
    edge = propose_edge(world.mei, from_objective=goals.speed, to_objective=stock)
    cancel_objective(world.dora, stock, reason="No shelves")
    refused("gone", answer_edge, world.dora, edge, answer="accepted")
    refused("gone", propose_edge, world.mei, kind="depends", from_objective=goals.speed, to_objective=stock)


def test_goals_of_closed_cycles_are_not_linked(world: World, goals: Goals) -> None:
    old = open_cycle(world.ada, name="Q3", starts_on=goals.quarter.starts_on, ends_on=goals.quarter.ends_on)
    before = add_objective(world.ada, old, title="Before")
    shut(world.ada, Cycle.objects.get(pk=old.pk))
    refused("cycle_closed", propose_edge, world.mei, from_objective=goals.speed, to_objective=before)
    refused("cycle_closed", propose_edge, world.ada, from_objective=before, to_objective=goals.speed)


def test_links_cross_cycles(world: World, goals: Goals) -> None:
    year = open_cycle(
        world.ada, name="2026", kind="year", starts_on=goals.quarter.starts_on, ends_on=goals.quarter.ends_on
    )
    yearly = add_objective(world.ada, year, title="Loved by customers")
    edge = propose_edge(world.ada, kind="contributes", from_objective=goals.speed, to_objective=yearly)
    assert edge.state == "accepted"


def test_a_private_goal_is_not_there_for_strangers(world: World, goals: Goals, stock: Objective) -> None:
    Objective.objects.filter(pk=stock.pk).update(visibility="private")
    with pytest.raises(NotThere):
        propose_edge(world.mei, from_objective=goals.speed, to_objective=stock)
    edge = propose_edge(world.ada, kind="depends", from_objective=goals.speed, to_objective=stock)
    for deed, words in ((answer_edge, {"answer": "declined"}), (counter_edge, {"kind": "supports"}), (end_edge, {})):
        with pytest.raises(NotThere):
            deed(world.mei, edge, **words)
    assert not Edge.objects.visible_to(world.mei).exists()


def test_nobody_is_asked_about_a_goal_they_do_not_see(world: World, goals: Goals, stock: Objective) -> None:
    Objective.objects.filter(pk=goals.speed.pk).update(visibility="private")
    refusal = refused(
        "not_seen", propose_edge, world.mei, kind="depends", from_objective=goals.speed, to_objective=stock
    )
    assert "Dora Putri" in str(refusal)
    assert not Edge.objects.exists()


def test_events_name_no_goal_by_its_words(world: World, goals: Goals, stock: Objective) -> None:
    Objective.objects.filter(pk=stock.pk).update(visibility="private")
    propose_edge(world.ada, kind="depends", from_objective=goals.speed, to_objective=stock)
    event = Event.objects.latest("id")
    assert event.facts["open"] is False
    assert "Shelves" not in str(event.facts)
    assert set(VERBS[event.verb].topics(event)) == {f"okr:{goals.speed.pk}", f"okr:{stock.pk}"}


def test_a_contribution_moves_what_it_leads_to(world: World, goals: Goals, stock: Objective) -> None:
    check_in(world.mei, goals.median, value=Decimal(18))
    edge = propose_edge(world.mei, kind="contributes", from_objective=goals.speed, to_objective=stock)
    assert fresh(stock).progress == 0
    answer_edge(world.dora, edge, answer="accepted")
    assert fresh(stock).progress == Decimal("0.5")
    assert [stock.pk, True] in Event.objects.latest("id").facts["moved"]
    end_edge(world.mei, edge)
    assert fresh(stock).progress == 0


def test_a_contribution_feeds_a_key_result_and_leaves_it_when_it_ends(
    world: World, goals: Goals, shelves: KeyResult
) -> None:
    check_in(world.bo, goals.rules, value=Decimal(6))
    edge = propose_edge(
        world.ada, kind="contributes", from_key_result=goals.rules, to_key_result=shelves, weight=Decimal("0.5")
    )
    # Half of the twelve rules is made: the shelves, counted in another unit, stand at the same half.
    assert (fresh(shelves).value, fresh(shelves).fed_value) == (50, 50)
    end_edge(world.ada, edge)
    assert (fresh(shelves).value, fresh(shelves).fed_value) == (50, None)


def test_a_primary_support_becomes_the_parent_and_ends_the_former(world: World, goals: Goals, stock: Objective) -> None:
    check_in(world.mei, goals.median, value=Decimal(18))
    assert fresh(goals.company).progress == Decimal("0.5")
    edge = propose_edge(world.mei, from_objective=goals.speed, to_objective=stock, is_primary=True)
    assert fresh(goals.speed).parent == goals.company
    answer_edge(world.dora, edge, answer="accepted")
    assert fresh(goals.speed).parent == stock
    assert (fresh(goals.company).progress, fresh(stock).progress) == (0, Decimal("0.5"))
    revision = Revision.objects.get(objective=goals.speed, kind="realign")
    assert (revision.changes, revision.author) == ({"parent": [goals.company.pk, stock.pk]}, world.dora)
    back = propose_edge(world.ada, from_objective=goals.speed, to_objective=goals.company, is_primary=True)
    assert (fresh(edge).state, back.state) == ("ended", "accepted")


def test_ending_the_primary_link_leaves_the_objective_alone(world: World, goals: Goals, stock: Objective) -> None:
    edge = propose_edge(world.ada, from_objective=goals.speed, to_objective=stock, is_primary=True)
    end_edge(world.dora, edge, note="Changed plans")
    assert fresh(goals.speed).parent is None
    head = Event.objects.latest("id").pk
    assert end_edge(world.dora, edge).state == "ended"
    assert Event.objects.latest("id").pk == head


def test_a_parent_chosen_in_the_form_ends_the_primary_link(world: World, goals: Goals, stock: Objective) -> None:
    edge = propose_edge(world.ada, from_objective=goals.speed, to_objective=stock, is_primary=True)
    change_objective(world.mei, goals.speed, **WORDS, department=world.service, parent=goals.company)
    assert fresh(edge).state == "ended"


def test_a_support_may_become_the_first_one(world: World, goals: Goals, stock: Objective) -> None:
    plain = propose_edge(world.ada, from_objective=goals.speed, to_objective=stock)
    first = propose_edge(world.ada, from_objective=goals.speed, to_objective=stock, is_primary=True)
    assert (fresh(plain).state, first.state) == ("ended", "accepted")
    assert fresh(goals.speed).parent == stock


def test_an_objective_does_not_serve_one_that_serves_it(world: World, goals: Goals) -> None:
    refusal = refused("circle", propose_edge, world.ada, from_objective=goals.company, to_objective=goals.speed)
    assert f"{goals.company.label} → {goals.speed.label} → {goals.company.label}" in str(refusal)


def test_a_counter_proposal_goes_back_to_who_proposed(world: World, goals: Goals, stock: Objective) -> None:
    edge = propose_edge(world.mei, kind="contributes", from_objective=goals.speed, to_objective=stock)
    counter = counter_edge(world.dora, edge, kind="supports", note="No numbers, please")
    assert (fresh(edge).state, counter.state, counter.counter_to) == ("countered", "proposed", edge)
    assert (counter.asked, counter.proposed_by, counter.source) == (world.mei, world.dora, goals.speed)
    assert list(VERBS["okr.edge_countered"].told(Event.objects.latest("id"))) == [world.mei.pk]
    refused("not_owner", answer_edge, world.dora, counter, answer="accepted")
    assert answer_edge(world.mei, counter, answer="accepted").state == "accepted"


def test_a_counter_proposal_is_countered_in_turn(
    world: World, goals: Goals, stock: Objective, shelves: KeyResult
) -> None:
    edge = propose_edge(world.mei, kind="contributes", from_objective=goals.speed, to_objective=stock)
    counter = counter_edge(world.dora, edge, kind="contributes", to_key_result=shelves)
    third = counter_edge(world.mei, counter, kind="contributes", weight=Decimal("0.2"))
    assert (third.asked, third.target) == (world.dora, shelves)
    refused("not_owner", answer_edge, world.mei, third, answer="accepted")
    assert answer_edge(world.dora, third, answer="accepted").weight == Decimal("0.2")


def test_nobody_offers_the_goal_of_a_third(world: World, goals: Goals, stock: Objective) -> None:
    other = add_objective(world.ada, goals.quarter, title="Ada's own")
    edge = propose_edge(world.mei, from_objective=goals.speed, to_objective=stock)
    refused("not_owner", counter_edge, world.dora, edge, kind="supports", to_objective=other)
    assert fresh(edge).state == "proposed"


def test_a_counter_proposal_says_something_new(world: World, goals: Goals, stock: Objective) -> None:
    edge = propose_edge(world.mei, from_objective=goals.speed, to_objective=stock)
    refused("same", counter_edge, world.dora, edge, kind="supports")
    answer_edge(world.dora, edge, answer="declined")
    refused("answered", counter_edge, world.dora, edge, kind="depends")


def test_a_proposal_is_taken_back_by_either_side(world: World, goals: Goals, stock: Objective) -> None:
    edge = propose_edge(world.mei, from_objective=goals.speed, to_objective=stock)
    refused("not_owner", end_edge, world.bo, edge)
    assert end_edge(world.mei, edge).state == "ended"
    other = propose_edge(world.mei, from_objective=goals.speed, to_objective=stock)
    answer_edge(world.dora, other, answer="declined")
    refused("answered", end_edge, world.mei, other)


def test_only_waiting_proposals_are_answered(world: World, goals: Goals, stock: Objective) -> None:
    edge = propose_edge(world.mei, from_objective=goals.speed, to_objective=stock)
    end_edge(world.mei, edge)
    with pytest.raises(Conflict):
        answer_edge(world.dora, edge, answer="accepted")


def test_whoever_lost_the_goal_answers_no_more(world: World, goals: Goals, stock: Objective, cem: Person) -> None:
    edge = propose_edge(world.mei, from_objective=goals.speed, to_objective=stock)
    Objective.objects.filter(pk=stock.pk).update(owner=world.bo)
    refused("not_owner", answer_edge, world.dora, edge, answer="accepted")
    assert answer_edge(world.bo, edge, answer="accepted").state == "accepted"
