"""The pages that steer."""

from collections.abc import Callable, Iterator
from decimal import Decimal

import pytest
import time_machine
from django.test import Client

from denyut.metrics.actions import add_indicator
from denyut.okr.actions import move_key_result
from denyut.okr.models import Objective, Visibility
from denyut.people.models import Person
from denyut.spine.models import Event
from denyut.spine.widgets import WIDGETS
from denyut.steering.actions import ask_relevance, declare_change
from denyut.steering.fragments import draw_of_key_results
from denyut.steering.models import ChangeCard, ChangeEvent, Guardrail, Relevance
from denyut.tasks.actions import add_task
from tests.goals import TODAY, Goals
from tests.world import World

type SignIn = Callable[[Person], Client]
HTMX = {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel(TODAY, tick=False):
        yield


@pytest.fixture
def change(goals: Goals, world: World) -> ChangeEvent:
    return declare_change(world.cem, kind="market", text="A big customer leaves", objectives=[goals.speed])


def test_an_empty_page_says_what_to_do_first(signed_in: SignIn, world: World) -> None:
    page = signed_in(world.mei).get("/changes/").content.decode()
    assert ("The plan stands as it was made" in page, "Nobody works on a goal that was stopped" in page) == (True, True)


def test_a_change_is_rehearsed_and_then_declared(signed_in: SignIn, world: World, goals: Goals) -> None:
    browser = signed_in(world.cem)
    words = {"kind": "market", "text": "They leave", "objectives": [goals.speed.pk], "hours": "24", "key": "k"}
    rehearsed = browser.post("/changes/new/", words | {"do": "rehearse"}).content.decode()
    assert ("Mei Lin" in rehearsed, ChangeEvent.objects.count()) == (True, 0)
    assert browser.post("/changes/new/", words | {"do": "declare", "key": "l", "hours": "0"}).status_code == 422
    answer = browser.post("/changes/new/", words | {"do": "declare", "key": "m"})
    assert answer.headers["Location"] == f"/changes/{ChangeEvent.objects.get().pk}/"
    assert "They leave" in browser.get("/changes/").content.decode()


def test_an_owner_answers_with_one_tap(signed_in: SignIn, world: World, goals: Goals, change: ChangeEvent) -> None:
    card = ChangeCard.objects.get(key_result=goals.median)
    browser = signed_in(world.mei)
    for place in (browser.get("/changes/").content.decode(), draw_of_key_results([goals.median.pk])[goals.median.pk]):
        assert f"/changes/cards/{card.pk}/" in place
    adjusted = browser.post(f"/changes/cards/{card.pk}/", {"answer": "adjust"}, headers=HTMX)
    form = adjusted.headers["HX-Redirect"]
    assert form.startswith(f"/key-results/{goals.median.pk}/edit/?reason=market&note=A+big")
    assert "A big customer leaves" in browser.get(form).content.decode()
    assert browser.post(f"/changes/cards/{card.pk}/", {"answer": "valid"}, headers=HTMX).status_code == 204
    assert "/changes/cards/" not in draw_of_key_results([goals.median.pk])[goals.median.pk]


def test_stopping_opens_a_sheet_that_takes_a_sentence(
    signed_in: SignIn, world: World, goals: Goals, change: ChangeEvent
) -> None:
    card = ChangeCard.objects.get(key_result=goals.median)
    sheet, browser = f"/changes/cards/{card.pk}/stop/", signed_in(world.mei)
    assert "Why does it stop" in browser.get(sheet, headers=HTMX).content.decode()
    assert browser.post(sheet, {"note": " ", "key": "a"}, headers=HTMX).status_code == 422
    assert browser.post(sheet, {"note": "Nobody", "key": "b"}, headers=HTMX).status_code == 204
    goals.median.refresh_from_db()
    page = browser.get(f"/changes/{change.pk}/").content.decode()
    assert (goals.median.state, "Nobody" in page) == ("cancelled", True)


def test_it_is_called_off_by_who_declared_it(signed_in: SignIn, world: World, change: ChangeEvent) -> None:
    sheet = f"/changes/{change.pk}/end/"
    assert "declared this change" in signed_in(world.mei).get(sheet, headers=HTMX).content.decode()
    done = signed_in(world.cem).post(sheet, {"reason": "They stay", "key": "a"}, headers=HTMX)
    assert (done.status_code, "They stay" in signed_in(world.bo).get("/changes/").content.decode()) == (204, True)


def test_all_of_mine_and_all_right_are_one_tap_each(
    signed_in: SignIn, world: World, goals: Goals, change: ChangeEvent
) -> None:
    ask_relevance(None, world.mei, month_on=TODAY.date().replace(day=1), key_results=[goals.median])
    asked = Relevance.objects.get()
    browser = signed_in(world.mei)
    assert "Still the right goals?" in browser.get("/changes/").content.decode()
    wrong = browser.post(f"/changes/relevance/{asked.pk}/", {"is": "wrong"}, headers=HTMX)
    assert wrong.headers["HX-Redirect"] == f"/key-results/{goals.median.pk}/edit/"
    assert browser.post(f"/changes/relevance/{asked.pk}/", {"is": "right"}, headers=HTMX).status_code == 204
    assert browser.post("/changes/relevance/", headers=HTMX).status_code == 204
    assert browser.post(f"/changes/{change.pk}/all-valid/", headers=HTMX).status_code == 204
    assert ChangeCard.objects.get(key_result=goals.median).answer == "valid"


def test_a_guardrail_is_set_and_ended(signed_in: SignIn, world: World, goals: Goals) -> None:
    quality = add_indicator(world.cem, name="Quality", unit="%")
    browser = signed_in(world.cem)
    words = {"indicator": quality.pk, "side": "floor", "limit": "90", "objective": goals.speed.pk, "key": "a"}
    assert browser.get("/guardrails/new/").status_code == 200
    assert browser.post("/guardrails/new/", words | {"objective": ""}, headers=HTMX).status_code == 422
    assert browser.post("/guardrails/new/", words | {"key": "b"}, headers=HTMX).status_code == 204
    rail = Guardrail.objects.get()
    assert (rail.limit, "Quality" in browser.get("/changes/").content.decode()) == (Decimal(90), True)
    assert "Quality" in WIDGETS["steering.guardrails"].draw(world.mei, {"objective": goals.speed})
    assert WIDGETS["steering.cycle_guardrails"].draw(world.mei, {"cycle": goals.quarter}) == ""
    assert browser.post(f"/guardrails/{rail.pk}/end/").status_code == 302


def test_tasks_under_a_stopped_goal_are_flagged(signed_in: SignIn, world: World, goals: Goals) -> None:
    add_task(world.bo, title="Write rules", key_result=goals.rules)
    browser = signed_in(world.dora)
    assert "Write rules" not in browser.get("/changes/").content.decode()
    move_key_result(world.mei, goals.rules, to="cancelled", reason="Not needed")
    assert "Write rules" in browser.get("/changes/").content.decode()


def test_what_is_private_is_not_there_for_strangers(
    signed_in: SignIn, world: World, goals: Goals, change: ChangeEvent
) -> None:
    Objective.objects.filter(pk=goals.speed.pk).update(visibility=Visibility.PRIVATE)
    card = ChangeCard.objects.get(key_result=goals.median)
    browser = signed_in(world.dora)
    hidden = [f"/changes/{change.pk}/", f"/changes/{change.pk}/end/", f"/changes/cards/{card.pk}/stop/"]
    assert [browser.get(address).status_code for address in hidden] == [404] * 3
    assert "A big customer leaves" not in browser.get("/changes/").content.decode()
    assert not Event.objects.filter(verb="steering.change_answered").exists()


@pytest.mark.parametrize("many", [1, 3])
def test_the_page_takes_the_same_queries_for_one_and_three(
    signed_in: SignIn, world: World, goals: Goals, many: int, django_assert_max_num_queries: Callable[[int], object]
) -> None:
    for number in range(many):
        declare_change(world.cem, kind="market", text=f"x{number}", objectives=[goals.speed])
    browser = signed_in(world.mei)
    browser.get("/changes/")
    with django_assert_max_num_queries(26):
        browser.get("/changes/")
