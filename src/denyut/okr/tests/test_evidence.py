"""Key results whose value comes from their own data."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from denyut.okr import kept_rows
from denyut.okr.actions import (
    add_initiative,
    add_key_result,
    add_milestone,
    check_in,
    drop_initiative,
    exempt,
    finish_initiative,
    hold_session,
    observe,
    reach_milestone,
    remove_milestone,
    switch_feed,
    withdraw_observation,
)
from denyut.okr.models import CheckIn, KeyResult, Milestone, Objective, Observation
from denyut.spine.access import Conflict, Invalid, Refused
from tests.goals import TODAY, Goals
from tests.world import World


@pytest.fixture(autouse=True)
def _day():
    with time_machine.travel(TODAY, tick=False):
        yield


def kr_of(world: World, goals: Goals, kind: str, **words: Any) -> KeyResult:
    return add_key_result(world.mei, goals.speed, title="Own data", kind=kind, **words)


def now(kr: KeyResult) -> tuple[Decimal | None, Decimal]:
    found = KeyResult.objects.get(pk=kr.pk)
    return found.value, found.progress


def test_milestones_count_by_their_shares(world: World, goals: Goals) -> None:
    kr = kr_of(world, goals, "milestone")
    shares = (Decimal("0.5"), Decimal("0.3"), Decimal("0.2"))
    first, _second, third = (add_milestone(world.mei, kr, title=f"Step {share}", weight=share) for share in shares)
    reach_milestone(world.mei, first)
    reach_milestone(world.mei, third, note="Both gates passed")
    assert now(kr) == (70, Decimal("0.7"))
    assert CheckIn.objects.order_by("-id")[0].note == "Both gates passed"
    reach_milestone(world.mei, first, is_reached=False)
    assert now(kr) == (20, Decimal("0.2"))


def test_milestones_without_a_weight_share_equally(world: World, goals: Goals) -> None:
    kr = kr_of(world, goals, "milestone")
    for number in range(3):
        add_milestone(world.mei, kr, title=f"Step {number}")
    shares = Milestone.objects.order_by("id").values_list("weight", flat=True)
    assert list(shares) == [Decimal("0.334"), Decimal("0.333"), Decimal("0.333")]


def test_milestones_that_follow_each_other_are_reached_in_order(world: World, goals: Goals) -> None:
    kr = kr_of(world, goals, "milestone", setup={"is_ordered": True})
    first, second = (add_milestone(world.mei, kr, title=word) for word in ("One", "Two"))
    with pytest.raises(Conflict) as early:
        reach_milestone(world.mei, second)
    reach_milestone(world.mei, first)
    reach_milestone(world.mei, second)
    with pytest.raises(Conflict) as back:
        reach_milestone(world.mei, first, is_reached=False)
    assert (early.value.code, back.value.code) == ("order", "order")


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ({"title": ""}, "title"),
        ({"title": "x", "weight": Decimal("1.1")}, "weight"),
        ({"title": "x", "due_on": date(2027, 6, 1)}, "outside_cycle"),
    ],
)
def test_a_milestone_that_makes_no_sense_is_refused(
    world: World, goals: Goals, words: dict[str, Any], code: str
) -> None:
    with pytest.raises(Invalid) as refusal:
        add_milestone(world.mei, kr_of(world, goals, "milestone"), **words)
    assert refusal.value.code == code


def test_a_reached_milestone_is_not_removed(world: World, goals: Goals) -> None:
    kr = kr_of(world, goals, "milestone")
    reached, other = (add_milestone(world.mei, kr, title=word) for word in ("One", "Two"))
    reach_milestone(world.mei, reached)
    with pytest.raises(Conflict):
        remove_milestone(world.mei, reached)
    remove_milestone(world.mei, other)
    assert now(kr) == (100, 1)


def test_work_counts_item_by_item_or_by_estimate(world: World, goals: Goals) -> None:
    plain, weighed = kr_of(world, goals, "tasks"), kr_of(world, goals, "tasks", setup={"is_estimated": True})
    for kr in (plain, weighed):
        small = add_initiative(world.mei, kr, title="Small", estimate=Decimal(1))
        add_initiative(world.mei, kr, title="Large", estimate=Decimal(3), owner=world.bo)
        finish_initiative(world.mei, small)
    assert (now(plain)[0], now(weighed)[0]) == (50, 25)
    more = add_initiative(world.mei, plain, title="More")
    assert round(now(plain)[0] or 0, 2) == Decimal("33.33")
    drop_initiative(world.mei, more)
    assert now(plain)[0] == 50


def test_whoever_does_the_work_says_that_it_is_done(world: World, goals: Goals) -> None:
    one = add_initiative(world.mei, goals.median, title="Train", owner=world.dora)
    assert finish_initiative(world.dora, one).done_at == TODAY
    with pytest.raises(Refused):
        drop_initiative(world.aldo, one)


def test_amounts_add_up_from_the_start(world: World, goals: Goals) -> None:
    kr = kr_of(world, goals, "cumulative", target=Decimal(10))
    observe(world.mei, kr, values=[Decimal(2), Decimal(3)])
    assert now(kr) == (5, Decimal("0.5"))
    withdraw_observation(world.mei, Observation.objects.get(value=2))
    assert now(kr) == (3, Decimal("0.3"))


def test_the_median_moves_with_enough_measurements_alone(world: World, goals: Goals) -> None:
    words: dict[str, Any] = {"baseline": Decimal(30), "target": Decimal(10), "unit": "min"}
    kr = kr_of(world, goals, "statistic", **words, setup={"statistic": "median", "window": "day", "least": 5})
    observe(world.mei, kr, values=[Decimal(value) for value in (5, 7, 9, 100)])
    assert now(kr) == (None, 0)
    observe(world.mei, kr, values=[Decimal(9)])
    assert now(kr)[0] == 9


def test_a_day_with_too_few_leaves_the_value_of_the_last_full_one(world: World, goals: Goals) -> None:
    words: dict[str, Any] = {"baseline": Decimal(30), "target": Decimal(10)}
    kr = kr_of(world, goals, "statistic", **words, setup={"window": "day", "least": 2})
    observe(world.mei, kr, values=[Decimal(20), Decimal(22)], at=TODAY - timedelta(days=1))
    observe(world.mei, kr, values=[Decimal(100)])
    assert now(kr)[0] == 21


@pytest.mark.parametrize(
    ("values", "at", "code"),
    [
        ([], None, "values"),
        ([Decimal(1)] * 10_001, None, "values"),
        ([Decimal("NaN")], None, "not_a_number"),
        ([Decimal(1)], TODAY + timedelta(days=1), "future"),
    ],
)
def test_measurements_that_make_no_sense_are_refused(
    world: World, goals: Goals, values: list[Decimal], at: Any, code: str
) -> None:
    kr = kr_of(world, goals, "statistic", target=Decimal(10))
    with pytest.raises(Invalid) as refusal:
        observe(world.mei, kr, values=values, at=at)
    assert (refusal.value.code, Observation.objects.count()) == (code, 0)


def test_data_of_another_kind_are_refused(world: World, goals: Goals) -> None:
    for deed, words in (
        (observe, {"values": [Decimal(1)]}),
        (add_milestone, {"title": "x"}),
        (hold_session, {"session": 1}),
    ):
        with pytest.raises(Conflict) as refusal:
            deed(world.mei, goals.median, **words)
        assert refusal.value.code == "other_kind"


def test_sessions_cover_the_people_of_the_department(world: World, goals: Goals) -> None:
    kr = kr_of(world, goals, "coverage", setup={"sessions": 2})
    hold_session(world.mei, kr, session=1, people=[world.mei, world.bo])
    hold_session(world.mei, kr, session=2, people=[world.mei])
    # Mei, Bo and Cem belong to the department: one of three is through, three of six sessions were attended.
    assert round(now(kr)[0] or 0, 2) == Decimal("33.33")
    exempt(world.mei, kr, person=world.cem, reason="Leads only")
    assert now(kr)[0] == 50
    hold_session(world.mei, kr, session=1, people=[world.mei])
    assert now(kr)[0] == 50
    exempt(world.mei, kr, person=world.cem, is_exempt=False)
    assert round(now(kr)[0] or 0, 2) == Decimal("33.33")


def test_a_session_that_is_not_asked_and_an_exemption_without_a_reason_are_refused(world: World, goals: Goals) -> None:
    kr = kr_of(world, goals, "coverage", setup={"sessions": 2})
    with pytest.raises(Invalid) as third:
        hold_session(world.mei, kr, session=3)
    with pytest.raises(Invalid) as silent:
        exempt(world.mei, kr, person=world.bo)
    assert (third.value.code, silent.value.code) == ("session", "reason_needed")


def test_a_check_in_stands_until_the_data_next_change(world: World, goals: Goals) -> None:
    kr = kr_of(world, goals, "cumulative", target=Decimal(10))
    observe(world.mei, kr, values=[Decimal(2)])
    check_in(world.mei, kr, value=Decimal(7))
    assert (now(kr)[0], KeyResult.objects.get(pk=kr.pk).fed_value) == (7, 2)
    observe(world.mei, kr, values=[Decimal(1)])
    assert now(kr)[0] == 3


def test_a_stopped_feed_is_still_shown_and_sets_nothing(world: World, goals: Goals) -> None:
    kr = kr_of(world, goals, "cumulative", target=Decimal(10))
    switch_feed(world.mei, kr, is_stopped=True)
    observe(world.mei, kr, values=[Decimal(2)])
    found = KeyResult.objects.get(pk=kr.pk)
    assert (found.value, found.fed_value) == (None, 2)
    switch_feed(world.mei, kr, is_stopped=False)
    assert now(kr)[0] == 2


def test_own_data_move_the_objective(world: World, goals: Goals) -> None:
    kr = kr_of(world, goals, "cumulative", target=Decimal(10))
    observe(world.mei, kr, values=[Decimal(10)])
    assert Objective.objects.get(pk=goals.speed.pk).progress == Decimal("0.3330")


@pytest.mark.parametrize("person", ["dora", "aldo"])
def test_strangers_and_auditors_touch_no_data(world: World, goals: Goals, person: str) -> None:
    actor = getattr(world, person)
    steps, sums, people = (kr_of(world, goals, kind) for kind in ("milestone", "cumulative", "coverage"))
    step = add_milestone(world.mei, steps, title="One")
    for deed, thing, words in (
        (add_milestone, steps, {"title": "Two"}),
        (reach_milestone, step, {}),
        (remove_milestone, step, {}),
        (add_initiative, steps, {"title": "Work"}),
        (observe, sums, {"values": [Decimal(1)]}),
        (hold_session, people, {"session": 1}),
        (exempt, people, {"person": world.bo, "reason": "No"}),
        (switch_feed, sums, {"is_stopped": True}),
    ):
        with pytest.raises(Refused):
            deed(actor, thing, **words)


def test_everything_is_done_on_the_page(world: World, goals: Goals, signed_in) -> None:
    browser = signed_in(world.mei)
    steps = kr_of(world, goals, "milestone")
    browser.post(f"/key-results/{steps.pk}/milestones/", {"title": "Pilot", "due_on": "2026-12-01"})
    step = Milestone.objects.get()
    browser.post(f"/milestones/{step.pk}/", {"is_reached": "1"})
    assert now(steps) == (100, 1)
    measured = kr_of(world, goals, "statistic", baseline=Decimal(30), target=Decimal(10), unit="min")
    browser.post(f"/key-results/{measured.pk}/observations/", {"values": "12 14.5\n13", "on": "2026-11-14"})
    assert now(measured)[0] == 13
    refused = browser.post(f"/key-results/{measured.pk}/observations/", {"values": "12 twelve"})
    page = refused.content.decode()
    assert (refused.status_code, "“twelve” is not a number." in page, "12 twelve" in page) == (422, True, True)
    covered = kr_of(world, goals, "coverage")
    browser.post(f"/key-results/{covered.pk}/sessions/1/", {"people": [world.mei.pk, world.bo.pk]})
    browser.post(f"/key-results/{covered.pk}/exemptions/", {"person": world.cem.pk, "reason": "Leads only"})
    assert now(covered)[0] == 100
    browser.post(f"/key-results/{covered.pk}/initiatives/", {"title": "Book the room"})
    assert "Book the room" in browser.get(f"/key-results/{covered.pk}/").content.decode()


@pytest.mark.parametrize("kind", ["milestone", "statistic", "coverage", "tasks"])
def test_the_page_costs_the_same_with_one_piece_of_data_and_with_three(
    world: World, goals: Goals, signed_in, kind: str
) -> None:
    kr, browser = kr_of(world, goals, kind, target=Decimal(10)), signed_in(world.mei)

    def more(number: int) -> None:
        add_initiative(world.mei, kr, title=f"Work {number}")
        if kind == "milestone":
            add_milestone(world.mei, kr, title=f"Step {number}")
        if kind == "statistic":
            observe(world.mei, kr, values=[Decimal(number)])

    def cost() -> int:
        kept_rows.forget()
        with CaptureQueriesContext(connection) as queries:
            browser.get(f"/key-results/{kr.pk}/")
        return len(queries)

    more(1)
    cost()
    few = cost()
    more(2)
    more(3)
    assert cost() == few
