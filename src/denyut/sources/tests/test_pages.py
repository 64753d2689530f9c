"""The pages of sources: the way through the wizard, who comes in, what they say, how many queries they take."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from denyut.lib.signing import signed_headers
from denyut.metrics.actions import read_indicator
from denyut.metrics.models import Indicator, Reading
from denyut.okr.models import KeyResult
from denyut.people.models import Person
from denyut.sources.actions import add_source, allow_target, connect_source
from denyut.sources.jobs import carry_out
from denyut.sources.keys import signing_secret, token_of
from denyut.sources.models import Arrival, Run, Source, Target, Tie
from denyut.sources.outlets import let_follow
from denyut.sources.tests.conftest import CSV, Fed, give, ran
from denyut.spine import clock
from denyut.spine.models import Event
from tests.goals import Goals
from tests.world import World

SignedIn = Callable[[Person], Client]
AMBIGUOUS = "when,amount\n03/04/2026,1\n05/06/2026,2.5\n"


@pytest.fixture(autouse=True)
def _now() -> Any:
    with clock.at(datetime(2026, 11, 15, 3, tzinfo=UTC)):
        yield


def a_file(text: str) -> SimpleUploadedFile:
    return SimpleUploadedFile("shop.csv", text.encode())


def test_wizard_leads_from_a_name_to_numbers(world: World, sales: Indicator, signed_in: SignedIn) -> None:
    browser = signed_in(world.cem)
    assert browser.get("/sources/new/").status_code == 200
    step = browser.post("/sources/new/", {"key": "a", "name": "Shop", "kind": "file"}).url
    source = Source.objects.get()
    assert step == f"/sources/{source.pk}/connection/"
    step = browser.post(step, {"key": "b", "file": a_file(AMBIGUOUS)}).url
    seen = browser.get(step).content.decode()
    assert ("03/04/2026" in seen, "2.5" in seen, "dates" in seen) == (True, True, True)
    step = browser.post(step).url
    asked = browser.get(step).content.decode()
    assert "What is 03/04/2026 there?" in asked
    words = {
        "date_column": "when",
        "value_column": "amount",
        "aggregate": "sum",
        "period": "day",
        "indicator": sales.pk,
    }
    again = browser.post(step, {"key": "c", **words})
    assert (again.status_code, "say it once" in again.content.decode()) == (422, True)
    step = browser.post(step, {"key": "d", "order": "dmy", **words}).url
    assert browser.post(step, {"key": "e", "every": "hand"}).url == f"/sources/{source.pk}/"
    carry_out.call(Run.objects.get().pk)
    days = [at.date().isoformat() for at in Reading.objects.order_by("valid_at").values_list("valid_at", flat=True)]
    assert days == ["2026-04-03", "2026-06-05"]
    page = browser.get(f"/sources/{source.pk}/").content.decode()
    assert ("Working" in page, "Their sum</bdi> · <bdi>each day" in page) == (True, True)
    assert browser.post(f"/sources/{source.pk}/file/", {"key": "f", "file": a_file(AMBIGUOUS)}).status_code == 302
    carry_out.call(Run.objects.latest("id").pk)
    assert Run.objects.latest("id").outcome == "same"


@pytest.mark.parametrize("kind", ["folder", "sql", "http", "webhook", "own"])
def test_every_kind_has_its_form(world: World, signed_in: SignedIn, kind: str) -> None:
    source = add_source(world.cem, name="Way", kind=kind)
    browser = signed_in(world.cem)
    assert browser.get(f"/sources/{source.pk}/setup/").url == f"/sources/{source.pk}/connection/"
    assert browser.get(f"/sources/{source.pk}/connection/").status_code == 200
    assert browser.get(f"/sources/{source.pk}/").status_code == 200


def test_strangers_find_nothing(fed: Fed, world: World, signed_in: SignedIn) -> None:
    source = fed()
    run = ran(source)
    paths = ("", "edit/", "connection/", "preview/", "mapping/", "schedule/", "setup/", "file/")
    pages = ["/sources/", "/sources/new/", "/sources/targets/", f"/sources/runs/{run.pk}/"]
    pages += [f"/sources/{source.pk}/{path}" for path in paths]
    for who in (world.mei, world.dora):
        assert {signed_in(who).get(page).status_code for page in pages} == {404}
        assert signed_in(who).post(f"/sources/{source.pk}/remove/do/", {"key": "k"}).status_code == 404
    auditor = signed_in(world.aldo)
    assert (
        auditor.get(f"/sources/{source.pk}/").status_code,
        auditor.get(f"/sources/{source.pk}/mapping/").status_code,
    ) == (200, 403)
    assert signed_in(world.ada).get(f"/sources/runs/{run.pk}/").status_code == 200


def test_broken_source_says_what_changed_and_lists_rows(fed: Fed, world: World, signed_in: SignedIn) -> None:
    source, browser = fed(CSV + "2026-10-09,x,chat\n" + "2026-10-10,1,a\n" * 9), signed_in(world.cem)
    run = ran(source)
    page = browser.get(f"/sources/runs/{run.pk}/").content.decode()
    assert ("Not a number" in page, "marked as estimates" in page) == (True, True)
    give(source, "day,value\n2026-10-01,many\n")
    ran(source)
    for path in ("/sources/", f"/sources/{source.pk}/"):
        page = browser.get(path).content.decode()
        assert ("held numbers and now holds text" in page, "Broken" in page) == (True, True)


def test_buttons(fed: Fed, world: World, signed_in: SignedIn) -> None:
    source, browser = fed(), signed_in(world.cem)
    place = f"/sources/{source.pk}/"
    for what, state in (("pause", "paused"), ("resume", "working")):
        assert browser.post(f"{place}{what}/do/", {"key": what}).url == place
        assert Source.objects.get().state == state
    assert browser.post(f"{place}read/do/", {"key": "r"}).url == place
    assert "every 1s" in browser.get(place, headers={"HX-Request": "true"}).content.decode()
    assert browser.post(f"{place}dance/do/", {"key": "d"}).status_code == 404
    assert browser.post(f"{place}remove/do/", {"key": "x"}).url == "/sources/"
    assert not Source.objects.exists()


def test_list_takes_as_many_queries_for_three(fed: Fed, world: World, signed_in: SignedIn) -> None:
    fed()
    browser, counts = signed_in(world.cem), []
    browser.get("/sources/")
    for number in (1, 3):
        for _more in range(number - Source.objects.count()):
            fed()
        with CaptureQueriesContext(
            connection,
        ) as queries:
            browser.get("/sources/")
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_administrators_keep_the_list(world: World, signed_in: SignedIn) -> None:
    browser = signed_in(world.ada)
    assert browser.post("/sources/targets/", {"key": "a", "host": "Data.Example.com"}).url == "/sources/targets/"
    assert "data.example.com" in browser.get("/sources/targets/").content.decode()
    assert browser.post("/sources/targets/", {"key": "b", "host": "data.example.com"}).status_code == 409
    target = Target.objects.get()
    assert signed_in(world.cem).post(f"/sources/targets/{target.pk}/removal/", {"key": "c"}).status_code == 404
    assert browser.post(f"/sources/targets/{target.pk}/removal/", {"key": "d"}).status_code == 302
    assert not Target.objects.exists()


def test_secrets_are_on_no_page(world: World, signed_in: SignedIn) -> None:
    allow_target(world.ada, host="db.example.com")
    words = {
        "dialect": "postgresql",
        "host": "db.example.com",
        "database": "shop",
        "user": "reader",
        "query": "SELECT 1",
    }
    source = add_source(world.cem, name="Way", kind="sql")
    connect_source(world.cem, source, connection={**words, "password": "hunter2-hunter2"})  # type: ignore[typeddict-item]
    browser = signed_in(world.cem)
    for path in ("", "connection/"):
        assert "hunter2" not in browser.get(f"/sources/{source.pk}/{path}").content.decode()


def webhook(world: World, **words: Any) -> tuple[Source, str]:
    source = connect_source(world.cem, add_source(world.cem, name="In", kind="webhook"), connection=words)  # type: ignore[arg-type]
    return source, f"/sources/in/{source.pk}/{token_of(source)}/"


def test_webhook_keeps_rows_once(world: World, client: Client) -> None:
    source, address = webhook(world)
    body = json.dumps([{"day": "2026-11-01", "n": 3}, {"day": "2026-11-02", "n": 4}])
    for _time in range(2):
        answer = client.post(address, body, content_type="application/json", headers={"webhook-id": "m1"})
        assert (answer.status_code, answer.json()) == (202, {"kept": 2})
    assert Arrival.objects.count() == 1
    for wrong, status in (("no json", 400), ("[]", 422), ("[1]", 422), ("x" * 1_000_001, 413)):
        assert client.post(address, wrong, content_type="application/json").status_code == status
    assert client.post(f"/sources/in/{source.pk}/wrong/", body, content_type="application/json").status_code == 404
    assert client.get(address).status_code == 405


def test_signed_webhook_takes_fresh_signed_messages_only(world: World, client: Client) -> None:
    source, address = webhook(world, is_signed=True)
    body, now = '{"day": "2026-11-01", "n": 3}', int(clock.now().timestamp())
    good = signed_headers([signing_secret(source)], "m1", now, body)
    old = signed_headers([signing_secret(source)], "m2", now - 3600, body)
    other = signed_headers([signing_secret(source)], "m3", now, body + " ")
    statuses = [
        client.post(address, body, content_type="application/json", headers=headers).status_code
        for headers in ({}, old, other, good)
    ]
    assert statuses == [401, 401, 401, 202]


def test_indicator_becomes_a_key_result_that_follows_it(
    goals: Goals, world: World, sales: Indicator, signed_in: SignedIn
) -> None:
    read_indicator(world.cem, sales, value=Decimal(10), at=clock.now() - timedelta(days=3))
    browser = signed_in(world.cem)
    page = f"/indicators/{sales.pk}/"
    assert "Make it a key result" in browser.get(page).content.decode()
    form = browser.get(f"{page}key-result/").content.decode()
    assert ('value="Sales"' in form, 'value="10"' in form) == (True, True)
    words = {"objective": goals.speed.pk, "title": "Sales", "baseline": "10", "target": "20"}
    made = browser.post(f"{page}key-result/", {"key": "k", **words})
    kr = KeyResult.objects.latest("id")
    assert (made.url, kr.baseline, kr.target) == (f"/key-results/{kr.pk}/", 10, 20)
    read_indicator(world.cem, sales, value=Decimal(14), at=clock.now() - timedelta(days=1))
    for _time in range(2):
        let_follow(Event.objects.filter(verb="metrics.read").latest("id"))
    kr.refresh_from_db()
    assert (kr.value, kr.check_ins.count()) == (14, 1)
    assert kr.title in browser.get(page).content.decode()
    tie = Tie.objects.get()
    assert signed_in(world.dora).post(f"/sources/ties/{tie.pk}/removal/", {"key": "x"}).status_code == 403
    assert browser.post(f"/sources/ties/{tie.pk}/removal/", {"key": "y"}).url == page
    assert not Tie.objects.exists()


def test_reading_names_its_run_to_those_who_see_the_source(
    fed: Fed, world: World, sales: Indicator, signed_in: SignedIn
) -> None:
    run = ran(fed())
    page = f"/indicators/{sales.pk}/"
    own, others = (signed_in(who).get(page).content.decode() for who in (world.cem, world.dora))
    link = f"/sources/runs/{run.pk}/"
    assert (link in own, link in others, "Shop" in others, "A data source" in others) == (True, False, False, True)
