from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
import time_machine

from denyut.benefits.pulse import pulse_of
from denyut.benefits.widgets import draw_pulse
from denyut.chat.actions import open_room, say
from denyut.matters.actions import close_blocker, raise_blocker
from denyut.okr.actions import check_in
from denyut.tasks.actions import add_task, complete_task
from tests.goals import Goals
from tests.world import World

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 25, 5, 0, tzinfo=UTC)


def play(goals: Goals, world: World) -> None:
    """Two weeks ago a check-in; this week three messages (one names two goals), a task for another department that is done."""
    with time_machine.travel(NOON - timedelta(days=7), tick=False):
        check_in(world.mei, goals.median, value=Decimal(28))
    with time_machine.travel(NOON - timedelta(days=1), tick=False):
        room = open_room(world.mei, name="Care")
        for text in (f"{goals.median.label} moves", f"{goals.rules.label} and {goals.speed.label}", "lunch"):
            say(world.mei, room, text=text)
        complete_task(world.dora, add_task(world.mei, title="pack", owner=world.dora, key_result=goals.median))
        add_task(world.mei, title="own", key_result=goals.rules)


@time_machine.travel(NOON, tick=False)
def test_the_pulse_is_what_was_counted_by_hand(goals: Goals, world: World) -> None:
    play(goals, world)
    pulse = pulse_of(goals.speed.pk, [goals.median.pk, goals.rules.pk])
    assert {beat.kind: beat.weekly[-2:] for beat in pulse.beats} == {
        "messages": [0, 2],
        "tasks": [0, 3],
        "check_ins": [1, 0],
        "hand_offs": [0, 1],
    }
    assert (pulse.silent_days, pulse.is_silent, pulse.blocked_days) == (1, False, None)


def test_fourteen_silent_days_are_no_pulse(goals: Goals, world: World) -> None:
    play(goals, world)
    for days, is_silent in ((12, False), (13, True)):
        with time_machine.travel(NOON + timedelta(days=days), tick=False):
            drawn = draw_pulse(world.dora, {"objective": goals.speed})
            assert ("No pulse" in drawn) == is_silent


@time_machine.travel(NOON, tick=False)
def test_the_oldest_blocker_counts_until_it_is_closed(goals: Goals, world: World) -> None:
    with time_machine.travel(NOON - timedelta(days=3), tick=False):
        blocker = raise_blocker(world.mei, goals.median, text="No data", cause="dependency", waits_on=world.dora)
    assert pulse_of(goals.speed.pk, [goals.median.pk]).blocked_days == 3
    close_blocker(world.mei, blocker, resolution="Got it")
    assert pulse_of(goals.speed.pk, [goals.median.pk]).blocked_days is None


@pytest.mark.parametrize("many", [1, 3])
@time_machine.travel(NOON, tick=False)
def test_the_pulse_takes_four_queries(
    goals: Goals, world: World, many: int, django_assert_num_queries: Callable[[int], Any]
) -> None:
    for _number in range(many):
        play(goals, world) if _number == 0 else add_task(world.mei, title="more", key_result=goals.rules)
    with django_assert_num_queries(4):
        pulse_of(goals.speed.pk, [goals.median.pk, goals.rules.pk])
