"""The life of goals, declared statuses, hypotheses."""

from datetime import timedelta
from decimal import Decimal

import pytest
import time_machine

from denyut.okr.actions import (
    add_objective,
    check_in,
    declare_key_result,
    declare_objective,
    judge_hypothesis,
    move_key_result,
    move_objective,
    state_progress,
)
from denyut.okr.life import STEPS
from denyut.okr.models import KeyResult, Objective, State
from denyut.spine.access import Conflict, Invalid, Refused
from denyut.spine.models import Event
from tests.goals import TODAY, Goals
from tests.world import World


@pytest.fixture(autouse=True)
def _promised():
    with time_machine.travel(TODAY + timedelta(days=3), tick=False):
        yield


def test_a_draft_goes_through_its_life(world: World, goals: Goals) -> None:
    draft = add_objective(
        world.mei, goals.quarter, title="Fewer repeats", department=world.service, parent=goals.company, state="draft"
    )
    assert draft.published_at is None
    for to in ("proposed", "agreed", "active", "closed"):
        draft = move_objective(world.mei, draft, to=to)
        assert draft.state == to
    assert draft.published_at == TODAY + timedelta(days=3)
    told = Event.objects.filter(verb="okr.objective_moved").order_by("id")
    assert [event.facts["to"] for event in told] == ["proposed", "agreed", "active", "closed"]


def test_a_draft_moves_nothing_above(world: World, goals: Goals) -> None:
    check_in(world.mei, goals.median, value=Decimal(18))
    before = Objective.objects.get(pk=goals.company.pk).progress
    draft = add_objective(
        world.mei, goals.quarter, title="Later", department=world.service, parent=goals.company, state="draft"
    )
    assert Objective.objects.get(pk=goals.company.pk).progress == before == Decimal("0.5")
    move_objective(world.mei, draft, to="active")
    assert Objective.objects.get(pk=goals.company.pk).progress == Decimal("0.25")


@pytest.mark.parametrize(("first", "to"), [("draft", "agreed"), ("active", "draft"), ("active", "graded")])
def test_a_step_that_a_life_does_not_have_is_refused_with_those_it_has(
    world: World, goals: Goals, first: str, to: str
) -> None:
    goal = add_objective(world.mei, goals.quarter, title="Odd", department=world.service, state=first)
    with pytest.raises(Conflict) as refusal:
        move_objective(world.mei, goal, to=to)
    assert refusal.value.code == "no_such_step"
    assert str(STEPS[State(first)][0].label) in str(refusal.value.reason)


@pytest.mark.parametrize("to", ["paused", "postponed", "cancelled"])
def test_what_others_count_on_stops_with_a_reason_alone(world: World, goals: Goals, to: str) -> None:
    with pytest.raises(Invalid) as refusal:
        move_objective(world.mei, goals.speed, to=to)
    assert (refusal.value.code, refusal.value.field) == ("reason_needed", "reason")
    moved = move_objective(world.mei, goals.speed, to=to, reason="The supplier is late")
    assert (moved.state, moved.state_reason) == (to, "The supplier is late")


def test_moving_where_it_is_changes_nothing(world: World, goals: Goals) -> None:
    move_objective(world.mei, goals.speed, to="active")
    assert Event.objects.filter(verb="okr.objective_moved").count() == 0


def test_a_new_goal_is_not_closed(world: World, goals: Goals) -> None:
    with pytest.raises(Invalid) as refusal:
        add_objective(world.mei, goals.quarter, title="Done", department=world.service, state="closed")
    assert refusal.value.code == "first_state"


def test_a_postponed_key_result_leaves_the_others_its_weight(world: World, goals: Goals) -> None:
    check_in(world.mei, goals.median, value=Decimal(24))
    assert Objective.objects.get(pk=goals.speed.pk).progress == Decimal("0.25")
    move_key_result(world.mei, goals.rules, to="postponed", reason="No people")
    assert Objective.objects.get(pk=goals.speed.pk).progress == Decimal("0.5")
    assert KeyResult.objects.get(pk=goals.median.pk).weight == 1
    move_key_result(world.mei, goals.rules, to="active")
    assert Objective.objects.get(pk=goals.speed.pk).progress == Decimal("0.25")
    assert sorted(KeyResult.objects.values_list("weight", flat=True)) == [Decimal("0.5"), Decimal("0.5")]


def test_a_key_result_is_not_graded_by_hand(world: World, goals: Goals) -> None:
    with pytest.raises(Invalid) as refusal:
        move_key_result(world.mei, goals.rules, to="graded")
    assert refusal.value.code == "not_a_choice"


@pytest.mark.parametrize("person", ["dora", "aldo"])
def test_strangers_and_auditors_move_and_declare_nothing(world: World, goals: Goals, person: str) -> None:
    actor = getattr(world, person)
    for deed, goal, words in (
        (move_objective, goals.speed, {"to": "closed"}),
        (move_key_result, goals.median, {"to": "paused"}),
        (declare_objective, goals.speed, {"status": "at_risk", "reason": "No"}),
        (declare_key_result, goals.median, {"status": "at_risk", "reason": "No"}),
        (judge_hypothesis, goals.median, {"verdict": "refuted"}),
    ):
        with pytest.raises(Refused):
            deed(actor, goal, **words)
    assert Event.objects.filter(actor=actor).count() == 0


def test_a_declared_status_stands_beside_the_computed_one(world: World, goals: Goals, signed_in) -> None:
    check_in(world.mei, goals.median, value=Decimal(18))
    declare_key_result(world.mei, goals.median, status="at_risk", reason="The pilot team leaves")
    page = signed_in(world.bo).get(f"/key-results/{goals.median.pk}/").content.decode()
    assert 'data-status="achieved"' in page
    assert 'class="chip chip--declared" data-status="at_risk"' in page
    assert "The pilot team leaves" in page
    declare_key_result(world.mei, goals.median)
    kr = KeyResult.objects.get(pk=goals.median.pk)
    assert (kr.declared, kr.declared_reason, kr.declared_by) == ("", "", None)


def test_declaring_takes_a_reason_and_a_status_that_is_one(world: World, goals: Goals) -> None:
    with pytest.raises(Invalid) as silent:
        declare_objective(world.mei, goals.speed, status="at_risk", reason="  ")
    with pytest.raises(Invalid) as odd:
        declare_objective(world.mei, goals.speed, status="purple", reason="Why not")
    assert (silent.value.code, odd.value.code) == ("reason_needed", "not_a_choice")


def test_a_hypothesis_is_judged(world: World, goals: Goals) -> None:
    kr = judge_hypothesis(world.mei, goals.median, verdict="partly", note="Only on weekdays")
    assert (kr.verdict, kr.verdict_note) == ("partly", "Only on weekdays")
    with pytest.raises(Invalid):
        judge_hypothesis(world.mei, goals.median, verdict="maybe")


def test_progress_is_stated_where_its_owner_judges_it(world: World, goals: Goals) -> None:
    with pytest.raises(Conflict) as refusal:
        state_progress(world.mei, goals.speed, percent=Decimal(40))
    assert refusal.value.code == "counted"
    judged = add_objective(
        world.mei, goals.quarter, title="Judged", department=world.service, roll_up="manual", parent=goals.company
    )
    state_progress(world.mei, judged, percent=Decimal(40))
    assert Objective.objects.get(pk=judged.pk).progress == Decimal("0.4")
    with pytest.raises(Invalid):
        state_progress(world.mei, judged, percent=Decimal(101))


def test_the_state_changes_on_the_page(world: World, goals: Goals, signed_in) -> None:
    browser = signed_in(world.mei)
    address = f"/objectives/{goals.speed.pk}/state/"
    refused = browser.post(address, {"to": "paused"}, follow=True)
    assert "Others count on this goal." in refused.content.decode()
    browser.post(address, {"to": "paused", "reason": "Too busy"})
    assert Objective.objects.get(pk=goals.speed.pk).state == "paused"
    assert signed_in(world.dora).post(address, {"to": "active"}, follow=True).status_code == 200
    assert Objective.objects.get(pk=goals.speed.pk).state == "paused"
