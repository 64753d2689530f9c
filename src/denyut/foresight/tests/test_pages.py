"""The pages, the API and what strangers get of them."""

from collections.abc import Callable
from decimal import Decimal

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from denyut.chat.actions import open_room
from denyut.chat.door import receive
from denyut.foresight.actions import intervene
from denyut.foresight.fragments import draw_own
from denyut.foresight.jobs import open_due
from denyut.foresight.looking import look_at_all
from denyut.foresight.models import EarlyWarning, Intervention
from denyut.foresight.periods import Dates, readings_by_date
from denyut.foresight.rows.stories import stories
from denyut.okr.actions import add_key_result, check_in
from denyut.people.models import Person
from denyut.spine import clock as house_clock
from denyut.spine.models import Event
from denyut.spine.verbs import VERBS
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
    with django_assert_num_queries(20):  # type: ignore[operator]
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


def test_watch_in_the_chat_is_answered_to_its_author(goals: Goals, world: World, clock: time_machine.Traveller) -> None:
    slip(clock, goals)
    look_at_all()
    rooms = {who: open_room(who, name=who.name) for who in (world.mei, world.cem)}
    told = [receive(who, room, "/watch", key=f"{who.pk}").answers[0] for who, room in rooms.items()]
    assert [goals.median.title in answer for answer in told] == [True, False]


def test_the_whole_board_stands_in_its_own_place_and_listens_there(
    goals: Goals, world: World, clock: time_machine.Traveller, signed_in: SignedIn
) -> None:
    slip(clock, goals)
    look_at_all()
    clock.shift(DAY)
    open_due()
    page = signed_in(world.cem).get(reverse("foresight:watch") + "?all=1").content.decode()
    assert ('id="warnings-all-0"' in page, f'topics="foresight_all:0 user:{world.cem.pk}"' in page) == (True, True)
    touched = {(one.topic, one.name) for one in VERBS["foresight.warned"].touches(Event.objects.latest("id"))}
    assert {("foresight_all:0", "foresight.whole"), ("foresight", "foresight.board")} <= touched


def test_what_was_saved_is_told_from_its_warning_to_its_end(
    goals: Goals, world: World, clock: time_machine.Traveller, signed_in: SignedIn
) -> None:
    slip(clock, goals)
    look_at_all()
    act = intervene(world.mei, miss(), kind="help", note="The night team sits with us.")
    Intervention.objects.filter(pk=act.pk).update(
        helped=True, effects={"7": {"probability": 0.2, "pace": 0.1, "matched": 0.05, "n": 4}}
    )
    EarlyWarning.objects.filter(pk=act.warning_id).update(closed_at=house_clock.now() + DAY, outcome="reached")
    clock.shift(2 * DAY)
    [story] = stories(world.cem, "en")
    assert (story.key_result, story.end, story.done.note) == (goals.median.pk, "The target was reached.", act.note)
    assert "days before the end the chance of reaching it was" in story.warned
    page = signed_in(world.cem).get(reverse("foresight:watch")).content.decode()
    assert ("Saved in time" in page, "The night team sits with us." in page) == (True, True)
    EarlyWarning.objects.filter(pk=act.warning_id).update(outcome="missed")
    assert stories(world.cem, "en") == []
