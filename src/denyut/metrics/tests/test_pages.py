"""The pages of indicators: who comes in, what they say, how many queries they take."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from denyut.metrics.actions import add_indicator, adopt_indicator, link_signal, read_indicator
from denyut.metrics.models import Indicator, Reading, Signal
from denyut.metrics.widgets import draw_tiles
from denyut.people.models import Person
from denyut.spine import clock
from denyut.spine.widgets import WIDGETS, widget
from tests.world import World

SignedIn = Callable[[Person], Client]
NOON = datetime(2026, 3, 4, 5, 0, tzinfo=UTC)


@pytest.fixture
def nps(world: World) -> Indicator:
    return adopt_indicator(world.cem, known="nps", owner=world.mei, department=world.service)


def test_result_without_a_signal_is_autopsy_only(world: World, nps: Indicator, signed_in: SignedIn) -> None:
    browser, page = signed_in(world.dora), f"/indicators/{nps.pk}/"
    first = adopt_indicator(world.cem, known="first-response")
    assert "Autopsy only." in browser.get(page).content.decode()
    assert "Autopsy only." not in browser.get(f"/indicators/{first.pk}/").content.decode()
    signal = link_signal(world.mei, nps, leading=first)
    beside = browser.get(page).content.decode()
    assert ("Autopsy only." in beside, "First response time" in beside) == (False, True)
    assert "Net promoter score" in browser.get(f"/indicators/{first.pk}/").content.decode()
    assert signed_in(world.mei).post(f"/signals/{signal.pk}/removal/", {"key": "k"}).url == page
    assert "Autopsy only." in browser.get(page).content.decode()


def test_what_another_feature_links_lifts_the_label(world: World, nps: Indicator, signed_in: SignedIn) -> None:
    widget("test.linked", "Linked", place="metrics.indicator")(
        lambda viewer, options: f"<p>for {options['indicator'].key}</p>"
    )
    try:
        page = signed_in(world.dora).get(f"/indicators/{nps.pk}/").content.decode()
    finally:
        del WIDGETS["test.linked"]
    assert ("<p>for nps</p>" in page, "Autopsy only." in page) == (True, False)


def test_page_shows_band_chart_inputs_and_versions(world: World, nps: Indicator, signed_in: SignedIn) -> None:
    browser = signed_in(world.mei)
    for days, value in ((7, 10), (1, 20)):
        read_indicator(world.mei, nps, value=Decimal(value), at=clock.now() - timedelta(days=days))
    counts = {"key": "k1", "promoters": "50", "passives": "30", "detractors": "20"}
    assert browser.post(f"/indicators/{nps.pk}/calculations/new/", counts).status_code == 302
    page = browser.get(f"/indicators/{nps.pk}/").content.decode()
    for words in ("chart__band", "Healthy: 30 or more", 'data-status="on_track"', "Promoters (9 or 10): <bdi>50</bdi>"):
        assert words in page
    words = {"key": "k2", "name": "NPS", "unit": "points", "good": "higher", "formula": "nps", "reason": "Clearer"}
    assert browser.post(f"/indicators/{nps.pk}/edit/", words).status_code == 302
    page = browser.get(f"/indicators/{nps.pk}/").content.decode()
    for words in ("Version 2", "Earlier versions", "Changed because: Clearer", "version 1"):
        assert words in page
    assert "chart__line" not in page


def test_reading_pages_take_a_value_or_scores(world: World, nps: Indicator, signed_in: SignedIn) -> None:
    browser = signed_in(world.mei)
    with clock.at(NOON):
        value = {"key": "k1", "value": "31,5", "at": "2026-03-03T09:30"}
        assert browser.post(f"/indicators/{nps.pk}/readings/new/", value).url == f"/indicators/{nps.pk}/"
        scores = {"key": "k2", "scores_0_to_10": "10 9\n8; 0"}
        assert browser.post(f"/indicators/{nps.pk}/calculations/new/?raw=1", scores).status_code == 302
    entered, worked_out = Reading.objects.order_by("valid_at")
    assert (entered.value, entered.valid_at) == (Decimal("31.5"), datetime(2026, 3, 3, 2, 30, tzinfo=UTC))
    assert (worked_out.value, worked_out.inputs["promoters"]) == (25, "2")
    wrong = browser.post(f"/indicators/{nps.pk}/calculations/new/?raw=1", {"key": "k3", "scores_0_to_10": "11"})
    assert (wrong.status_code, list(wrong.context["form"].errors)) == (422, ["scores_0_to_10"])
    wrong = browser.post(f"/indicators/{nps.pk}/readings/new/", {"key": "k4", "value": "much"})
    assert (wrong.status_code, list(wrong.context["form"].errors)) == (422, ["value"])


def test_own_indicator_has_no_calculation(world: World, signed_in: SignedIn) -> None:
    own = add_indicator(world.cem, name="Own")
    assert signed_in(world.cem).get(f"/indicators/{own.pk}/calculations/new/").status_code == 404


def test_library_page_adds_an_indicator(world: World, signed_in: SignedIn) -> None:
    browser = signed_in(world.cem)
    assert "customers lost ÷ customers at the start" in browser.get("/indicators/library/").content.decode()
    words = {"key": "k1", "owner": world.mei.pk, "department": world.service.pk}
    answer = browser.post("/indicators/library/churn/", words)
    churn = Indicator.objects.get()
    assert (answer.url, churn.owner, churn.department) == (f"/indicators/{churn.pk}/", world.mei, world.service)
    assert browser.post("/indicators/library/churn/", words).status_code == 302
    assert Indicator.objects.count() == 1
    assert "In use" in browser.get("/indicators/library/").content.decode()
    assert browser.get("/indicators/library/magic/").status_code == 404


def test_own_indicator_is_added_by_a_form(world: World, signed_in: SignedIn) -> None:
    words = {"key": "k1", "name": "Hold time", "unit": "s", "good": "lower", "band_high": "40", "is_leading": "on"}
    assert signed_in(world.cem).post("/indicators/new/", words).status_code == 302
    own = Indicator.objects.get()
    assert (own.name, own.band_high, own.is_leading, own.owner) == ("Hold time", 40, True, world.cem)


def test_signal_form_offers_leading_ones_that_are_free(world: World, nps: Indicator, signed_in: SignedIn) -> None:
    browser = signed_in(world.mei)
    first = adopt_indicator(world.cem, known="first-response")
    adopt_indicator(world.cem, known="churn")
    offered = browser.get(f"/indicators/{nps.pk}/signals/new/").context["form"].fields["leading"].queryset
    assert list(offered) == [first]
    assert browser.post(f"/indicators/{nps.pk}/signals/new/", {"key": "k", "leading": first.pk}).status_code == 302
    assert Signal.objects.get().result == nps
    assert not browser.get(f"/indicators/{nps.pk}/signals/new/").context["form"].fields["leading"].queryset


@pytest.mark.parametrize("place", ["edit", "readings/new", "calculations/new", "signals/new"])
def test_what_the_owner_does_is_refused_to_others(
    world: World, nps: Indicator, signed_in: SignedIn, place: str
) -> None:
    for who in (world.bo, world.dora, world.aldo):
        browser = signed_in(who)
        assert browser.get(f"/indicators/{nps.pk}/{place}/").status_code == 403
        assert browser.post(f"/indicators/{nps.pk}/{place}/", {"key": "k"}).status_code == 403
    assert signed_in(world.mei).get(f"/indicators/{nps.pk}/{place}/").status_code == 200
    assert signed_in(world.mei).get(f"/indicators/999/{place}/").status_code == 404


def test_adding_is_refused_to_members(world: World, signed_in: SignedIn) -> None:
    browser = signed_in(world.mei)
    assert [browser.get(f"/indicators/{place}/").status_code for place in ("new", "library/nps")] == [403, 403]
    assert "Managers and administrators choose the indicators." in browser.get("/indicators/library/").content.decode()


def test_pages_take_the_same_queries_for_one_and_three(world: World, nps: Indicator, signed_in: SignedIn) -> None:
    browser = signed_in(world.dora)
    counts: dict[str, set[int]] = {
        "/indicators/": set(),
        f"/indicators/{nps.pk}/": set(),
        "/indicators/library/": set(),
    }
    browser.get("/indicators/")
    for number in range(3):
        read_indicator(world.mei, nps, value=Decimal(number), at=NOON - timedelta(days=number))
        leading = add_indicator(world.cem, name=f"Signal {number}", is_leading=True, department=world.service)
        link_signal(world.mei, nps, leading=leading)
        for page, found in counts.items():
            with CaptureQueriesContext(connection) as queries:
                assert browser.get(page).status_code == 200
            found.add(len(queries))
    assert [len(found) for found in counts.values()] == [1, 1, 1]


def test_tiles_link_to_the_page(world: World, nps: Indicator, django_assert_num_queries: Any) -> None:
    read_indicator(world.mei, nps, value=Decimal(31))
    with django_assert_num_queries(1):
        tiles = draw_tiles(world.dora, {})
    assert f'<a href="/indicators/{nps.pk}/">Net promoter score</a>' in tiles
