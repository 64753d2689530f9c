"""Guardrails hold, break and hold again with the readings; and the monthly question."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
import time_machine

from denyut.metrics.actions import add_indicator, read_indicator
from denyut.metrics.models import Indicator
from denyut.okr.models import Objective, Visibility
from denyut.spine.access import Conflict, Invalid, NotThere, Refused
from denyut.spine.models import Event
from denyut.spine.outlets import catch_up
from denyut.steering.actions import confirm_relevance, end_guardrail, heed_reading, judge_relevance, set_guardrail
from denyut.steering.jobs import ask_whether_right
from denyut.steering.models import Breach, Guardrail, Relevance
from denyut.steering.reading import own_questions
from tests.goals import Goals
from tests.world import World

NOON = datetime(2026, 12, 1, 5, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def time() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


@pytest.fixture
def quality(world: World) -> Indicator:
    return add_indicator(world.cem, name="Quality", unit="%")


@pytest.fixture
def rail(quality: Indicator, goals: Goals, world: World) -> Guardrail:
    """Quality must not fall below 90 while Mei's team gets faster; Ada is told."""
    return set_guardrail(
        world.cem, quality, side="floor", limit=Decimal(90), objective=goals.speed, sponsors=[world.ada]
    )


def read(world: World, quality: Indicator, value: int, time: time_machine.Traveller) -> None:
    time.shift(timedelta(hours=1))
    read_indicator(world.cem, quality, value=Decimal(value))
    catch_up()


def test_a_breach_is_kept_and_told_when_the_reading_comes_in(
    rail: Guardrail, quality: Indicator, world: World, time: time_machine.Traveller
) -> None:
    read(world, quality, 90, time)
    assert Breach.objects.count() == 0
    for value in (89, 80):
        read(world, quality, value, time)
    heed_reading(None, quality.pk)
    breached = Event.objects.filter(verb="steering.guardrail_breached")
    assert [(one.value, one.ended_at) for one in Breach.objects.all()] == [(Decimal(89), None)]
    assert [set(one.facts["told"]) for one in breached] == [{world.ada.pk, world.cem.pk}]
    read(world, quality, 95, time)
    read(world, quality, 70, time)
    assert [one.ended_at is None for one in Breach.objects.order_by("id")] == [False, True]
    assert Event.objects.filter(verb="steering.guardrail_held").count() == 1


def test_a_ceiling_and_the_last_reading_count_at_once(
    quality: Indicator, goals: Goals, world: World, time: time_machine.Traveller
) -> None:
    read(world, quality, 12, time)
    rail = set_guardrail(world.cem, quality, side="ceiling", limit=Decimal(10), cycle=goals.quarter)
    assert [one.value for one in rail.breaches.all()] == [Decimal(12)]
    with pytest.raises(Refused):
        end_guardrail(world.bo, rail)
    end_guardrail(world.cem, rail)
    read(world, quality, 20, time)
    assert [one.ended_at is None for one in rail.breaches.all()] == [False]


@pytest.mark.parametrize(
    ("words", "code"),
    [({"side": "wall"}, "no_side"), ({"cycle": None}, "nothing"), ({"why": "x" * 301}, "too_long")],
)
def test_what_makes_no_sense_is_refused(
    quality: Indicator, goals: Goals, world: World, words: dict[str, object], code: str
) -> None:
    usual = {"side": "floor", "limit": Decimal(1), "cycle": goals.quarter}
    with pytest.raises(Invalid) as refused:
        set_guardrail(world.cem, quality, **{**usual, **words})
    assert (refused.value.code, Guardrail.objects.count()) == (code, 0)


def test_it_takes_a_leader_and_a_goal_that_one_sees(
    rail: Guardrail, quality: Indicator, goals: Goals, world: World
) -> None:
    for stranger in (world.bo, world.aldo):
        with pytest.raises(Refused):
            set_guardrail(stranger, quality, side="floor", limit=Decimal(1), cycle=goals.quarter)
    Objective.objects.filter(pk=goals.speed.pk).update(visibility=Visibility.PRIVATE)
    with pytest.raises(NotThere):
        set_guardrail(world.dora, quality, side="floor", limit=Decimal(1), objective=goals.speed)
    with pytest.raises(NotThere):
        end_guardrail(world.dora, rail)
    assert [Guardrail.objects.visible_to(who).count() for who in (world.mei, world.ada, world.dora)] == [1, 1, 0]


def test_owners_are_asked_once_a_month_and_answer_with_one_tap(
    goals: Goals, world: World, time: time_machine.Traveller
) -> None:
    ask_whether_right.call()
    ask_whether_right.call()
    asked = {(one.person.name, one.month_on) for one in Relevance.objects.all()}
    assert asked == {("Mei Lin", date(2026, 12, 1)), ("Bo Santoso", date(2026, 12, 1))}
    assert Event.objects.filter(verb="steering.relevance_asked").count() == 2
    assert [row.key_result for row in own_questions(world.mei.pk, "en").relevance] == [goals.median.pk]
    confirm_relevance(world.mei)
    assert (own_questions(world.mei.pk, "en").relevance, confirm_relevance(world.mei)) == ([], None)


def test_the_answer_is_the_owners_and_is_kept(goals: Goals, world: World, time: time_machine.Traveller) -> None:
    ask_whether_right.call()
    december = Relevance.objects.get(person=world.mei)
    with pytest.raises(Refused):
        judge_relevance(world.cem, december, is_right=True)
    said = judge_relevance(world.mei, december, is_right=False, note="The target moved")
    assert judge_relevance(world.mei, december, is_right=False, note="The target moved") == said
    Relevance.objects.create(
        key_result=goals.median, person=world.mei, month_on=date(2027, 1, 1), asked_at=NOON + timedelta(days=31)
    )
    with pytest.raises(Conflict):
        judge_relevance(world.mei, december, is_right=True)
    assert [one.is_right for one in Relevance.objects.filter(key_result=goals.median)] == [None, False]
