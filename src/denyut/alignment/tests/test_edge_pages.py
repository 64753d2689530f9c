"""Links on the pages of goals, in sheets, and on a person's desk."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from denyut.alignment.actions import ask_departments, challenge_goal
from denyut.alignment.finding import find_goal, search_goals
from denyut.alignment.models import Challenge
from denyut.alignment.rows.desk import Ways, desk_of, ways_of
from denyut.okr.actions import (
    add_key_result,
    add_objective,
    answer_edge,
    change_objective,
    open_cycle,
    propose_edge,
)
from denyut.okr.models import Cycle, Edge, Objective
from denyut.people.models import Person
from denyut.people.times import company_now
from denyut.spine.access import NotThere
from denyut.spine.models import Event
from tests.closing import shut
from tests.goals import TODAY, Goals
from tests.pages import whole_page
from tests.world import World

pytestmark = pytest.mark.django_db
type Browser = Callable[[Person], Client]


@pytest.fixture
def stock(world: World, goals: Goals) -> Objective:
    return add_objective(world.dora, goals.quarter, title="Shelves are full", department=world.warehouse)


def text(browser: Client, address: str) -> str:
    assert browser.get(address).status_code == 200
    return whole_page(browser, address)


def test_a_goals_page_shows_its_links_by_kind(world: World, goals: Goals, stock: Objective, signed_in: Browser) -> None:
    propose_edge(world.ada, kind="depends", from_objective=goals.speed, to_objective=stock)
    propose_edge(world.ada, kind="contributes", from_key_result=goals.median, to_objective=stock, weight=Decimal("0.5"))
    propose_edge(world.mei, kind="conflicts", from_objective=goals.speed, to_objective=stock, note="Same people")
    page = text(signed_in(world.mei), f"/objectives/{goals.speed.pk}/")
    for words in ("Serves", "Customers come back", "Depends on", "Contributes to", "counts 50%", goals.median.label):
        assert words in page
    assert ("Waiting for an answer" in page, "Same people" in page) == (True, True)
    other = text(signed_in(world.dora), f"/objectives/{stock.pk}/")
    assert ("Needed by" in other, "Receives from" in other, "Accept" in other) == (True, True, True)
    assert "Contributes to" in text(signed_in(world.bo), f"/key-results/{goals.median.pk}/")
    above = text(signed_in(world.bo), f"/objectives/{goals.company.pk}/")
    assert ("Served by" in above, "Answer 40% faster" in above) == (True, True)


def test_a_goal_that_stands_alone_says_so(world: World, stock: Objective, signed_in: Browser) -> None:
    assert "Stands alone" in text(signed_in(world.bo), f"/objectives/{stock.pk}/")


def test_what_counts_twice_is_told_with_its_ways(world: World, goals: Goals, signed_in: Browser) -> None:
    propose_edge(world.ada, kind="contributes", from_key_result=goals.median, to_objective=goals.company)
    way = f"{goals.median.label} → {goals.speed.label} → {goals.company.label}"
    for address in (f"/objectives/{goals.speed.pk}/", f"/objectives/{goals.company.pk}/"):
        assert way in text(signed_in(world.bo), address)
    assert way in text(signed_in(world.bo), f"/key-results/{goals.median.pk}/")
    Objective.objects.filter(pk=goals.company.pk).update(visibility="private", owner=world.ada)
    assert "counts 2 times" not in text(signed_in(world.bo), f"/objectives/{goals.speed.pk}/")


def test_links_with_private_goals_are_shown_to_those_who_see_both(
    world: World, goals: Goals, stock: Objective, signed_in: Browser
) -> None:
    propose_edge(world.ada, kind="depends", from_objective=goals.speed, to_objective=stock)
    Objective.objects.filter(pk=stock.pk).update(visibility="private")
    address = f"/objectives/{goals.speed.pk}/"
    assert "Shelves are full" not in text(signed_in(world.mei), address)
    seen = text(signed_in(world.dora), address)
    assert ("Shelves are full" in seen, "seen by few" in seen) == (True, True)
    edge = Edge.objects.get()
    for path in ("", "answer/", "counter/", "end/"):
        for method in ("get", "post"):
            stranger = getattr(signed_in(world.mei), method)(f"/alignment/edges/{edge.pk}/{path}").status_code
            nobody = getattr(signed_in(world.mei), method)(f"/alignment/edges/987654/{path}").status_code
            assert stranger == nobody in (404, 405)


def test_the_sheet_offers_and_the_page_of_a_link_answers(
    world: World, goals: Goals, stock: Objective, signed_in: Browser
) -> None:
    mei, dora, address = signed_in(world.mei), signed_in(world.dora), f"/objectives/{goals.speed.pk}/alignment/"
    assert "Align with" in text(mei, f"/objectives/{goals.speed.pk}/")
    assert "What it does" in text(mei, address)
    sent = {"kind": "contributes", "to": stock.label, "weight": "0.5", "note": "Boxes"}
    assert mei.post(address, {**sent, "weight": "2"}).status_code == 422
    assert mei.post(address, {**sent, "weight": "lots"}).status_code == 422
    assert mei.post(address, {**sent, "to": "O-987654"}).status_code == 422
    assert mei.post(address, {**sent, "key": "once"}).status_code == 302
    assert mei.post(address, {**sent, "key": "once"}).status_code == 302
    edge = Edge.objects.get()
    page = text(dora, f"/alignment/edges/{edge.pk}/")
    assert ("Boxes" in page, 'value="accepted"' in page) == (True, True)
    assert 'value="accepted"' not in text(signed_in(world.bo), f"/alignment/edges/{edge.pk}/")
    answer = f"/alignment/edges/{edge.pk}/answer/"
    assert signed_in(world.bo).post(answer, {"answer": "accepted"}).status_code == 403
    assert dora.post(answer, {"answer": "accepted"}, headers={"HX-Request": "true"}).status_code == 204
    assert Edge.objects.get().state == "accepted"
    assert "End this link" in text(mei, f"/alignment/edges/{edge.pk}/")
    assert mei.post(f"/alignment/edges/{edge.pk}/end/").status_code == 302
    assert Edge.objects.get().state == "ended"


def test_a_key_result_is_offered_by_its_owner(world: World, goals: Goals, stock: Objective, signed_in: Browser) -> None:
    address = f"/key-results/{goals.rules.pk}/alignment/"
    assert signed_in(world.bo).post(address, {"kind": "supports", "to": stock.label}).status_code == 302
    assert Edge.objects.get().source == goals.rules
    stranger = signed_in(world.dora)
    assert "speaks for" in text(stranger, address) or "changes this objective" in text(stranger, address)
    assert stranger.post(address, {"kind": "depends", "to": stock.label}).status_code == 422


def test_the_counter_sheet_proposes_something_else(
    world: World, goals: Goals, stock: Objective, signed_in: Browser
) -> None:
    edge = propose_edge(
        world.mei, kind="contributes", from_objective=goals.speed, to_objective=stock, weight=Decimal("0.5")
    )
    dora, address = signed_in(world.dora), f"/alignment/edges/{edge.pk}/counter/"
    assert stock.label in text(dora, address)
    same = {"kind": "contributes", "to": stock.label, "weight": "0.5"}
    assert dora.post(address, same).status_code == 422
    # The weight of a kind that is not chosen any more is not sent on.
    assert dora.post(address, {**same, "kind": "depends"}).status_code == 302
    assert [one.kind for one in Edge.objects.filter(counter_to=edge)] == ["depends"]
    assert signed_in(world.mei).get(address).status_code == 403


def test_goals_are_found_by_words_and_numbers(world: World, goals: Goals, stock: Objective, signed_in: Browser) -> None:
    with time_machine.travel(TODAY, tick=False):
        browser = signed_in(world.bo)
        found = text(browser, f"/alignment/goals/?q=shelves&but={goals.speed.label}")
        assert ("Shelves are full" in found, "Answer 40%" in found) == (True, False)
        assert "Median first response" in text(browser, f"/alignment/goals/?q=kr-{goals.median.pk}")
        assert "No goal with these words" in text(browser, "/alignment/goals/?q=unicorns")
        assert "Median" not in text(browser, f"/alignment/goals/?q={goals.median.label}&but={goals.speed.label}")


def test_search_looks_through_the_cycles_to_come(world: World, goals: Goals, stock: Objective) -> None:
    today = TODAY.date()
    found = search_goals(world.bo, "shelves full", today)
    assert found == [stock]
    assert search_goals(world.bo, "", today) == [goals.company]
    assert search_goals(world.bo, "response median", today) == [goals.median]
    later = open_cycle(world.ada, name="Q1", starts_on=today + timedelta(days=60), ends_on=today + timedelta(days=150))
    coming = add_objective(world.ada, later, title="More shelves, full")
    assert set(search_goals(world.bo, "shelves full", today)) == {stock, coming}
    shut(world.ada, Cycle.objects.get(pk=later.pk))
    assert search_goals(world.bo, "shelves full", today) == [stock]
    assert search_goals(world.bo, "shelves", today + timedelta(days=400)) == []
    Objective.objects.filter(pk=stock.pk).update(visibility="private")
    assert search_goals(world.bo, "shelves full", today) == []


@pytest.mark.parametrize("word", ["O-{0}", "o{0}", "#O {0}", "O-{0}\u200f", " o-{0} "])
def test_find_goal_reads_labels(world: World, goals: Goals, word: str) -> None:
    assert find_goal(world.bo, word.format(goals.speed.pk)) == goals.speed


@pytest.mark.parametrize("word", ["", "12", "O-", "O-0", "OKR-1", "K-1", "O-99999999999999999999", "x" * 500])
def test_find_goal_refuses_other_words(world: World, goals: Goals, word: str) -> None:
    with pytest.raises(NotThere):
        find_goal(world.bo, word)


def test_the_desk_shows_what_waits(world: World, goals: Goals, stock: Objective, signed_in: Browser) -> None:
    propose_edge(world.mei, from_objective=goals.speed, to_objective=stock, note="Please")
    challenge_goal(world.dora, key_result=goals.median, text="Too fast")
    world.service.refresh_from_db()
    ask_departments(world.ada, goals.company, departments=[world.service])
    dora = text(signed_in(world.dora), "/alignment/")
    assert ("Please" in dora, "Accept" in dora, "Too fast" in dora) == (True, True, True)
    mei = text(signed_in(world.mei), "/alignment/")
    assert ("Too fast" in mei, "Shelves are full" in mei, "Accept" in mei) == (True, True, False)
    cem = text(signed_in(world.cem), "/alignment/")
    assert ("asks Customer Service to respond" in cem, "Nothing waits for you" in cem) == (True, False)
    assert "Nothing waits for you" in text(signed_in(world.bo), "/alignment/")


def test_the_desk_shows_nothing_of_private_goals(world: World, goals: Goals, stock: Objective) -> None:
    challenge_goal(world.bo, objective=stock, text="Which shelves")
    Objective.objects.filter(pk=stock.pk).update(visibility="private")
    desk = desk_of(world.bo, "en", company_now())
    assert (len(desk.yours), len(desk.theirs)) == (0, 0)


def test_what_nobody_answers_for_five_days_is_on_the_managers_desk(world: World, goals: Goals) -> None:
    challenge_goal(world.dora, key_result=goals.median, text="Too fast")
    assert desk_of(world.cem, "en", company_now()).escalated == []
    Challenge.objects.update(made_at=company_now() - timedelta(days=6))
    [row] = desk_of(world.cem, "en", company_now()).escalated
    assert (row.text, row.is_overdue) == ("Too fast", True)


def test_the_share_from_below(world: World, goals: Goals, stock: Objective) -> None:
    with time_machine.travel(TODAY, tick=False):
        assert ways_of(world.bo, TODAY).from_below is None
        ask_departments(world.ada, goals.company, departments=[world.service, world.warehouse])
        propose_edge(world.mei, from_objective=goals.speed, to_objective=stock)
        challenge_goal(world.dora, key_result=goals.median, text="Too fast")
        propose_edge(world.ada, kind="contributes", from_objective=goals.speed, to_objective=goals.company)
        ways = ways_of(world.bo, TODAY)
    assert (ways, ways.from_below) == (Ways(asked=2, offered=1, challenged=1), Decimal("0.5"))


def test_the_desk_keeps_a_silent_goal(world: World, goals: Goals, stock: Objective, signed_in: Browser) -> None:
    with time_machine.travel(TODAY, tick=False):
        then = TODAY - timedelta(days=22)
        Objective.objects.filter(pk=stock.pk).update(published_at=then, made_at=then)
        Event.objects.filter(subject_kind="okr.objective").update(at=then)
        browser = signed_in(world.dora)
        assert "Nothing has happened here for 22 days" in text(browser, "/alignment/")
        address = f"/objectives/{stock.pk}/stance/"
        assert browser.post(address, {"choice": "keep"}).status_code == 422
        assert browser.post(address, {"choice": "keep", "note": "In December"}).status_code == 302
        assert "Nothing has happened" not in text(browser, "/alignment/")
        assert signed_in(world.bo).post(address, {"choice": "drop", "note": "Ha"}).status_code == 403
        assert browser.post(address, {"choice": "fix"})["Location"] == f"/objectives/{stock.pk}/edit/"


def test_pages_cost_the_same_with_one_link_and_with_three(
    world: World, goals: Goals, stock: Objective, signed_in: Browser
) -> None:
    browser = signed_in(world.dora)
    addresses = (f"/objectives/{goals.speed.pk}/", f"/key-results/{goals.median.pk}/", "/alignment/")
    counts: dict[str, list[int]] = {address: [] for address in addresses}
    for number in range(3):
        kr = add_key_result(world.dora, stock, title=f"Shelf {number}")
        for source in ({"from_objective": goals.speed}, {"from_key_result": goals.median}):
            propose_edge(world.mei, kind="depends", **source, to_key_result=kr)  # type: ignore[arg-type]
        done = propose_edge(world.mei, kind="supports", from_key_result=goals.median, to_key_result=kr)
        answer_edge(world.dora, done, answer="accepted")
        child = add_objective(world.mei, goals.quarter, title=f"Child {number}", department=world.service)
        change_objective(world.mei, child, title="Child", department=world.service, parent=goals.speed)
        challenge_goal(world.dora, objective=child, text="Hm")
        for address in addresses:
            browser.get(address)
            with CaptureQueriesContext(connection) as queries:
                browser.get(address)
            counts[address].append(len(queries))
    assert {address: found[0] - found[2] for address, found in counts.items()} == dict.fromkeys(addresses, 0)
