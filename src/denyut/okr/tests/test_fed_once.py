"""A key result takes its value from data of its own or from the goals that contribute to it, never from both."""

from decimal import Decimal
from typing import Any

import pytest
import time_machine

from denyut.okr.actions import (
    add_key_result,
    add_objective,
    answer_edge,
    change_key_result,
    check_in,
    end_edge,
    propose_edge,
    retype_key_result,
    switch_feed,
)
from denyut.okr.models import Edge, KeyResult
from denyut.spine.access import Conflict
from denyut.spine.fragments import FRAGMENTS
from denyut.spine.models import Event
from denyut.spine.verbs import VERBS, Touch
from tests.goals import TODAY, Goals
from tests.world import World


@pytest.fixture(autouse=True)
def _day():
    with time_machine.travel(TODAY, tick=False):
        yield


def refused(code: str, deed: Any, *args: Any, **words: Any) -> str:
    with pytest.raises(Conflict) as refusal:
        deed(*args, **words)
    assert refusal.value.code == code
    return str(refusal.value)


@pytest.mark.parametrize("kind", ["milestone", "tasks", "cumulative", "statistic", "coverage"])
def test_nothing_contributes_to_what_counts_its_own_data(world: World, goals: Goals, kind: str) -> None:
    own = add_key_result(world.mei, goals.speed, title="Own data", kind=kind, target=Decimal(10))
    words = {"kind": "contributes", "from_key_result": goals.rules, "to_key_result": own}
    assert "Contribute to its objective" in refused("own_data", propose_edge, world.mei, **words)
    supports = propose_edge(world.mei, kind="supports", from_key_result=goals.rules, to_key_result=own)
    assert (supports.state, Edge.objects.contributing().count()) == ("accepted", 0)


def test_a_proposal_is_not_accepted_once_the_goal_counts_its_own_data(world: World, goals: Goals) -> None:
    words = {"kind": "contributes", "from_key_result": goals.rules, "to_key_result": goals.median}
    edge = propose_edge(world.bo, **words)
    assert edge.state == "proposed"
    retype_key_result(world.mei, goals.median, kind="statistic", unit="min", target=Decimal(18), reason="learning")
    refused("own_data", answer_edge, world.mei, edge, answer="accepted")


def test_what_others_contribute_to_does_not_begin_to_count_its_own_data(world: World, goals: Goals) -> None:
    edge = propose_edge(world.mei, kind="contributes", from_key_result=goals.rules, to_key_result=goals.median)
    words = {"kind": "cumulative", "unit": "min", "target": Decimal(18)}
    reason = refused("fed_by_goals", retype_key_result, world.mei, goals.median, **words, reason="learning")
    assert "End these links first" in reason
    refused("fed_by_goals", change_key_result, world.mei, goals.median, title="Median", **words)
    end_edge(world.mei, edge)
    assert retype_key_result(world.mei, goals.median, **words, reason="learning").kind == "cumulative"


def test_a_stopped_feed_is_not_switched_on_while_others_contribute(world: World, goals: Goals) -> None:
    edge = propose_edge(world.mei, kind="contributes", from_key_result=goals.rules, to_key_result=goals.median)
    # As an earlier version let it happen.
    KeyResult.objects.filter(pk=goals.median.pk).update(kind="cumulative", is_feed_stopped=True)
    refused("fed_by_goals", switch_feed, world.mei, goals.median, is_stopped=False)
    end_edge(world.mei, edge)
    assert not switch_feed(world.mei, goals.median, is_stopped=False).is_feed_stopped


def test_a_key_result_that_others_move_is_drawn_anew_where_people_look(world: World, goals: Goals) -> None:
    stock = add_objective(world.dora, goals.quarter, title="Shelves are full", department=world.warehouse)
    shelves = add_key_result(world.dora, stock, title="Full shelves", unit="shelves", target=Decimal(12))
    edge = propose_edge(world.bo, kind="contributes", from_key_result=goals.rules, to_key_result=shelves)
    answer_edge(world.dora, edge, answer="accepted")
    check_in(world.bo, goals.rules, value=Decimal(6))
    event = Event.objects.get(verb="okr.checked_in")
    assert [[stock.pk, shelves.pk], True] in event.facts["moved"]
    touches = set(VERBS[event.verb].touches(event))
    for topic in ("okr", f"okr:{stock.pk}"):
        assert Touch(topic, "okr.open_key_result", shelves.pk) in touches
        assert Touch(topic, "okr.open_objective_head", stock.pk) in touches
    drawn = FRAGMENTS["okr.open_key_result"].draw([shelves.pk])
    assert "6 shelves" in drawn[shelves.pk].replace("\xa0", " ")


def test_a_private_goal_that_others_move_is_drawn_for_its_own_page_alone(world: World, goals: Goals) -> None:
    stock = add_objective(
        world.mei, goals.quarter, title="Mine", department=world.service, visibility="private", owner=world.mei
    )
    own = add_key_result(world.mei, stock, title="Own", target=Decimal(12))
    propose_edge(world.mei, kind="contributes", from_key_result=goals.median, to_key_result=own)
    check_in(world.mei, goals.median, value=Decimal(24))
    event = Event.objects.get(verb="okr.checked_in")
    about = {touch for touch in VERBS[event.verb].touches(event) if touch.name.endswith("key_result")}
    assert about == {
        Touch("okr", "okr.open_key_result", goals.median.pk),
        Touch(f"okr:{goals.speed.pk}", "okr.open_key_result", goals.median.pk),
        Touch(f"okr:{stock.pk}", "okr.key_result", own.pk),
    }
