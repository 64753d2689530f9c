from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from denyut.chat.actions import open_room
from denyut.chat.door import receive
from denyut.okr.models import Objective
from denyut.people.models import Person
from denyut.spine.access import Conflict, NotThere, Refused
from denyut.tasks.actions import add_focus, add_task, drop_focus, finish_focus
from denyut.tasks.focusing import focus_of, overlaps, team_of
from denyut.tasks.models import Focus
from tests.goals import Goals
from tests.world import World

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 25, 5, 0, tzinfo=UTC)


@pytest.fixture
def five(mei: Person, goals: Goals) -> list[Focus]:
    return [add_focus(mei, goals.median, text=f"thing {number}") for number in range(1, 6)]


def words(viewer: Person) -> list[str]:
    return [row.words for row in focus_of(viewer).rows]


def test_a_focus_is_for_a_key_result(mei: Person, goals: Goals) -> None:
    add_focus(mei, goals.median)
    add_focus(mei, goals.rules, text=" Write  the  third ")
    assert words(mei) == ["Median first response", "Write the third"]


def test_a_sixth_asks_what_to_drop(mei: Person, goals: Goals, five: list[Focus]) -> None:
    with pytest.raises(Conflict) as refusal:
        add_focus(mei, goals.rules, text="sixth")
    assert refusal.value.code == "focus_full"
    assert f"{five[4].label} thing 5" in str(refusal.value.reason)
    assert Focus.objects.count() == 5


def test_a_sixth_takes_the_place_of_what_is_dropped(mei: Person, goals: Goals, five: list[Focus]) -> None:
    add_focus(mei, goals.rules, text="sixth", drop=five[1])
    assert words(mei) == ["thing 1", "thing 3", "thing 4", "thing 5", "sixth"]


def test_what_is_done_keeps_its_place(mei: Person, goals: Goals, five: list[Focus]) -> None:
    finish_focus(mei, five[0])
    with pytest.raises(Conflict):
        add_focus(mei, goals.rules)
    assert focus_of(mei).rows[0].is_done


def test_a_new_week_begins_empty(mei: Person, goals: Goals) -> None:
    with time_machine.travel(NOON, tick=False):
        add_focus(mei, goals.median)
    with time_machine.travel(NOON + timedelta(days=5), tick=False):
        assert words(mei) == []


def test_nobody_drops_for_somebody_else(bo: Person, cem: Person, aldo: Person, five: list[Focus], goals: Goals) -> None:
    for somebody in (bo, cem):
        with pytest.raises(Refused) as refusal:
            drop_focus(somebody, five[0])
        assert refusal.value.code == "not_owner"
    with pytest.raises(Refused) as refusal:
        add_focus(aldo, goals.median)
    assert refusal.value.code == "reads_only"


def test_a_goal_that_one_may_not_see_is_not_there(dora: Person, goals: Goals) -> None:
    Objective.objects.filter(pk=goals.speed.pk).update(visibility="private")
    with pytest.raises(Refused) as refusal:
        add_focus(dora, goals.median)
    assert refusal.value.code == "not_there"
    assert isinstance(refusal.value, NotThere) or refusal.value.status == 422


def test_the_team_sees_load_and_overlap(world: World, goals: Goals) -> None:
    add_focus(world.mei, goals.median)
    add_focus(world.bo, goals.median, text="the same")
    add_focus(world.bo, goals.rules)
    add_task(world.mei, title="late", owner=world.bo, due_on=NOON.date() - timedelta(days=90))
    add_task(world.mei, title="some day", owner=world.bo)
    team = team_of(world.mei)
    assert [(load.face.name, len(load.rows), load.tasks, load.due) for load in team] == [
        ("Mei Lin", 1, 0, 0),
        ("Bo Santoso", 2, 2, 1),
        ("Cem Arslan", 0, 0, 0),
    ]
    assert [(one.goal.label, one.people) for one in overlaps(team)] == [(goals.median.label, ["Mei Lin", "Bo Santoso"])]


def test_what_is_for_a_private_goal_is_not_shown_to_others(world: World, goals: Goals) -> None:
    add_focus(world.mei, goals.median, text="secret thing")
    Objective.objects.filter(pk=goals.speed.pk).update(visibility="private")
    colleague = Person.objects.get(pk=world.bo.pk)
    Objective.objects.filter(pk=goals.speed.pk).update(owner=world.mei)
    goals.median.owner = world.mei
    goals.median.save()
    assert [len(load.rows) for load in team_of(colleague) if load.face.name == "Mei Lin"] == [0]


@pytest.mark.parametrize("many", [1, 3])
def test_the_team_takes_two_queries(
    mei: Person, bo: Person, goals: Goals, many: int, django_assert_num_queries: Callable[[int], Any]
) -> None:
    for number in range(many):
        add_focus(mei, goals.median, text=f"m {number}")
        add_focus(bo, goals.rules, text=f"b {number}")
    with django_assert_num_queries(2):
        assert sum(len(load.rows) for load in team_of(mei)) == 2 * many


def test_the_chat_takes_a_focus_and_what_gives_way(mei: Person, goals: Goals, five: list[Focus]) -> None:
    room = open_room(mei, name="Care")
    with pytest.raises(Conflict):
        receive(mei, room, f"/focus {goals.rules.label} Write the third", key="a", surface="chat")
    line = f"/focus {goals.rules.label} Write the third drop={five[0].label}"
    receive(mei, room, line, key="b", surface="chat")
    assert words(mei)[-1] == "Write the third"
    with pytest.raises(Refused) as refusal:
        receive(mei, room, f"/focus {goals.rules.label} x drop=F-99999", key="c", surface="chat")
    assert refusal.value.code == "no_focus"


def test_the_page_asks_what_to_drop(
    mei: Person, goals: Goals, five: list[Focus], signed_in: Callable[[Person], Client]
) -> None:
    browser = signed_in(mei)
    page = browser.get("/tasks/focus/").content.decode()
    assert ("Which one do you drop" in page, "thing 3" in page) == (True, True)
    said = {"key": "k", "key_result": goals.rules.label, "text": "sixth"}
    assert browser.post("/tasks/focus/", said).status_code == 422
    answer = browser.post("/tasks/focus/", {**said, "key": "l", "drop": five[2].pk})
    assert (answer.status_code, words(mei)[-1], "thing 3" in words(mei)) == (302, "sixth", False)
    assert "sixth" in browser.get("/tasks/").content.decode()
    browser.post(f"/tasks/focus/{five[0].pk}/", {"to": "done"})
    assert focus_of(mei).rows[0].is_done


def test_a_strangers_focus_is_not_changed_from_the_page(
    dora: Person, five: list[Focus], signed_in: Callable[[Person], Client]
) -> None:
    answer = signed_in(dora).post(f"/tasks/focus/{five[0].pk}/", {"to": "drop"})
    assert (answer.status_code, Focus.objects.filter(dropped_at=None).count()) == (403, 5)
