"""Key results that several departments have to move, planned by one."""

import pytest
import time_machine

from denyut.matters.actions import raise_blocker
from denyut.matters.partial import findings_of
from denyut.okr.actions import add_initiative
from denyut.okr.models import Objective, Visibility
from tests.goals import TODAY, Goals
from tests.world import World


@pytest.fixture(autouse=True)
def _today() -> object:
    with time_machine.travel(TODAY, tick=False) as traveller:
        yield traveller


def test_one_that_waits_for_others_who_plan_nothing_is_found(goals: Goals, world: World) -> None:
    assert findings_of(goals.quarter, world.mei) == []
    raise_blocker(world.mei, goals.median, text="Boxes", waits_on=world.dora)
    add_initiative(world.mei, goals.median, title="Train the team")
    [found] = findings_of(goals.quarter, world.mei)
    assert (found.key_result, found.planned_by, found.missing) == (
        goals.median.pk,
        "Customer Service",
        ["Warehouse"],
    )


def test_one_for_which_the_others_have_work_is_not(goals: Goals, world: World) -> None:
    raise_blocker(world.mei, goals.median, text="Boxes", waits_on_department=world.warehouse)
    add_initiative(world.mei, goals.median, title="Train the team")
    add_initiative(world.mei, goals.median, title="Pack earlier", owner=world.dora)
    assert findings_of(goals.quarter, world.mei) == []


def test_what_nobody_else_sees_is_found_for_its_owner_alone(goals: Goals, world: World) -> None:
    raise_blocker(world.mei, goals.median, text="Boxes", waits_on=world.dora)
    Objective.objects.filter(pk=goals.speed.pk).update(visibility=Visibility.PRIVATE)
    assert [len(findings_of(goals.quarter, who)) for who in (world.mei, world.dora)] == [1, 0]
