from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from denyut.closing.rows.goalposts import goalposts_of
from denyut.closing.rows.goals import cards_of
from denyut.closing.rows.owners import Tally, scoring_of
from denyut.okr.actions import (
    add_key_result,
    add_objective,
    change_key_result,
    check_in,
    judge_hypothesis,
    move_key_result,
    score_key_result,
    score_objective,
)
from denyut.okr.models import Cycle, KeyResult, Objective
from denyut.people.models import Person
from denyut.people.times import company_now
from denyut.spine.models import Event
from tests.closing import shut
from tests.goals import Goals
from tests.world import World

pytestmark = pytest.mark.django_db
D = Decimal
type Browser = Callable[[Person], Client]


@pytest.fixture
def closing(goals: Goals) -> str:
    return f"/cycles/{goals.quarter.pk}/closing/"


def shown(browser: Client, address: str) -> str:
    answer = browser.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def many(world: World, goals: Goals, number: int) -> list[KeyResult]:
    goal = add_objective(world.mei, goals.quarter, title="Many", department=world.service)
    rows = [add_key_result(world.mei, goal, title=f"N{n}", baseline=D(0), target=D(10)) for n in range(number)]
    KeyResult.objects.filter(pk__in=[kr.pk for kr in rows]).update(value=D(7), progress=D("0.7"))
    return rows


def test_own_goals_come_first(world: World, goals: Goals, closing: str, signed_in: Browser) -> None:
    add_objective(world.dora, goals.quarter, title="Load faster", department=world.warehouse)
    mine = shown(signed_in(world.mei), closing)
    assert ("Answer 40% faster" in mine, "Load faster" in mine, "Customers come back" in mine) == (True, False, False)
    led = shown(signed_in(world.cem), closing)
    assert ("Answer 40% faster" in led, "Load faster" in led) == (True, False)
    everything = shown(signed_in(world.bo), closing)
    assert ("Answer 40% faster" in everything, "Load faster" in everything) == (True, True)
    owners = shown(signed_in(world.bo), f"{closing}?owner={world.dora.pk}")
    assert ("Answer 40% faster" in owners, "Load faster" in owners) == (False, True)


def test_nothing_without_a_score_hides(world: World, goals: Goals, secret: Objective) -> None:
    score_key_result(world.mei, goals.median)
    found = scoring_of(goals.quarter)
    assert (found.key_results, found.bare) == (Tally(1, 3), Tally(0, 1))
    assert [(row.owner.name, row.done) for row in found.owners] == [
        ("Mei Lin", Tally(1, 3)),
        ("Ada Pratiwi", Tally(0, 1)),
    ]
    move_key_result(world.mei, goals.rules, to="postponed", reason="Later.")
    assert scoring_of(goals.quarter).key_results == Tally(1, 2)


def test_a_cycle_without_goals_is_scored(q1: Cycle) -> None:
    assert (scoring_of(q1).whole, scoring_of(q1).whole.bar) == (Tally(0, 0), 100)


def test_private_goals_are_counted_and_not_shown(
    world: World, goals: Goals, secret: Objective, closing: str, signed_in: Browser
) -> None:
    for address in (f"{closing}?scope=open", f"{closing}?owner={world.mei.pk}"):
        words = shown(signed_in(world.dora), address)
        assert ("Buy the rival" in words, "Price agreed" in words, "0 / 3" in words) == (False, False, True)
    assert "Buy the rival" in shown(signed_in(world.mei), closing)


@pytest.mark.parametrize("scope", ["scope=open", "scope=mine", "scope=team"])
def test_queries_are_the_same_for_one_and_for_three(
    world: World, goals: Goals, closing: str, signed_in: Browser, scope: str
) -> None:
    def count() -> int:
        browser = signed_in(world.ada)
        browser.get(closing)
        with CaptureQueriesContext(connection) as seen:
            shown(browser, f"{closing}?{scope}")
        return len(seen)

    first = count()
    for owner in (world.mei, world.ada):
        goal = add_objective(world.ada, goals.quarter, title=owner.name, owner=owner, department=world.service)
        add_key_result(world.ada, goal, title="KR", baseline=D(0), target=D(10))
        bare = add_objective(world.ada, goals.quarter, title="Bare", owner=owner)
        add_objective(world.ada, goals.quarter, title="Below", owner=owner, parent=bare)
    assert count() <= first + 2


def test_cards_take_seven_queries(world: World, goals: Goals, django_assert_max_num_queries: Any) -> None:
    add_key_result(world.mei, goals.speed, title="Hold", kind="at_most", target=D(5))
    add_key_result(world.mei, goals.speed, title="Median", kind="statistic", baseline=D(9), target=D(5))
    loaded = list(Objective.objects.select_related("cycle", "owner", "department"))
    with django_assert_max_num_queries(7):
        cards = cards_of(world.ada, loaded, "en", company_now())
    assert [(card.title, len(card.lines), card.is_bare) for card in cards] == [
        ("Customers come back", 0, True),
        ("Answer 40% faster", 4, False),
    ]


def test_fifty_are_scored_at_once_and_what_needs_a_decision_remains(
    world: World, goals: Goals, closing: str, signed_in: Browser
) -> None:
    rows = many(world, goals, 50)
    KeyResult.objects.filter(pk=rows[0].pk).update(value=None, progress=0)
    KeyResult.objects.filter(pk=rows[1].pk).update(value=0, progress=0)
    body = {"key": "once", "key_result": [kr.pk for kr in rows], "scope": "mine"}
    browser = signed_in(world.mei)
    for _twice in range(2):
        answer = browser.post(f"{closing}scores/", body)
        assert (answer.status_code, answer["Location"]) == (302, f"{closing}?scope=mine&left=1")
    assert Event.objects.filter(verb="okr.key_result_scored").count() == 48
    assert set(KeyResult.objects.filter(pk__in=[kr.pk for kr in rows[2:]]).values_list("score", flat=True)) == {
        D("0.7")
    }
    words = shown(browser, f"{closing}?scope=mine&left=1")
    assert "Continue with the remaining: 4." in words
    assert ("Nobody has checked in" in words, "It has not moved" in words) == (True, True)


def test_fifty_are_read_with_as_many_queries_as_two(
    world: World, goals: Goals, closing: str, signed_in: Browser
) -> None:
    browser = signed_in(world.mei)
    browser.get(closing)
    counts = []
    for number in (2, 50):
        many(world, goals, number)
        with CaptureQueriesContext(connection) as seen:
            shown(browser, closing)
        counts.append(len(seen))
    assert counts[0] == counts[1]


def test_one_refusal_stops_no_other(world: World, goals: Goals, closing: str, signed_in: Browser) -> None:
    [kr] = many(world, goals, 1)
    other = add_objective(world.dora, goals.quarter, title="Load faster", department=world.warehouse)
    theirs = add_key_result(world.dora, other, title="Minutes", baseline=D(0), target=D(10))
    check_in(world.dora, theirs, value=D(5))
    answer = signed_in(world.mei).post(f"{closing}scores/", {"key": "k", "key_result": [theirs.pk, kr.pk]}, follow=True)
    assert KeyResult.objects.get(pk=kr.pk).score == D("0.7")
    assert KeyResult.objects.get(pk=theirs.pk).score is None
    assert "Only Dora Putri" in answer.content.decode()


def test_private_and_foreign_key_results_are_not_scored_from_the_page(
    world: World, goals: Goals, secret: Objective, closing: str, signed_in: Browser
) -> None:
    [kr] = secret.key_results.all()
    KeyResult.objects.filter(pk=kr.pk).update(value=D(7))
    body = {"key": "k", "key_result": [str(kr.pk), "987654", "x"]}
    assert signed_in(world.dora).post(f"{closing}scores/", body).status_code == 302
    assert signed_in(world.dora).post(f"{closing}scores/", {"key": "k"}).status_code == 302
    assert KeyResult.objects.get(pk=kr.pk).score is None


def test_auditors_read_only(world: World, missed: Goals, closing: str, signed_in: Browser) -> None:
    browser = signed_in(world.aldo)
    words = shown(browser, f"{closing}?scope=mine&owner={world.mei.pk}")
    for sign in ('name="score"', "Carry over", "Write down a lesson", "Score as suggested", "Another score"):
        assert sign not in words
    browser.post(f"{closing}scores/", {"key": "k", "key_result": [missed.median.pk]})
    assert KeyResult.objects.get(pk=missed.median.pk).score == D("0.5")
    for address in (
        f"/key-results/{missed.median.pk}/score/",
        f"/key-results/{missed.median.pk}/postponement/",
        f"/key-results/{missed.median.pk}/verdict/",
        f"/objectives/{missed.speed.pk}/score/",
        f"/objectives/{missed.speed.pk}/lessons/new/",
        f"/objectives/{missed.speed.pk}/post-mortem/",
        f"/objectives/{missed.speed.pk}/carry-over/",
    ):
        assert (browser.get(address).status_code, browser.post(address, {"key": "k"}).status_code) == (403, 403)
    assert browser.post(f"{closing}closure/").status_code == 403


def test_the_page_closes_only_what_is_scored(world: World, goals: Goals, closing: str, signed_in: Browser) -> None:
    browser, path = signed_in(world.cem), f"/cycles/{goals.quarter.pk}/close/"
    assert "Goals without a score: 3." in shown(browser, closing)
    for key in ("a", "b"):
        answer = browser.post(f"{closing}closure/", {"key": key})
        assert (answer["Location"], Cycle.objects.get(pk=goals.quarter.pk).is_closed) == (f"{path}#unscored", False)
    for kr in (goals.median, goals.rules):
        score_key_result(world.mei, kr)
    # The company's objective has no key results and no score: it hides no more than the others.
    assert browser.post(f"{closing}closure/", {"key": "c"})["Location"] == f"{path}#unscored"
    score_objective(world.ada, goals.company)
    assert browser.post(f"{closing}closure/", {"key": "d"})["Location"] == closing
    assert Cycle.objects.get(pk=goals.quarter.pk).is_closed
    words = shown(browser, closing)
    assert ("Closed on" in words, 'name="reopen"' in words, 'name="score"' in words) == (True, True, False)


def test_closing_is_for_managers(world: World, goals: Goals, closing: str, signed_in: Browser) -> None:
    assert signed_in(world.mei).post(f"{closing}closure/").status_code == 403
    assert "Ask one of them" in shown(signed_in(world.mei), closing)


def test_goals_that_were_all_too_easy(world: World, goals: Goals, closing: str, signed_in: Browser) -> None:
    Objective.objects.filter(pk=goals.speed.pk).update(score=D("0.9"))
    goal = add_objective(world.mei, goals.quarter, title="Stretch", department=world.service, ambition="aspirational")
    Objective.objects.filter(pk=goal.pk).update(score=D(1))
    words = shown(signed_in(world.mei), closing)
    assert ("All your goals ended above 0.8" in words, 'data-score="orange"' in words) == (True, True)
    assert "Set it higher next time" in words
    Objective.objects.filter(pk=goal.pk).update(score=D("0.7"))
    assert "All your goals ended above 0.8" not in shown(signed_in(world.mei), closing)


def test_goalposts_by_department_and_the_market_apart(world: World, goals: Goals) -> None:
    for title, reason in (("By the market", "market"), ("By us", "resources")):
        kr = add_key_result(world.mei, goals.speed, title=title, unit="k", baseline=D(0), target=D(100))
        change_key_result(world.mei, kr, title=title, unit="k", baseline=D(0), target=D(80), reason=reason)
        check_in(world.mei, kr, value=D(80))
        score_key_result(world.mei, kr)
    other = add_objective(world.dora, goals.quarter, title="Load", department=world.warehouse)
    still = add_key_result(world.dora, other, title="Still", baseline=D(0), target=D(10))
    check_in(world.dora, still, value=D(5))
    score_key_result(world.dora, still)
    found = goalposts_of(world.bo, goals.quarter, "en", company="All")
    assert [(r.department, r.number, r.original, r.final, r.index, r.market, r.other) for r in found.rows] == [
        ("Customer Service", 2, "0.8", "1.0", "+0.2", "+0.1", "+0.1"),
        ("Warehouse", 1, "0.5", "0.5", "0.0", "0.0", "0.0"),
    ]
    assert found.whole is not None
    assert found.whole.index == "+0.13"


def test_goalposts_leave_out_what_the_viewer_does_not_see(world: World, secret: Objective) -> None:
    [kr] = secret.key_results.all()
    score_key_result(world.mei, kr)
    seen = [len(goalposts_of(p, secret.cycle, "en", company="All").rows) for p in (world.mei, world.dora)]
    assert seen == [1, 0]


def test_hypotheses_with_their_data(world: World, goals: Goals, secret: Objective, signed_in: Browser) -> None:
    KeyResult.objects.filter(pk=goals.median.pk).update(hypothesis="Fast answers calm", effect="Fewer calls")
    KeyResult.objects.filter(objective=secret).update(hypothesis="They are weak")
    check_in(world.mei, goals.median, value=D(24))
    judge_hypothesis(world.mei, goals.median, verdict="partly", note="Calls fell by 5%")
    address = f"/cycles/{goals.quarter.pk}/hypotheses/"
    words = shown(signed_in(world.dora), address)
    for told in ("Fast answers calm", "Fewer calls", "24", "50%", "It helped in part", "Calls fell by 5%"):
        assert told in words
    assert ("They are weak" in words, "/verdict/" in words, "help: 1" in words) == (False, False, True)
    own = shown(signed_in(world.mei), address)
    assert ("They are weak" in own, "/verdict/" in own) == (True, True)


def test_hypotheses_take_as_many_queries_for_one_as_for_three(world: World, goals: Goals, signed_in: Browser) -> None:
    browser, counts = signed_in(world.mei), []
    address = f"/cycles/{goals.quarter.pk}/hypotheses/"
    browser.get(address)
    for _round in range(2):
        add_key_result(world.mei, goals.speed, title="One", baseline=D(0), target=D(1), hypothesis="Because")
        with CaptureQueriesContext(connection) as seen:
            shown(browser, address)
        counts.append(len(seen))
        add_key_result(world.mei, goals.speed, title="Two", baseline=D(0), target=D(1), hypothesis="Because")
    assert counts[0] == counts[1]


def test_a_closed_cycle_is_amended_by_administrators(
    world: World, missed: Goals, closing: str, signed_in: Browser
) -> None:
    shut(world.ada, missed.quarter)
    assert "Amend" in shown(signed_in(world.ada), f"{closing}?owner={world.mei.pk}")
    assert "Amend" not in shown(signed_in(world.mei), closing)
    address = f"/key-results/{missed.median.pk}/score/"
    assert signed_in(world.mei).get(address).status_code == 403
    body = {"key": "k", "score": "0.8", "reason": "The audit found more."}
    assert signed_in(world.ada).post(address, body).status_code == 302
    assert KeyResult.objects.get(pk=missed.median.pk).score == D("0.8")
