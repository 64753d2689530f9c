"""A start in the running quarter, on a day in the middle of it."""

from collections.abc import Iterator

import pytest
import time_machine

from denyut.launch.actions import begin_start, open_workshop
from denyut.launch.models import Start, Step, Workshop
from tests.goals import TODAY, Goals
from tests.world import World


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel(TODAY, tick=False):
        yield


@pytest.fixture
def start(world: World, goals: Goals) -> Start:
    """The five steps, begun by Cem."""
    return begin_start(world.cem, goals.quarter)


@pytest.fixture
def steps(start: Start) -> dict[str, Step]:
    """The steps by name."""
    return {step.name: step for step in start.steps.all()}


@pytest.fixture
def workshop(world: World, goals: Goals) -> Workshop:
    """Cem leads; customer service and the warehouse are invited."""
    return open_workshop(
        world.cem,
        goals.quarter,
        title="From vision to goals",
        departments=[world.service, world.warehouse],
        votes_each=2,
    )
