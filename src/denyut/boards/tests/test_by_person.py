"""The company's board by person: everybody sees every open goal; private ones are counted."""

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from decimal import Decimal

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from denyut.okr import board
from denyut.okr.actions import add_key_result, add_objective, change_objective, check_in
from denyut.okr.models import Objective
from denyut.okr.people_board import people_board_of
from denyut.people.models import Person
from denyut.spine.models import Event
from tests.goals import TODAY, Goals
from tests.world import World, make_person

pytestmark = pytest.mark.django_db
type Browser = Callable[[Person], Client]


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    board.forget()
    with time_machine.travel(TODAY, tick=False):
        yield


def page(browser: Client, address: str = "/?by=person") -> str:
    answer = browser.get(address)
    assert answer.status_code == 200
    return answer.content.decode().replace("\xa0", " ")


def lay_out(viewer: Person, goals: Goals, start: int = 0) -> object:
    return people_board_of(viewer, goals.quarter, start=start, language="en", moment=TODAY)


def test_each_level_sums_up_what_lies_below(world: World, goals: Goals) -> None:
    chats = add_objective(world.cem, goals.quarter, title="Chats", owner=world.bo, department=world.chat_team)
    minutes = add_key_result(world.bo, chats, title="Minutes", target=Decimal(10))
    check_in(world.mei, goals.median, value=Decimal(18), confidence=90)
    check_in(world.bo, minutes, value=Decimal(1), confidence=30)
    shown = lay_out(world.dora, goals)
    assert shown.company is not None
    assert (shown.company.goals, shown.company.confidence, shown.company.checked_in_at) == (3, 60, TODAY)
    named = {getattr(one.department, "name", ""): one for one in shown.branches}
    assert list(named) == ["", "Customer Service", "Chat Team"]
    service, team = named["Customer Service"], named["Chat Team"]
    assert (service.level.goals, service.level.progress, service.level.status) == (2, "30%", "off_track")
    assert (team.level.goals, team.level.progress, team.depth) == (1, "10%", 1)
    assert [(one.face.name, one.level.goals, one.level.confidence) for one in service.people] == [("Mei Lin", 1, 90)]
    assert [(one.face.name, one.level.progress) for one in team.people] == [("Bo Santoso", "10%")]


def test_the_page_shows_people_with_their_goals(world: World, goals: Goals, signed_in: Browser) -> None:
    check_in(world.mei, goals.median, value=Decimal(24), confidence=70)
    shown = page(signed_in(world.dora))
    assert all(words in shown for words in ("By person", "Mei Lin", "Answer 40% faster", "Median first response"))
    assert f'id="objective-{goals.speed.pk}"' in shown


def test_a_new_employee_sees_every_open_goal_and_only_the_number_of_the_others(
    world: World, goals: Goals, signed_in: Browser
) -> None:
    hidden = add_objective(world.cem, goals.quarter, title="Reorganise", department=world.service, visibility="private")
    newcomer = make_person("Nia Baru", department=world.warehouse)
    for address in ("/", "/?by=person"):
        shown = page(signed_in(newcomer), address)
        seen = {int(pk) for pk in re.findall(r'<article class="objective" id="objective-(\d+)"', shown)}
        assert seen == set(Objective.objects.exclude(pk=hidden.pk).values_list("pk", flat=True))
        assert ("1 private objective that you do not see" in shown, "Reorganise" in shown) == (True, False)


def test_hiding_a_goal_is_audited(world: World, goals: Goals) -> None:
    change_objective(world.mei, goals.speed, title="Answer 40% faster", department=world.service, visibility="private")
    event = Event.objects.filter(verb="okr.objective_changed").latest("id")
    assert (event.actor, event.subject_id, event.facts["open"], event.facts["was_open"]) == (
        world.mei,
        goals.speed.pk,
        False,
        True,
    )
    assert "visibility" in event.facts["changed"]


def test_a_private_goal_does_not_colour_what_others_see(world: World, goals: Goals) -> None:
    hidden = add_objective(
        world.cem, goals.quarter, title="Reorganise", owner=world.mei, department=world.service, visibility="private"
    )
    kr = add_key_result(world.mei, hidden, title="Done", target=Decimal(10))
    check_in(world.mei, kr, value=Decimal(10), confidence=10)
    levels = [lay_out(who, goals).company for who in (world.dora, world.mei)]
    assert [(one.goals, one.confidence) for one in levels if one] == [(2, None), (3, 10)]


def test_slices_keep_people_whole_and_go_on(world: World, goals: Goals, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("denyut.okr.people_board.SLICE", 2)
    for number in range(3):
        add_objective(world.cem, goals.quarter, title=f"More {number}", owner=world.bo, department=world.service)
    first = lay_out(world.dora, goals)
    people = [(one.face.name, len(one.rows)) for branch in first.branches for one in branch.people]
    assert (people, first.then) == ([("Ada Pratiwi", 1), ("Bo Santoso", 3)], 4)
    rest = lay_out(world.dora, goals, start=4)
    people = [(one.face.name, len(one.rows)) for branch in rest.branches for one in branch.people]
    assert (people, rest.then, rest.company, rest.branches[0].is_continued) == ([("Mei Lin", 1)], None, None, True)
    assert lay_out(world.dora, goals, start=60).branches == []


def test_it_costs_the_same_with_one_person_and_with_many(world: World, goals: Goals, signed_in: Browser) -> None:
    browser = signed_in(world.dora)
    page(browser)

    def queries() -> int:
        board.forget()
        with CaptureQueriesContext(connection) as captured:
            page(browser)
        return len(captured)

    few = queries()
    for number in range(5):
        owner = make_person(f"Orang{number} Baru", department=world.service)
        more = add_objective(world.cem, goals.quarter, title=f"More {number}", owner=owner, department=world.service)
        check_in(owner, add_key_result(owner, more, title="One"), value=Decimal(5), at=TODAY - timedelta(days=number))
    assert queries() == few <= 20
