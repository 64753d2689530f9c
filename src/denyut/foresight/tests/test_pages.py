"""The pages, the API and what strangers get of them."""

from collections.abc import Callable
from decimal import Decimal

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from denyut.foresight.fragments import draw_own
from denyut.foresight.jobs import open_due
from denyut.foresight.looking import look_at_all
from denyut.foresight.models import EarlyWarning, Intervention
from denyut.foresight.periods import Dates, readings_by_date
from denyut.okr.actions import add_key_result, check_in
from denyut.people.models import Person
from tests.goals import Goals
from tests.world import World

from .test_warnings import BEGIN, DAY, WEEK, clock, miss, slip

__all__ = ["clock"]
type SignedIn = Callable[[Person], Client]


def found(client: Client, resource: str) -> list[int]:
    return [one["id"] for one in client.get(f"/api/v1/{resource}").json()["items"]]


def test_leaders_api_cannot_read_it_before_the_grace_ends(
    goals: Goals, world: World, clock: time_machine.Traveller, signed_in: SignedIn
) -> None:
    slip(clock, goals)
    look_at_all()
    raised, leader, owner = miss(), signed_in(world.cem), signed_in(world.mei)
    hidden = reverse("foresight:warning", args=[raised.pk])
    page = leader.get(reverse("foresight:watch")).content.decode()
    assert found(leader, "warnings") == found(leader, "forecasts") == []
    assert (leader.get(f"/api/v1/warnings/{raised.pk}").status_code, leader.get(hidden).status_code) == (404, 404)
    assert (hidden in page, raised.pk in found(owner, "warnings")) == (False, True)
    assert "foresight" not in str(leader.get("/api/v1/events?limit=200").json())
    clock.shift(DAY)
    assert raised.pk in found(leader, "warnings")
    assert hidden in leader.get(reverse("foresight:watch")).content.decode()


def test_one_tap_acts_and_a_second_one_does_nothing(
    goals: Goals, world: World, clock: time_machine.Traveller, signed_in: SignedIn
) -> None:
    slip(clock, goals)
    look_at_all()
    url = reverse("foresight:interventions", args=[miss().pk])
    tap = {"kind": "help", "key": f"watch-{miss().pk}-help-0"}
    answers = [signed_in(world.mei).post(url, tap, headers={"HX-Request": "true"}).status_code for _ in range(2)]
    assert (answers, Intervention.objects.count()) == ([204, 204], 1)
    assert signed_in(world.dora).post(url, tap, headers={"HX-Request": "true"}).status_code == 422
    rest = signed_in(world.mei).post(
        f"/api/v1/warnings/{miss().pk}/interventions", {"kind": "accept"}, content_type="application/json"
    )
    assert (rest.status_code, rest.json()["kind"]) == (201, "accept")


@pytest.mark.parametrize("number", [1, 3])
def test_page_takes_the_same_queries_for_many(
    goals: Goals,
    world: World,
    clock: time_machine.Traveller,
    signed_in: SignedIn,
    number: int,
    django_assert_num_queries: object,
) -> None:
    for one in range(number - 1):
        kr = add_key_result(world.mei, goals.speed, title=f"More {one}", baseline=Decimal(30), target=Decimal(18))
        goals_of = Goals(goals.quarter, goals.company, goals.speed, kr, goals.rules)
        slip(clock, goals_of)
    slip(clock, goals)
    look_at_all()
    clock.shift(DAY)
    open_due()
    assert EarlyWarning.objects.filter(kind="miss").count() == number
    with django_assert_num_queries(3):  # type: ignore[operator]
        draw_own([world.mei.pk])
    client = signed_in(world.cem)
    client.get(reverse("foresight:watch"))
    with django_assert_num_queries(19):  # type: ignore[operator]
        client.get(reverse("foresight:watch"))


def test_navigator_shows_owners_now_and_others_a_day_ago(
    goals: Goals, world: World, clock: time_machine.Traveller, signed_in: SignedIn
) -> None:
    clock.move_to(BEGIN)
    check_in(world.mei, goals.median, value=Decimal(29))
    clock.move_to(BEGIN + WEEK)
    check_in(world.mei, goals.median, value=Decimal(27))
    sections = reverse("okr:key_result_sections", args=[goals.median.pk])
    own, other = (signed_in(person).get(sections).content.decode() for person in (world.mei, world.cem))
    assert ("chance of reaching the target" in own, "too early for a forecast" in other) == (True, True)
    clock.shift(DAY)
    assert "chance of reaching the target" in signed_in(world.cem).get(sections).content.decode()


def test_dates_count_what_was_said_since_the_last_one() -> None:
    dates = Dates(BEGIN.date(), BEGIN.date() + 27 * DAY, 7)
    said = [(BEGIN.date(), 1.0), (BEGIN.date() + 8 * DAY, 2.0), (BEGIN.date() + 9 * DAY, 3.0)]
    assert readings_by_date(dates, said, BEGIN.date() + 9 * DAY) == ([1.0, 3.0], 2)
    assert readings_by_date(dates, said, BEGIN.date() + 21 * DAY) == ([1.0, 3.0, None], 3)
    late = [*said, (BEGIN.date() + 25 * DAY, 9.0)]
    assert readings_by_date(dates, late, BEGIN.date() + 26 * DAY) == ([1.0, 3.0, 9.0], 3)
    assert readings_by_date(dates, late, BEGIN.date() + 27 * DAY) == ([1.0, 3.0, None, 9.0], 4)
