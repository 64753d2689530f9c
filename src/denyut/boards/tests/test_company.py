import re
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from denyut.metrics.actions import add_indicator, read_indicator
from denyut.okr import board
from denyut.okr.actions import add_key_result, add_objective, change_cycle, check_in
from denyut.okr.models import Objective
from denyut.people.models import Person
from tests.goals import TODAY, Goals
from tests.world import World

pytestmark = pytest.mark.django_db
type Browser = Callable[[Person], Client]


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    board.forget()
    with time_machine.travel(TODAY, tick=False):
        yield


def page(browser: Client, address: str = "/") -> str:
    answer = browser.get(address)
    assert answer.status_code == 200
    return answer.content.decode().replace("\xa0", " ")


def test_the_board_shows_goals_with_their_numbers(world: World, goals: Goals, signed_in: Browser) -> None:
    check_in(world.mei, goals.median, value=Decimal(24), confidence=70)
    shown = page(signed_in(world.dora))
    for words in (
        "Q4 2026",
        "Customer Service",
        "Answer 40% faster",
        "Median first response",
        "24 min",
        "18 min",
        "50%",
        "Mei Lin",
    ):
        assert words in shown
    assert f'id="kr-{goals.median.pk}"' in shown


def test_the_board_shows_indicators_on_top(world: World, goals: Goals, signed_in: Browser) -> None:
    nps = add_indicator(world.cem, key="nps", name="NPS")
    read_indicator(world.cem, nps, value=Decimal(31))
    assert f'id="indicator-{nps.pk}"' in page(signed_in(world.bo))


def test_a_private_goal_is_only_counted(world: World, goals: Goals, signed_in: Browser) -> None:
    Objective.objects.filter(pk=goals.speed.pk).update(visibility="private")
    seen, hidden = page(signed_in(world.mei)), page(signed_in(world.dora))
    assert "Answer 40% faster" in seen
    assert "Answer 40% faster" not in hidden
    assert "1 private objective" in hidden


def test_a_check_in_draws_its_row_anew(world: World, goals: Goals, signed_in: Browser) -> None:
    browser = signed_in(world.bo)
    assert "24 min" not in page(browser)
    check_in(world.mei, goals.median, value=Decimal(24))
    assert "24 min" in page(browser)


def test_another_language_is_drawn_in_its_own_words(world: World, goals: Goals, signed_in: Browser) -> None:
    check_in(world.mei, goals.median, value=Decimal("24.5"))
    page(signed_in(world.bo))
    Person.objects.filter(pk=world.dora.pk).update(language="id")
    assert "24,5 min" in page(signed_in(world.dora))


def test_a_cancelled_objective_leaves_the_board(world: World, goals: Goals, signed_in: Browser) -> None:
    Objective.objects.filter(pk=goals.speed.pk).update(state="cancelled")
    assert "Answer 40% faster" not in page(signed_in(world.bo))


def queries(browser: Client, address: str = "/") -> int:
    board.forget()
    with CaptureQueriesContext(connection) as captured:
        page(browser, address)
    return len(captured)


def test_the_board_costs_the_same_with_one_objective_and_with_many(
    world: World, goals: Goals, signed_in: Browser
) -> None:
    browser = signed_in(world.bo)
    page(browser)
    few = queries(browser)
    for number in range(6):
        more = add_objective(world.cem, goals.quarter, title=f"More {number}", department=world.service)
        add_key_result(world.cem, more, title="One")
    assert queries(browser) == few <= 15


def test_a_long_board_comes_in_slices(
    world: World, goals: Goals, signed_in: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(board, "SLICE", 2)
    for number in range(3):
        add_objective(world.cem, goals.quarter, title=f"More {number}", department=world.service)
    browser = signed_in(world.bo)
    first = page(browser)
    assert "More 2" not in first
    assert f"cycle={goals.quarter.pk}&amp;from=2" in first
    rest = (
        browser.get(f"/?cycle={goals.quarter.pk}&from=2", headers={"HX-Request": "true"})
        .content.decode()
        .replace("\xa0", " ")
    )
    assert ("More 0" in rest, "<html" in rest, "department__name" in rest) == (True, False, False)


def test_an_empty_workspace_says_what_to_do_next(world: World, signed_in: Browser) -> None:
    assert "No cycle yet" in page(signed_in(world.ada))


@pytest.mark.parametrize("asked", ["999", "x", "", "²", "-1", "99999999999999999999"])
def test_an_unknown_cycle_is_not_found(world: World, goals: Goals, signed_in: Browser, asked: str) -> None:
    assert signed_in(world.bo).get(f"/?cycle={asked}").status_code == 404


def test_a_board_that_became_shorter_than_the_place_asked_for_is_empty(
    world: World, goals: Goals, signed_in: Browser
) -> None:
    assert "Answer 40% faster" not in page(signed_in(world.dora), "/?from=60")


def test_rows_keep_pace_with_a_cycle_whose_days_move(world: World, goals: Goals, signed_in: Browser) -> None:
    browser = signed_in(world.dora)
    check_in(world.mei, goals.median, value=Decimal(21))
    assert "is expected by now" in page(browser)
    before = page(browser)
    change_cycle(world.ada, goals.quarter, name="Q4 2026", starts_on=TODAY.date(), ends_on=date(2027, 3, 31))
    after = page(browser)
    expected = [re.search(r"where (\d+)% is expected", text) for text in (before, after)]
    assert [match and match[1] for match in expected] == ["48", "0"]
