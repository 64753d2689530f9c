"""Deeds get objects that a page read a moment ago; meanwhile somebody else was faster. What stands in the table counts."""

from decimal import Decimal

import pytest

from denyut.okr.actions import (
    add_key_result,
    add_objective,
    change_cycle,
    change_objective,
    check_in,
    reopen_cycle,
)
from denyut.okr.models import Cycle, KeyResult, Objective
from denyut.spine.access import Conflict, Refused
from denyut.spine.models import Event
from tests.closing import shut
from tests.goals import Goals
from tests.world import World

pytestmark = pytest.mark.django_db


def as_read(goals: Goals) -> tuple[Cycle, Cycle]:
    """The quarter as two pages have read it."""
    return Cycle.objects.get(pk=goals.quarter.pk), Cycle.objects.get(pk=goals.quarter.pk)


def test_renaming_a_cycle_does_not_open_it_again(world: World, goals: Goals) -> None:
    mine, yours = as_read(goals)
    shut(world.ada, mine)
    change_cycle(world.ada, yours, name="Q4", starts_on=yours.starts_on, ends_on=yours.ends_on)
    assert (Cycle.objects.get().name, Cycle.objects.get().is_closed) == ("Q4", True)


def test_two_who_close_a_cycle_close_it_once(world: World, goals: Goals) -> None:
    mine, yours = as_read(goals)
    closed_at = shut(world.ada, mine).closed_at
    assert shut(world.cem, yours).closed_at == closed_at
    assert Event.objects.filter(verb="okr.cycle_closed").count() == 1


def test_two_who_reopen_a_cycle_reopen_it_once(world: World, goals: Goals) -> None:
    shut(world.ada, goals.quarter)
    for read in as_read(goals):
        reopen_cycle(world.ada, read)
    assert Event.objects.filter(verb="okr.cycle_reopened").count() == 1


def test_nothing_is_added_to_a_cycle_that_was_closed_meanwhile(world: World, goals: Goals) -> None:
    mine, yours = as_read(goals)
    objective = Objective.objects.select_related("cycle").get(pk=goals.speed.pk)
    shut(world.ada, mine)
    for late in (
        lambda: add_objective(world.ada, yours, title="Late"),
        lambda: add_key_result(world.ada, objective, title="Late"),
    ):
        with pytest.raises(Refused) as refusal:
            late()
        assert refusal.value.code == "cycle_closed"


def test_a_version_never_comes_twice(world: World, goals: Goals) -> None:
    read = Objective.objects.get(pk=goals.speed.pk)
    check_in(world.mei, goals.median, value=Decimal(24))
    version = Objective.objects.get(pk=goals.speed.pk).version
    add_key_result(world.mei, read, title="One more")
    assert Objective.objects.get(pk=goals.speed.pk).version == version + 1


def test_two_moves_at_once_make_no_circle(world: World, goals: Goals) -> None:
    here, there = (add_objective(world.ada, goals.quarter, title=title) for title in ("Here", "There"))
    above, below = Objective.objects.get(pk=there.pk), Objective.objects.get(pk=here.pk)
    change_objective(world.ada, here, title="Here", parent=above)
    with pytest.raises(Conflict) as refusal:
        change_objective(world.ada, there, title="There", parent=below)
    assert refusal.value.code == "circle"


def test_a_circle_that_is_there_already_does_not_hang_the_writer(world: World, goals: Goals) -> None:
    here, there = (add_objective(world.ada, goals.quarter, title=title) for title in ("Here", "There"))
    Objective.objects.filter(pk=here.pk).update(parent=there)
    Objective.objects.filter(pk=there.pk).update(parent=here)
    moved = change_objective(world.cem, goals.speed, title="Faster", parent=here)
    assert moved.parent_id == here.pk


def test_a_new_objective_counts_for_the_one_it_serves(world: World, goals: Goals) -> None:
    check_in(world.mei, goals.median, value=Decimal(18))
    KeyResult.objects.filter(pk=goals.rules.pk).update(progress=1)
    check_in(world.mei, goals.median, value=Decimal(18))
    assert Objective.objects.get(pk=goals.company.pk).progress == 1
    add_objective(world.ada, goals.quarter, title="And one more", parent=goals.company)
    assert Objective.objects.get(pk=goals.company.pk).progress == Decimal("0.5")
    assert Event.objects.latest("id").facts["moved"] == [[goals.company.pk, True]]
