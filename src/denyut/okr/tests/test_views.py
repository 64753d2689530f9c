from collections.abc import Callable, Iterator
from decimal import Decimal

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from denyut.okr.actions import add_key_result, add_objective, check_in
from denyut.okr.models import CheckIn, Cycle, KeyResult, Objective
from denyut.people.models import Person
from tests.closing import shut
from tests.goals import TODAY, Goals
from tests.pages import whole_page
from tests.world import World

pytestmark = pytest.mark.django_db
type Browser = Callable[[Person], Client]
SHEET = {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel(TODAY, tick=False):
        yield


def queries(browser: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert browser.get(address).status_code == 200
    return len(captured)


def test_the_sheet_checks_in_and_closes(world: World, goals: Goals, signed_in: Browser) -> None:
    said = {"value": "24.5", "confidence": "70", "note": "queue is flowing", "key": "k1"}
    answer = signed_in(world.mei).post(f"/key-results/{goals.median.pk}/check-ins/", said, headers=SHEET)
    kept = CheckIn.objects.get()
    assert (answer.status_code, kept.value, kept.confidence, kept.note, kept.surface) == (
        204,
        Decimal("24.5"),
        70,
        "queue is flowing",
        "web",
    )


def test_the_same_form_twice_is_one_check_in(world: World, goals: Goals, signed_in: Browser) -> None:
    browser, said = signed_in(world.mei), {"value": "24", "key": "k1"}
    for _ in range(2):
        assert browser.post(f"/key-results/{goals.median.pk}/check-ins/", said, headers=SHEET).status_code == 204
    assert CheckIn.objects.count() == 1


def test_the_sheet_reads_numbers_in_the_persons_language(world: World, goals: Goals, signed_in: Browser) -> None:
    Person.objects.filter(pk=world.mei.pk).update(language="id")
    signed_in(world.mei).post(f"/key-results/{goals.median.pk}/check-ins/", {"value": "24,5"}, headers=SHEET)
    assert CheckIn.objects.get().value == Decimal("24.5")


def test_a_word_for_a_number_comes_back_with_what_was_typed(world: World, goals: Goals, signed_in: Browser) -> None:
    said = {"value": "dua puluh", "note": "keep me", "confidence": "70"}
    answer = signed_in(world.mei).post(f"/key-results/{goals.median.pk}/check-ins/", said, headers=SHEET)
    shown = answer.content.decode().replace("\xa0", " ")
    assert answer.status_code == 422
    for words in ("“dua puluh” is not a number", "keep me", 'value="dua puluh"'):
        assert words in shown


def test_without_scripts_the_form_is_a_page(world: World, goals: Goals, signed_in: Browser) -> None:
    browser = signed_in(world.mei)
    assert "<html" in browser.get(f"/key-results/{goals.median.pk}/check-ins/").content.decode().replace("\xa0", " ")
    assert (
        browser.post(f"/key-results/{goals.median.pk}/check-ins/", {"value": "24"})["Location"]
        == f"/key-results/{goals.median.pk}/"
    )


def test_a_refusal_is_told_in_the_sheet(world: World, goals: Goals, signed_in: Browser) -> None:
    answer = signed_in(world.dora).post(f"/key-results/{goals.median.pk}/check-ins/", {"value": "24"}, headers=SHEET)
    assert answer.status_code == 422
    assert "Mei Lin" in answer.content.decode().replace("\xa0", " ")
    assert "<html" not in answer.content.decode().replace("\xa0", " ")


def test_a_closed_cycle_is_told_before_anybody_types(world: World, goals: Goals, signed_in: Browser) -> None:
    shut(world.cem, goals.quarter)
    shown = (
        signed_in(world.mei)
        .get(f"/key-results/{goals.median.pk}/check-ins/", headers=SHEET)
        .content.decode()
        .replace("\xa0", " ")
    )
    assert "The cycle Q4 2026 is closed" in shown


def test_the_objective_page_costs_the_same_with_one_key_result_and_with_three(
    world: World, goals: Goals, signed_in: Browser
) -> None:
    one = add_objective(world.cem, goals.quarter, title="One", department=world.service, parent=goals.company)
    add_key_result(world.cem, one, title="Only")
    browser = signed_in(world.mei)
    browser.get("/")
    few = queries(browser, f"/objectives/{one.pk}/")
    for number in range(2):
        check_in(world.cem, add_key_result(world.cem, one, title=f"More {number}"), value=Decimal(50))
        add_objective(world.cem, goals.quarter, title=f"Child {number}", department=world.service, parent=one)
    assert queries(browser, f"/objectives/{one.pk}/") == few <= 26


def test_the_key_result_page_costs_the_same_with_one_check_in_and_with_three(
    world: World, goals: Goals, signed_in: Browser
) -> None:
    browser, address = signed_in(world.mei), f"/key-results/{goals.median.pk}/"
    browser.get("/")
    check_in(world.mei, goals.median, value=Decimal(29))
    few = queries(browser, address)
    for value in (28, 27):
        check_in(world.mei, goals.median, value=Decimal(value), note="better")
    assert queries(browser, address) == few <= 22


def test_the_objective_page_shows_the_calculation_and_what_happened(
    world: World, goals: Goals, signed_in: Browser
) -> None:
    check_in(world.mei, goals.median, value=Decimal(24), note="queue is flowing")
    shown = whole_page(signed_in(world.bo), f"/objectives/{goals.speed.pk}/").replace("\xa0", " ")
    for words in (
        "Customers come back",
        f"Mei Lin set KR-{goals.median.pk} to 24 min",
        "queue is flowing",
        "is expected by now",
    ):
        assert words in shown


def test_a_member_writes_an_objective_and_its_key_results(world: World, goals: Goals, signed_in: Browser) -> None:
    browser = signed_in(world.bo)
    form = {"title": "Be kind", "owner": world.bo.pk, "department": world.service.pk, "parent": goals.company.pk}
    browser.post(f"/cycles/{goals.quarter.pk}/objectives/new/", form)
    added = Objective.objects.get(title="Be kind")
    browser.post(
        f"/objectives/{added.pk}/key-results/new/",
        {"title": "Thanks", "kind": "metric", "baseline": "0", "target": "1,000"},
    )
    kr = KeyResult.objects.get(title="Thanks")
    assert (added.parent, kr.target, kr.owner) == (goals.company, 1000, world.bo)


def test_a_target_on_its_start_is_told_and_nothing_is_lost(world: World, goals: Goals, signed_in: Browser) -> None:
    form = {"title": "Stand still", "kind": "metric", "baseline": "5", "target": "5"}
    answer = signed_in(world.mei).post(f"/objectives/{goals.speed.pk}/key-results/new/", form)
    assert answer.status_code == 422
    assert "Start and target are the same" in answer.content.decode().replace("\xa0", " ")
    assert "Stand still" in answer.content.decode().replace("\xa0", " ")


def test_a_manager_opens_and_closes_a_cycle(world: World, signed_in: Browser) -> None:
    browser = signed_in(world.cem)
    browser.post("/cycles/", {"name": "Q1 2027", "kind": "quarter", "starts_on": "2027-01-01", "ends_on": "2027-03-31"})
    cycle = Cycle.objects.get()
    browser.post(f"/cycles/{cycle.pk}/closure/")
    assert Cycle.objects.get().is_closed
    browser.post(f"/cycles/{cycle.pk}/closure/", {"reopen": "1"})
    assert not Cycle.objects.get().is_closed


def test_the_palette_finds_a_key_result_by_number_and_by_words(world: World, goals: Goals, signed_in: Browser) -> None:
    browser = signed_in(world.bo)
    for words in (f"KR-{goals.median.pk}", f"kr{goals.median.pk}", "first resp"):
        assert f"/key-results/{goals.median.pk}/" in browser.get("/palette/", {"q": words}).content.decode().replace(
            "\xa0", " "
        )


def test_a_key_used_before_is_not_given_out_again(world: World, signed_in: Browser) -> None:
    browser = signed_in(world.cem)
    words = {"name": "Q1 2027", "kind": "quarter", "starts_on": "2027-01-01", "ends_on": "2027-03-31", "key": "k1"}
    browser.post("/cycles/", words)
    refused = browser.post("/cycles/", {**words, "name": "Q2 2027"})
    assert (refused.status_code, refused.context["key"] != "k1") == (422, True)
    browser.post("/cycles/", {**words, "name": "Q2 2027", "key": refused.context["key"]})
    assert Cycle.objects.filter(name="Q2 2027").exists()
