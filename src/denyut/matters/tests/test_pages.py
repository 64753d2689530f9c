"""The pages of blockers and decisions."""

from collections.abc import Callable, Iterator

import pytest
import time_machine
from django.test import Client

from denyut.chat.actions import open_room, say
from denyut.matters.actions import ask_decision, raise_blocker
from denyut.matters.fragments import draw_of_key_results
from denyut.matters.models import Blocker, Decision
from denyut.okr.models import Objective, Visibility
from denyut.people.models import Person
from tests.goals import TODAY, Goals
from tests.world import World

type SignIn = Callable[[Person], Client]
HTMX = {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel(TODAY, tick=False):
        yield


def test_an_empty_page_says_what_to_do_first(signed_in: SignIn, world: World) -> None:
    page = signed_in(world.mei).get("/matters/").content.decode()
    assert ("Nothing stands in the way" in page, "/block KR-12 @name" in page) == (True, True)


def test_a_blocker_goes_from_its_sheet_to_both_pages(signed_in: SignIn, world: World, goals: Goals) -> None:
    sheet = f"/key-results/{goals.median.pk}/blockers/new/"
    words = {"text": "No boxes", "cause": "capacity", "waits_on": world.dora.pk, "key": "k"}
    mine, theirs = signed_in(world.mei), signed_in(world.dora)
    assert mine.get(sheet).status_code == 200
    assert mine.post(sheet, words | {"waits_on": ""}, headers=HTMX).status_code == 422
    assert [mine.post(sheet, words | {"key": "l"}, headers=HTMX).status_code for _twice in range(2)] == [204, 204]
    raised = Blocker.objects.get()
    for browser, address in (
        (theirs, "/matters/"),
        (mine, "/matters/?of=all"),
        (mine, f"/matters/?department={world.warehouse.pk}"),
        (mine, f"/matters/?person={world.dora.pk}"),
    ):
        assert "No boxes" in browser.get(address).content.decode(), address
    one = f"/blockers/{raised.pk}/"
    assert theirs.post(one, {"resolution": " ", "key": "m"}, headers=HTMX).status_code == 422
    assert theirs.post(one, {"resolution": "Packed", "key": "n"}, headers=HTMX).status_code == 204
    assert "Packed" in draw_of_key_results([goals.median.pk])[goals.median.pk]
    assert mine.post(one, {"reason": "Too few", "key": "o"}, headers=HTMX).status_code == 204
    raised.refresh_from_db()
    assert (raised.is_standing, "Too few" in mine.get(one).content.decode()) == (True, True)


def test_a_message_becomes_a_blocker_or_a_decision(signed_in: SignIn, world: World, goals: Goals) -> None:
    room = open_room(world.mei, name="Care", people=[world.bo])
    line = say(world.bo, room, text=f"{goals.median.label} waits for boxes")
    browser = signed_in(world.mei)
    sheet = browser.get(f"/lines/{line.pk}/blocker/", headers=HTMX).content.decode()
    assert "waits for boxes" in sheet
    words = {"text": "Boxes", "cause": "other", "waits_on": world.dora.pk, "key_result": goals.median.pk, "key": "a"}
    assert browser.post(f"/lines/{line.pk}/blocker/", words, headers=HTMX).status_code == 204
    question = {"question": "Which?", "options": "Big\nSmall", "decider": world.cem.pk, "key": "b"}
    asked = question | {"key_results": [goals.median.pk]}
    assert browser.post(f"/lines/{line.pk}/decision/", asked, headers=HTMX).status_code == 204
    noted = {"question": "Which?", "choice": "Big", "key": "c"}
    assert browser.post(f"/lines/{line.pk}/decision/?is=taken", noted, headers=HTMX).status_code == 204
    assert [(one.line, one.choice) for one in Decision.objects.order_by("id")] == [(line, ""), (line, "Big")]
    assert (Blocker.objects.get().line, Blocker.objects.get().room) == (line, room)


def test_a_decision_is_taken_from_its_sheet(signed_in: SignIn, world: World, goals: Goals) -> None:
    ask = f"/decisions/new/?key_result={goals.median.pk}"
    words = {"question": "Which?", "options": "Big\nSmall", "decider": world.cem.pk, "key": "b"}
    assert signed_in(world.mei).get(ask).status_code == 200
    assert signed_in(world.mei).post(ask, words | {"options": "Big"}, headers=HTMX).status_code == 422
    words |= {"key": "c", "key_results": [goals.median.pk]}
    assert signed_in(world.mei).post(ask, words, headers=HTMX).status_code == 204
    asked = Decision.objects.get()
    choice = f"/decisions/{asked.pk}/choice/"
    browser = signed_in(world.cem)
    assert "checked" in browser.get(f"{choice}?option=1").content.decode()
    assert signed_in(world.bo).post(choice, {"choice": "Big", "reason": "x", "key": "d"}).status_code == 422
    assert browser.post(choice, {"choice": "Small", "reason": "Fits", "key": "e"}, headers=HTMX).status_code == 204
    page = signed_in(world.bo).get(f"/decisions/{asked.pk}/").content.decode()
    assert ("Small" in page, "As seen when it was asked" in page) == (True, True)


def test_a_question_is_taken_back(signed_in: SignIn, world: World) -> None:
    asked = ask_decision(world.mei, question="Which?", options=["a", "b"], decider=world.cem)
    address = f"/decisions/{asked.pk}/withdrawal/"
    assert signed_in(world.bo).post(address).status_code == 403
    assert signed_in(world.mei).post(address).status_code == 302
    assert "Withdrawn" in signed_in(world.mei).get(f"/decisions/{asked.pk}/").content.decode()


def test_what_is_private_is_not_there_for_strangers(signed_in: SignIn, world: World, goals: Goals) -> None:
    raised = raise_blocker(world.mei, goals.median, text="Boxes", waits_on=world.cem)
    asked = ask_decision(
        world.mei, question="Which?", options=["a", "b"], decider=world.cem, key_results=[goals.median]
    )
    Objective.objects.filter(pk=goals.speed.pk).update(visibility=Visibility.PRIVATE)
    browser = signed_in(world.dora)
    hidden = [f"/blockers/{raised.pk}/", f"/decisions/{asked.pk}/", f"/decisions/{asked.pk}/choice/"]
    hidden += [f"/key-results/{goals.median.pk}/blockers/new/", "/matters/?department=999", "/matters/?person=999"]
    assert [browser.get(address).status_code for address in hidden] == [404] * 6


@pytest.mark.parametrize("many", [1, 3])
def test_the_section_of_a_goal_takes_the_same_queries(
    goals: Goals, world: World, many: int, django_assert_num_queries: Callable[[int], object]
) -> None:
    for number in range(many):
        raise_blocker(world.mei, goals.median, text=f"x{number}", waits_on=world.dora)
        ask_decision(
            world.mei, question=f"q{number}", options=["a", "b"], decider=world.cem, key_results=[goals.median]
        )
    with django_assert_num_queries(6):
        drawn = draw_of_key_results([goals.median.pk])[goals.median.pk]
    assert drawn.count('class="decision decision--row"') == many
