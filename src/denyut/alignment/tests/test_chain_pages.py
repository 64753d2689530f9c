"""The chain on pages: what they say of the data, who sees it, how many queries they take."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from denyut.alignment.actions import change_influence, end_influence, link_influence, weigh_influences
from denyut.alignment.models import Influence
from denyut.alignment.rows.moving import Found, found_for
from denyut.live.frames import touched
from denyut.metrics.actions import add_indicator, adopt_indicator, read_indicator
from denyut.metrics.models import Indicator
from denyut.okr.actions import add_initiative, add_key_result, check_in, finish_initiative
from denyut.okr.models import KeyResult, Visibility
from denyut.people.models import Person
from denyut.spine.fragments import FRAGMENTS
from denyut.spine.models import Event
from tests.goals import Goals
from tests.pages import whole_page
from tests.world import World

SignedIn = Callable[[Person], Client]
START = datetime(2026, 3, 23, 5, tzinfo=UTC)
WEEK = timedelta(days=7)
WHY = "Whoever is answered at once recommends us."
FALLS = tuple(30 - round(sum(week * week * 7 % 11 + 1 for week in range(now)) / 20, 1) for now in range(32))


@pytest.fixture
def nps(world: World) -> Indicator:
    return adopt_indicator(world.cem, known="nps", owner=world.mei, department=world.service)


def tell(world: World, kr: KeyResult, indicator: Indicator, *, slope: int = 1) -> None:
    """Thirty-two weeks in which an indicator answers every step of a key result a week later."""
    value = 100.0
    for week, now in enumerate(FALLS):
        check_in(kr.owner, kr, value=Decimal(str(now)), at=START + WEEK * week)
        step = FALLS[week - 1] - FALLS[week - 2] if week > 1 else 0
        value -= slope * step
        read_indicator(world.cem, indicator, value=Decimal(str(round(value, 3))), at=START + WEEK * week)


def link(world: World, goals: Goals, indicator: Indicator, **words: object) -> Influence:
    options = {"key_result": goals.median, "indicator": indicator, "delay_days": 7, "reason": WHY, **words}
    return link_influence(world.mei, **options)  # type: ignore[arg-type]


def found(influence: Influence) -> Found:
    return found_for([Influence.objects.with_ends().get(pk=influence.pk)])[influence.pk]


def test_evidence_is_read_from_check_ins_and_readings(world: World, goals: Goals, nps: Indicator) -> None:
    tell(world, goals.median, nps)
    up, whole = link(world, goals, nps), link(world, goals, nps, key_result=None, objective=goals.speed)
    evidence = found(up).evidence
    assert (evidence.word, evidence.n, evidence.tested) == ("supported", 30, 1)
    assert (weigh_influences(), found(up).evidence.tested) == (2, 2)
    assert evidence.effect is not None
    assert evidence.effect.low <= 12 <= evidence.effect.high
    assert found(whole).evidence.word == "supported"
    assert (
        found(change_influence(world.mei, up, direction="down", delay_days=7, reason=WHY)).evidence.word
        == "contradicted"
    )
    assert found(up).moved == Decimal("10.3")


def test_asking_until_something_answers_counts_each_time(world: World, goals: Goals, nps: Indicator) -> None:
    tell(world, goals.median, nps)
    one = link(world, goals, nps, delay_days=21)
    other = change_influence(world.mei, one, delay_days=28, reason=WHY)
    reworded = change_influence(world.mei, other, delay_days=28, reason="Said better.")
    assert found(reworded).evidence.tested == 2
    end_influence(world.mei, reworded)
    anew = link(world, goals, nps, delay_days=7)
    assert (found(anew).evidence.tested, found(anew).evidence.word) == (3, "supported")


def test_what_was_carried_over_brings_its_weeks_along(world: World, goals: Goals, nps: Indicator) -> None:
    tell(world, goals.median, nps)
    heir = add_key_result(
        world.mei, goals.speed, title="Median again", unit="min", baseline=Decimal(20), target=Decimal(10)
    )
    one = link(world, goals, nps, key_result=heir)
    check_in(world.mei, heir, value=Decimal(19))
    assert found(one).evidence.n == 0
    KeyResult.objects.filter(pk=goals.median.pk).update(lineage=goals.median.pk)
    KeyResult.objects.filter(pk=heir.pk).update(lineage=goals.median.pk, carried_from=goals.median)
    assert (found(one).evidence.n, found(one).evidence.word) == (30, "supported")


def test_the_delay_decides_what_is_compared(world: World, goals: Goals, nps: Indicator) -> None:
    tell(world, goals.median, nps)
    late = found(link(world, goals, nps, delay_days=21)).evidence
    assert (late.word, late.doubt, late.n) == ("untested", "noise", 28)


def test_evidence_says_why_it_is_missing(world: World, goals: Goals, nps: Indicator) -> None:
    one = link(world, goals, nps)
    assert found(one).evidence.doubt == "unmoved"
    company = link_influence(world.ada, objective=goals.company, indicator=nps, reason=WHY)
    assert found(company).evidence.doubt == "nothing"
    check_in(world.mei, goals.median, value=Decimal(29))
    assert (found(one).evidence.doubt, found(one).evidence.n) == ("few", 0)
    goals.median.source = "NPS"
    goals.median.save()
    assert found(one).evidence.doubt == "same"


def test_a_number_that_is_the_indicator_is_not_held_against_it(world: World, goals: Goals) -> None:
    first = adopt_indicator(world.cem, known="first-response", owner=world.mei)
    for week, now in enumerate(FALLS):
        value, moment = Decimal(str(now)), START + WEEK * week
        read_indicator(world.mei, first, value=value, at=moment)
        check_in(world.mei, goals.median, value=value, at=moment + timedelta(hours=1))
    assert found(link(world, goals, first, direction="down")).evidence.doubt == "same"


def test_readings_in_another_unit_are_left_out(world: World, goals: Goals, nps: Indicator) -> None:
    tell(world, goals.median, nps)
    one = link(world, goals, nps)
    Indicator.objects.filter(pk=nps.pk).update(version=2, series_from=2)
    assert found(one).evidence.doubt == "few"


def test_a_reached_goal_whose_indicator_went_the_other_way_is_idle(world: World, goals: Goals, nps: Indicator) -> None:
    tell(world, goals.median, nps, slope=-1)
    up, down = link(world, goals, nps), link(world, goals, nps, key_result=goals.rules, direction="down")
    assert (found(up).is_idle, found(down).is_idle) == (False, False)
    check_in(world.mei, goals.median, value=Decimal(17), at=START + WEEK * 32)
    read_indicator(world.cem, nps, value=Decimal(80), at=START + WEEK * 33 + timedelta(hours=1))
    assert found(up).is_idle
    assert not found(change_influence(world.mei, up, direction="down", reason=WHY)).is_idle


def test_chain_page_goes_from_work_to_indicators(
    world: World, goals: Goals, nps: Indicator, signed_in: SignedIn
) -> None:
    tell(world, goals.median, nps)
    for number in range(6):
        work = add_initiative(world.mei, goals.median, title=f"Work {number}")
    finish_initiative(world.mei, work)
    one = link(world, goals, nps, size=Decimal(4))
    link(world, goals, nps, key_result=None, objective=goals.speed)
    page = signed_in(world.dora).get(f"/cycles/{goals.quarter.pk}/chain/").content.decode()
    for words in (
        "Answer 40% faster",
        'id="chain-kr-',
        f'id="chain-indicator-{one.pk}"',
        "Work 0",
        "1 of 6 done",
        "and 2 more",
        'data-status="supported"',
        "up by 4",
        "7 days later",
        "1 key result is not expected to move any indicator.",
    ):
        assert words in page
    assert page.index("Work 0") < page.index('id="chain-kr-') < page.index(f'id="chain-indicator-{one.pk}"')
    assert "cause" not in page.lower()


def test_chain_page_of_a_cycle_without_links(world: World, goals: Goals, signed_in: SignedIn) -> None:
    browser = signed_in(world.dora)
    assert "Nothing is expected yet" in browser.get(f"/cycles/{goals.quarter.pk}/chain/").content.decode()
    assert browser.get("/cycles/999/chain/").status_code == 404
    assert browser.get(f"/cycles/{goals.quarter.pk}/chain/?from=x").status_code == 200
    assert "No key result is expected to move" in browser.get(f"/cycles/{goals.quarter.pk}/").content.decode()


def test_private_goals_are_not_in_the_chain_of_strangers(
    world: World, goals: Goals, nps: Indicator, signed_in: SignedIn
) -> None:
    one = link(world, goals, nps, key_result=goals.rules)
    goals.speed.visibility = Visibility.PRIVATE
    goals.speed.save()
    pages = (f"/cycles/{goals.quarter.pk}/chain/", f"/indicators/{nps.pk}/")
    stranger, owner, lead = signed_in(world.dora), signed_in(world.bo), signed_in(world.cem)
    for page in pages:
        assert "Assignment rules" not in stranger.get(page).content.decode()
        assert "Assignment rules" in lead.get(page).content.decode()
    theirs = owner.get(pages[0]).content.decode()
    assert ("Assignment rules" in theirs, "A private goal" in theirs, "Answer 40% faster" in theirs) == (
        True,
        True,
        False,
    )
    doors = [f"/influences/{one.pk}/", f"/influences/{one.pk}/edit/", f"/influences/{one.pk}/end/"]
    doors += [f"/objectives/{goals.speed.pk}/influences/new/", f"/key-results/{goals.rules.pk}/influences/new/"]
    assert [stranger.get(door).status_code for door in doors] == [404] * 5
    assert [stranger.post(door, {"key": "k"}).status_code for door in doors] == [405, 404, 404, 404, 404]
    assert [owner.get(door).status_code for door in doors] == [200, 403, 403, 404, 403]


def test_objective_page_shows_tiles_and_the_chain(
    world: World, goals: Goals, nps: Indicator, signed_in: SignedIn
) -> None:
    read_indicator(world.mei, nps, value=Decimal(41))
    page = f"/objectives/{goals.speed.pk}/"
    assert "What it is expected to move" not in whole_page(signed_in(world.dora), page)
    assert "Which indicators show that this objective" in whole_page(signed_in(world.mei), page)
    link(world, goals, nps, key_result=None, objective=goals.speed)
    link(world, goals, nps)
    shown = whole_page(signed_in(world.dora), page)
    for words in (
        "Net promoter score",
        "<bdi>41</bdi>",
        "Healthy: 30 or more",
        "chain-tiles",
        f"chain-kr-{goals.median.pk}",
    ):
        assert words in shown
    assert "influences/new" not in shown
    assert f"/objectives/{goals.speed.pk}/influences/new/" in whole_page(signed_in(world.mei), page)


def test_key_result_page_shows_its_own_chain(world: World, goals: Goals, nps: Indicator, signed_in: SignedIn) -> None:
    page = f"/key-results/{goals.median.pk}/"
    assert 'id="chain"' not in whole_page(signed_in(world.dora), page)
    assert "Which indicator shows that this key result helped?" in whole_page(signed_in(world.mei), page)
    link(world, goals, nps, key_result=goals.rules)
    assert 'id="chain"' not in whole_page(signed_in(world.dora), page)
    link(world, goals, nps)
    assert "The goal has not moved yet" in whole_page(signed_in(world.dora), page)


def test_indicator_with_a_linked_key_result_is_no_autopsy(
    world: World, goals: Goals, nps: Indicator, signed_in: SignedIn
) -> None:
    browser, page = signed_in(world.dora), f"/indicators/{nps.pk}/"
    assert "Autopsy only." in browser.get(page).content.decode()
    one = link(world, goals, nps)
    shown = browser.get(page).content.decode()
    assert ("Autopsy only." in shown, "Said to move it" in shown, "Median first response" in shown) == (
        False,
        True,
        True,
    )
    end_influence(world.mei, one)
    assert "Autopsy only." in browser.get(page).content.decode()


def test_page_of_a_hypothesis_shows_numbers_and_versions(
    world: World, goals: Goals, nps: Indicator, signed_in: SignedIn
) -> None:
    tell(world, goals.median, nps)
    first = link(world, goals, nps, size=Decimal(4))
    second = change_influence(world.mei, first, size=Decimal(9), delay_days=7, reason="It was too little.")
    browser = signed_in(world.dora)
    assert browser.get(f"/influences/{first.pk}/").url == f"/influences/{second.pk}/"
    shown = browser.get(f"/influences/{second.pk}/").content.decode()
    for words in (
        "Over 30 weeks both moved as expected: ρ is +",
        "Version 1",
        "Version 2",
        WHY,
        "chain-plot__dot",
    ):
        assert words in shown
    assert ("/edit/" in shown, "cause" in shown.lower()) == (False, False)
    end_influence(world.mei, second, note="It followed the price.")
    shown = signed_in(world.mei).get(f"/influences/{second.pk}/").content.decode()
    assert ("Given up" in shown, "It followed the price." in shown, "/edit/" in shown) == (True, True, False)


def test_forms_link_change_and_give_up(world: World, goals: Goals, nps: Indicator, signed_in: SignedIn) -> None:
    browser, door = signed_in(world.mei), f"/key-results/{goals.median.pk}/influences/new/"
    goals.median.hypothesis = "Quick answers please."
    goals.median.save()
    form = browser.get(door).context["form"]
    assert form.initial["reason"] == "Quick answers please."
    words = {"key": "k1", "indicator": str(nps.pk), "direction": "up", "size": "4,5", "delay_days": "", "reason": WHY}
    assert browser.post(door, words).url == f"/key-results/{goals.median.pk}/#chain"
    one = Influence.objects.get()
    assert (one.size, one.delay_days, one.indicator) == (Decimal("4.5"), 0, nps)
    again = browser.post(door, words | {"key": "k2"})
    assert (again.status_code, list(again.context["form"].errors)) == (422, ["indicator"])
    answer = browser.post(f"/influences/{one.pk}/edit/", {"key": "k3", "direction": "down", "reason": "Less."})
    second = Influence.objects.standing().get()
    assert (answer.url, second.direction, second.size) == (f"/influences/{second.pk}/", "down", None)
    stale = browser.post(f"/influences/{one.pk}/edit/", {"key": "k4", "direction": "up", "reason": "More."})
    assert (stale.status_code, "changed this meanwhile" in stale.content.decode()) == (409, True)
    assert browser.post(f"/influences/{second.pk}/end/", {"key": "k5", "note": "No."}).status_code == 302
    assert Influence.objects.standing().count() == 0


def test_only_managers_are_offered_the_library(world: World, goals: Goals, nps: Indicator, signed_in: SignedIn) -> None:
    door = f"/objectives/{goals.speed.pk}/influences/new/"
    for who, offered in ((world.mei, False), (world.cem, True)):
        page = signed_in(who).get(door).content.decode()
        assert ("known:churn" in page, "known:nps" in page) == (offered, False)
    words = {"key": "k1", "indicator": "known:churn", "direction": "down", "delay_days": "28", "reason": WHY}
    assert signed_in(world.mei).post(door, words).status_code == 422
    assert signed_in(world.cem).post(door, words).url == f"/objectives/{goals.speed.pk}/#chain"
    made = Influence.objects.get()
    assert (made.indicator.key, made.objective, made.delay_days) == ("churn", goals.speed, 28)


@pytest.mark.parametrize("place", ["objectives/{speed}/influences/new/", "key-results/{median}/influences/new/"])
def test_linking_is_refused_to_others(
    world: World, goals: Goals, nps: Indicator, signed_in: SignedIn, place: str
) -> None:
    one = link(world, goals, nps, key_result=goals.rules)
    door = "/" + place.format(speed=goals.speed.pk, median=goals.median.pk)
    for who in (world.bo, world.dora, world.aldo):
        for address in (door, f"/influences/{one.pk}/edit/", f"/influences/{one.pk}/end/"):
            assert signed_in(who).get(address).status_code == 403
            assert signed_in(who).post(address, {"key": "k"}).status_code == 403


def test_pages_take_the_same_queries_for_one_and_three(
    world: World, goals: Goals, nps: Indicator, signed_in: SignedIn
) -> None:
    browser = signed_in(world.dora)
    tell(world, goals.median, nps)
    results = [goals.median] + [add_key_result(world.mei, goals.speed, title=f"KR {n}") for n in range(2)]
    pages = [
        f"/cycles/{goals.quarter.pk}/chain/",
        f"/cycles/{goals.quarter.pk}/",
        f"/objectives/{goals.speed.pk}/",
        f"/key-results/{goals.median.pk}/",
        f"/indicators/{nps.pk}/",
    ]
    browser.get("/indicators/")
    counts: list[list[int]] = []
    for number, kr in enumerate(results):
        other = add_indicator(world.cem, name=f"Indicator {number}")
        read_indicator(world.cem, other, value=Decimal(number))
        add_initiative(world.mei, kr, title="Work")
        link(world, goals, nps, key_result=kr)
        link(world, goals, other, key_result=None, objective=goals.speed)
        link(world, goals, other)
        counts.append([])
        for page in pages:
            browser.get(page)
            with CaptureQueriesContext(connection) as queries:
                assert browser.get(page).status_code == 200
            counts[-1].append(len(queries))
    assert counts[0] == counts[2]


def test_cards_of_the_chain_are_live(world: World, goals: Goals, nps: Indicator) -> None:
    one = link(world, goals, nps)
    check_in(world.bo, goals.rules, value=Decimal(2))
    assert [
        t for t in touched(Event.objects.latest("id")) if t.name.startswith("alignment.") and "chain" in t.name
    ] == []
    check_in(world.mei, goals.median, value=Decimal(25))
    touches = [(t.topic, t.name, t.id) for t in touched(Event.objects.latest("id")) if "chain" in t.name]
    assert touches == [
        (f"okr:{goals.speed.pk}", "alignment.chain_key_result", goals.median.pk),
        ("chain", "alignment.open_chain_key_result", goals.median.pk),
    ]
    drawn = FRAGMENTS["alignment.open_chain_key_result"].draw([goals.median.pk])
    assert "<bdi>25\N{NO-BREAK SPACE}min</bdi>" in drawn[goals.median.pk]
    read_indicator(world.mei, nps, value=Decimal(44))
    touches = [(t.topic, t.name, t.id) for t in touched(Event.objects.latest("id")) if "chain" in t.name]
    assert touches == [("chain", "alignment.chain_indicator", one.pk)]
    assert "<bdi>44</bdi>" in FRAGMENTS["alignment.chain_indicator"].draw([one.pk])[one.pk]
    goals.speed.visibility = Visibility.PRIVATE
    goals.speed.save()
    assert FRAGMENTS["alignment.open_chain_key_result"].draw([goals.median.pk]) == {}
    check_in(world.mei, goals.median, value=Decimal(24))
    touches = [(t.topic, t.name, t.id) for t in touched(Event.objects.latest("id")) if "chain" in t.name]
    assert touches == [(f"okr:{goals.speed.pk}", "alignment.chain_key_result", goals.median.pk)]
