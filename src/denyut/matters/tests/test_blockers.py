"""Blockers: raised on somebody, cleared by either side with how it ended, opened again, told above."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from denyut.matters.actions import close_blocker, escalate_blocker, raise_blocker, reopen_blocker
from denyut.matters.boards import department_board, person_board
from denyut.matters.jobs import escalate_blockers
from denyut.matters.models import Blocker
from denyut.okr.models import Objective, Visibility
from denyut.people.models import Department, Person
from denyut.spine.access import Invalid, NotThere, Refused
from denyut.spine.models import Event
from denyut.spine.verbs import VERBS
from tests.goals import Goals
from tests.world import World

MONDAY = datetime(2026, 11, 16, 3, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(MONDAY, tick=False) as traveller:
        yield traveller


@pytest.fixture
def blocker(goals: Goals, world: World) -> Blocker:
    """Mei's goal waits for Dora, who works in the warehouse."""
    return raise_blocker(world.mei, goals.median, text="No price list", cause="information", waits_on=world.dora)


def told(verb: str) -> set[int]:
    event = Event.objects.filter(verb=verb).latest("id")
    return set(VERBS[verb].told(event))


def test_blocker_stands_on_both_sides_boards_and_tells_whoever_is_waited_for(blocker: Blocker, world: World) -> None:
    ours, theirs = department_board(world.service.pk), department_board(world.warehouse.pk)
    assert ([row.id for row in ours.waiting], ours.waited_for) == ([blocker.pk], [])
    assert ([row.id for row in theirs.waited_for], theirs.waiting) == ([blocker.pk], [])
    assert [row.id for row in person_board(world.dora.pk).waited_for] == [blocker.pk]
    assert told("matters.blocker_raised") == {world.dora.pk}


def test_open_pages_of_both_sides_hear_of_it(blocker: Blocker, world: World, goals: Goals) -> None:
    event = Event.objects.get(verb="matters.blocker_raised")
    touched = {(touch.topic, touch.name, touch.id) for touch in VERBS[event.verb].touches(event)}
    assert {
        (f"okr:{goals.speed.pk}", "matters.of_key_result", goals.median.pk),
        ("matters", "matters.board", 0),
        (f"matters:{world.service.pk}", "matters.board", world.service.pk),
        (f"matters:{world.warehouse.pk}", "matters.board", world.warehouse.pk),
        (f"user:{world.dora.pk}", "matters.own_board", world.dora.pk),
    } <= touched


def test_either_side_clears_it_with_a_resolution_alone(blocker: Blocker, world: World) -> None:
    with pytest.raises(Invalid) as wordless:
        close_blocker(world.dora, blocker, resolution="  ")
    closed = close_blocker(world.dora, blocker, resolution="Sent it")
    again = close_blocker(world.mei, blocker, resolution="Something else")
    assert (wordless.value.code, closed.resolution, again.resolution) == ("empty", "Sent it", "Sent it")
    assert (closed.closed_by, closed.is_standing, told("matters.blocker_closed")) == (world.dora, False, {world.mei.pk})


@pytest.mark.parametrize("name", ["ada", "aldo"])
def test_others_do_not_clear_it(blocker: Blocker, world: World, bo: Person, name: str) -> None:
    # An administrator answers for every goal; an auditor for none.
    person = getattr(world, name)
    if name == "ada":
        assert close_blocker(person, blocker, resolution="x").closed_by == person
        return
    with pytest.raises(Refused) as refused:
        close_blocker(person, blocker, resolution="x")
    assert refused.value.code == "reads_only"


def test_a_colleague_without_a_part_in_it_is_refused(blocker: Blocker, world: World) -> None:
    with pytest.raises(Refused) as refused:
        close_blocker(world.bo, blocker, resolution="x")
    assert refused.value.code == "not_concerned"


def test_whoever_works_in_the_department_waited_for_clears_it(goals: Goals, world: World) -> None:
    raised = raise_blocker(world.bo, goals.median, text="Boxes", waits_on_department=world.warehouse)
    assert close_blocker(world.dora, raised, resolution="Packed").closed_by == world.dora


def test_reopening_takes_a_reason_and_keeps_what_was_waited(
    blocker: Blocker, world: World, clock: time_machine.Traveller
) -> None:
    clock.shift(timedelta(hours=5))
    close_blocker(world.dora, blocker, resolution="Sent it")
    clock.shift(timedelta(hours=20))
    with pytest.raises(Invalid):
        reopen_blocker(world.mei, blocker, reason="")
    opened = reopen_blocker(world.mei, blocker, reason="It was the old one")
    assert reopen_blocker(world.mei, blocker, reason="Again") == opened
    clock.shift(timedelta(hours=2))
    assert (opened.is_standing, opened.resolution) == (True, "")
    assert opened.waited(MONDAY + timedelta(hours=27)) == timedelta(hours=7)
    assert [(step.kind, step.text) for step in opened.steps.all()] == [
        ("closed", "Sent it"),
        ("reopened", "It was the old one"),
    ]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ({"text": " "}, "empty"),
        ({"text": "x" * 1001}, "too_long"),
        ({"text": "x", "cause": "fate"}, "no_cause"),
        ({"text": "x", "waits_on": None}, "nobody"),
    ],
)
def test_what_makes_no_sense_is_refused(goals: Goals, world: World, words: dict[str, object], code: str) -> None:
    with pytest.raises(Invalid) as refused:
        raise_blocker(world.mei, goals.median, **{"waits_on": world.dora, **words})
    assert (refused.value.code, Blocker.objects.count()) == (code, 0)


def test_bots_auditors_and_strangers_take_no_part(goals: Goals, world: World) -> None:
    with pytest.raises(Invalid):
        raise_blocker(world.mei, goals.median, text="x", waits_on=world.robo)
    with pytest.raises(Refused):
        raise_blocker(world.aldo, goals.median, text="x", waits_on=world.dora)
    Objective.objects.filter(pk=goals.speed.pk).update(visibility=Visibility.PRIVATE)
    with pytest.raises(NotThere):
        raise_blocker(world.dora, goals.median, text="x", waits_on=world.mei)


def test_private_goal_shows_its_blocker_to_the_two_sides_alone(blocker: Blocker, goals: Goals, world: World) -> None:
    Objective.objects.filter(pk=goals.speed.pk).update(visibility=Visibility.PRIVATE)
    visible = {person.name: Blocker.objects.visible_to(person).exists() for person in (world.mei, world.dora)}
    assert visible == {"Mei Lin": True, "Dora Putri": True}
    assert not Blocker.objects.visible_to(world.robo).exists()
    assert department_board(0).waiting == []
    [row] = person_board(world.dora.pk, is_own=True).waited_for
    assert (row.goal_label, row.goal_title) == (goals.median.label, "")


def test_after_three_working_days_the_lead_is_told_once(
    blocker: Blocker, world: World, clock: time_machine.Traveller
) -> None:
    Department.objects.filter(pk=world.warehouse.pk).update(lead=world.cem)
    clock.move_to(MONDAY + timedelta(days=2, hours=23))
    escalate_blockers.call()
    assert not Event.objects.filter(verb="matters.blocker_escalated").exists()
    clock.move_to(MONDAY + timedelta(days=3, minutes=1))
    escalate_blockers.call()
    escalate_blockers.call()
    assert Event.objects.filter(verb="matters.blocker_escalated").count() == 1
    assert told("matters.blocker_escalated") == {world.cem.pk}


def test_a_cleared_blocker_is_not_told_above(blocker: Blocker, world: World) -> None:
    close_blocker(world.dora, blocker, resolution="Sent it")
    assert escalate_blocker(None, blocker).escalated_at is None


@pytest.mark.parametrize("many", [1, 3])
def test_a_board_takes_the_same_queries_for_one_and_three(
    goals: Goals, world: World, many: int, django_assert_num_queries: Callable[[int], object]
) -> None:
    for number in range(many):
        raise_blocker(world.mei, goals.median, text=f"x{number}", waits_on=world.dora)
    with django_assert_num_queries(7):
        board = department_board(world.warehouse.pk)
    assert len(board.waited_for) == many
