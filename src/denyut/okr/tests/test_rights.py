"""Who may do what with a key result: its owner, its delegate, those above, and nobody once it is over."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
import time_machine

from denyut.okr.actions import (
    add_initiative,
    add_key_result,
    add_milestone,
    add_objective,
    cancel_objective,
    change_milestone,
    check_in,
    declare_key_result,
    drop_initiative,
    exempt,
    finish_initiative,
    hold_session,
    move_key_result,
    move_objective,
    observe,
    reach_milestone,
    remove_milestone,
    withdraw_observation,
)
from denyut.okr.models import CheckIn, Initiative, KeyResult, Milestone, Objective
from denyut.spine.access import Refused
from tests.goals import TODAY, Goals
from tests.world import World

ONE = Decimal(1)


@pytest.fixture(autouse=True)
def _day():
    with time_machine.travel(TODAY, tick=False):
        yield


def told_by_dora(world: World, goals: Goals, kind: str) -> KeyResult:
    return add_key_result(world.mei, goals.speed, title="Own data", kind=kind, delegate=world.dora)


def refusal_of(deed: Callable[..., Any], *args: Any, **words: Any) -> Refused:
    with pytest.raises(Refused) as refusal:
        deed(*args, **words)
    return refusal.value


def test_a_delegate_tells_the_numbers(world: World, goals: Goals) -> None:
    steps, sums, covered, work = (
        told_by_dora(world, goals, kind) for kind in ("milestone", "cumulative", "coverage", "tasks")
    )
    step, task = (
        add_milestone(world.mei, steps, title="Pilot"),
        add_initiative(world.mei, work, title="Book the room"),
    )
    reach_milestone(world.dora, step)
    finish_initiative(world.dora, task)
    observe(world.dora, sums, values=[ONE])
    withdraw_observation(world.dora, sums.observations.get())
    hold_session(world.dora, covered, session=1, people=[world.bo])
    check_in(world.dora, work, value=Decimal(50))
    done = Milestone.objects.get().reached_at, Initiative.objects.get().done_at
    assert (done, CheckIn.objects.filter(author=world.dora).count()) == ((TODAY, TODAY), 5)


def test_a_delegate_does_not_change_what_a_key_result_is_made_of(world: World, goals: Goals) -> None:
    steps, covered = (told_by_dora(world, goals, kind) for kind in ("milestone", "coverage"))
    step, task = add_milestone(world.mei, steps, title="Pilot"), add_initiative(world.mei, steps, title="Call them")
    refused = [
        refusal_of(add_milestone, world.dora, steps, title="Another"),
        refusal_of(change_milestone, world.dora, step, title="Easier"),
        refusal_of(remove_milestone, world.dora, step),
        refusal_of(add_initiative, world.dora, steps, title="More work"),
        refusal_of(drop_initiative, world.dora, task),
        refusal_of(exempt, world.dora, covered, person=world.bo, reason="Away"),
        refusal_of(declare_key_result, world.dora, steps, status="on_track", reason="Trust me"),
        refusal_of(move_key_result, world.dora, steps, to="cancelled"),
    ]
    assert [one.code for one in refused] == ["not_owner"] * 8
    assert all("Mei Lin" in str(one) for one in refused)
    assert Milestone.objects.get().title == "Pilot"


def test_whoever_owns_a_key_result_says_what_it_is_made_of(world: World, goals: Goals) -> None:
    kr = add_key_result(world.mei, goals.speed, title="Rollout", kind="milestone", owner=world.bo)
    step = add_milestone(world.bo, kr, title="Pilot")
    change_milestone(world.bo, step, title="Pilot in one branch")
    declare_key_result(world.bo, kr, status="at_risk", reason="The branch is closed")
    assert (Milestone.objects.get().title, KeyResult.objects.get(pk=kr.pk).declared) == (
        "Pilot in one branch",
        "at_risk",
    )


def test_whoever_does_the_work_gives_it_up(world: World, goals: Goals) -> None:
    task = add_initiative(world.mei, goals.median, title="Train", owner=world.bo)
    assert drop_initiative(world.bo, task).dropped_at == TODAY


@pytest.mark.parametrize("who", ["mei", "dora"])
def test_a_cancelled_key_result_takes_no_more_numbers(world: World, goals: Goals, who: str) -> None:
    kr = told_by_dora(world, goals, "cumulative")
    move_key_result(world.mei, kr, to="cancelled")
    said = refusal_of(check_in, getattr(world, who), kr, value=ONE)
    measured = refusal_of(observe, getattr(world, who), kr, values=[ONE])
    assert (said.code, measured.code, CheckIn.objects.count()) == ("cancelled", "cancelled", 0)
    assert "Make it active again first" in str(said)


def test_a_key_result_of_an_objective_that_ended_takes_no_more_numbers(world: World, goals: Goals) -> None:
    move_objective(world.mei, goals.speed, to="closed")
    said = refusal_of(check_in, world.mei, goals.median, value=Decimal(20))
    assert (said.code, "has ended" in str(said)) == ("ended", True)
    move_objective(world.mei, goals.speed, to="active")
    assert check_in(world.mei, goals.median, value=Decimal(20)).value == 20


def test_a_colleagues_draft_is_not_cancelled_by_a_team_mate(world: World, goals: Goals) -> None:
    draft = add_objective(world.mei, goals.quarter, title="Fewer calls", department=world.service, state="draft")
    kr = add_key_result(world.mei, draft, title="Calls a day")
    refused = refusal_of(cancel_objective, world.bo, draft), refusal_of(move_key_result, world.bo, kr, to="cancelled")
    assert [one.code for one in refused] == ["not_owner", "not_owner"]
    assert "cancels this objective" in str(refused[0])
    move_objective(world.bo, draft, to="proposed")
    assert Objective.objects.get(pk=draft.pk).state == "proposed"


@pytest.mark.parametrize("who", ["mei", "cem", "ada"])
def test_a_draft_is_cancelled_by_its_owner_and_those_above(world: World, goals: Goals, who: str) -> None:
    draft = add_objective(world.mei, goals.quarter, title="Fewer calls", department=world.service, state="draft")
    assert cancel_objective(getattr(world, who), draft).state == "cancelled"


def test_what_a_team_mate_owns_in_a_draft_they_cancel_themselves(world: World, goals: Goals) -> None:
    draft = add_objective(world.mei, goals.quarter, title="Fewer calls", department=world.service, state="draft")
    kr = add_key_result(world.bo, draft, title="Calls a day", owner=world.bo)
    assert move_key_result(world.bo, kr, to="cancelled").state == "cancelled"


def test_the_pages_offer_what_the_rules_allow(world: World, goals: Goals, signed_in: Any) -> None:
    kr = told_by_dora(world, goals, "milestone")
    add_milestone(world.mei, kr, title="Pilot")
    address = f"/key-results/{kr.pk}/"
    own, theirs = (signed_in(who).get(address).content.decode() for who in (world.mei, world.dora))
    offered = [[words in page for words in ("Add a milestone", "Declare status")] for page in (own, theirs)]
    assert (offered, "Reached: Pilot" in theirs) == ([[True, True], [False, False]], True)
    draft = add_objective(world.mei, goals.quarter, title="Fewer calls", department=world.service, state="draft")
    steps = [
        'value="cancelled"' in signed_in(who).get(f"/objectives/{draft.pk}/").content.decode()
        for who in (world.mei, world.bo)
    ]
    assert steps == [True, False]
