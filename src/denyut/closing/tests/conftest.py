"""Goals at the close of their quarter."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

import pytest
import time_machine

from denyut.okr.actions import add_key_result, add_objective, check_in, open_cycle, score_key_result
from denyut.okr.models import Cycle, Objective, Visibility
from tests.goals import TODAY, Goals
from tests.world import World

CLOSING = TODAY + timedelta(days=40)


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel(CLOSING, tick=False):
        yield


@pytest.fixture
def q1(world: World) -> Cycle:
    return open_cycle(world.ada, name="Q1 2027", starts_on=date(2027, 1, 1), ends_on=date(2027, 3, 31))


@pytest.fixture
def missed(world: World, goals: Goals) -> Goals:
    """Mei's promise, half of it kept, and scored."""
    check_in(world.mei, goals.median, value=Decimal(24))
    check_in(world.bo, goals.rules, value=Decimal(6))
    for kr in (goals.median, goals.rules):
        score_key_result(world.mei, kr)
    return goals


@pytest.fixture
def secret(world: World, goals: Goals) -> Objective:
    """A private goal of Mei's that Dora may not see, with one key result."""
    goal = add_objective(
        world.mei, goals.quarter, title="Buy the rival", department=world.service, visibility=Visibility.PRIVATE
    )
    add_key_result(world.mei, goal, title="Price agreed", baseline=Decimal(0), target=Decimal(10))
    return goal
