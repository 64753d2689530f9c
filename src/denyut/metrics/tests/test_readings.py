"""Readings: entered, or worked out with their inputs as lineage; and the signals that warn."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from denyut.metrics.actions import (
    add_indicator,
    adopt_indicator,
    calculate_indicator,
    link_signal,
    read_indicator,
    unlink_signal,
)
from denyut.metrics.models import Indicator, Reading, Signal
from denyut.metrics.verbs import READ
from denyut.spine import clock
from denyut.spine.access import Conflict, Invalid, Refused
from denyut.spine.models import Event
from denyut.spine.verbs import Touch
from tests.world import World

NOON = datetime(2026, 3, 4, 5, 0, tzinfo=UTC)
COUNTS = {"promoters": Decimal(50), "passives": Decimal(30), "detractors": Decimal(20)}


@pytest.fixture
def nps(world: World) -> Indicator:
    return adopt_indicator(world.cem, known="nps", owner=world.mei)


def test_calculate_indicator_keeps_its_inputs(world: World, nps: Indicator) -> None:
    reading = calculate_indicator(world.mei, nps, inputs=COUNTS)
    assert (reading.value, reading.version) == (30, 1)
    assert reading.inputs == {"promoters": "50", "passives": "30", "detractors": "20"}
    event = Event.objects.latest("id")
    assert list(READ.touches(event)) == [Touch("metrics", "metrics.tile", nps.pk)]
    nps.refresh_from_db()
    assert (nps.value, nps.is_healthy()) == (30, True)


def test_calculate_indicator_from_scores_keeps_their_tally(world: World, nps: Indicator) -> None:
    scores: list[Decimal] = [Decimal(s) for s in (10, 9, 7, 3)]
    reading = calculate_indicator(world.mei, nps, inputs={"scores_0_to_10": scores})
    assert (reading.value, reading.inputs) == (25, {"promoters": "2", "passives": "1", "detractors": "1"})


def test_calculate_indicator_of_a_list_keeps_it(world: World) -> None:
    first = adopt_indicator(world.cem, known="first-response")
    minutes: list[Decimal] = [Decimal(m) for m in ("12.5", "3", "40")]
    reading = calculate_indicator(world.cem, first, inputs={"minutes": minutes})
    assert (reading.value, reading.inputs) == (Decimal("12.5"), {"minutes": ["12.5", "3", "40"]})


def test_calculated_value_is_rounded_to_what_is_kept(world: World) -> None:
    churn = adopt_indicator(world.cem, known="churn")
    reading = calculate_indicator(world.cem, churn, inputs={"lost": Decimal(1), "start": Decimal(3)})
    assert Reading.objects.get(pk=reading.pk).value == Decimal("33.333333")


@pytest.mark.parametrize(
    ("inputs", "code", "field"),
    [
        ({"promoters": Decimal(1)}, "missing", "passives"),
        ({"scores_0_to_10": [Decimal(12)]}, "off_scale", "scores_0_to_10"),
        ({"scores_0_to_10": [Decimal(1)] * 5001}, "too_many", "inputs"),
    ],
)
def test_calculate_indicator_is_invalid(world: World, nps: Indicator, inputs: Any, code: str, field: str) -> None:
    with pytest.raises(Invalid) as refusal:
        calculate_indicator(world.mei, nps, inputs=inputs)
    assert (refusal.value.code, refusal.value.field) == (code, field)
    assert not Reading.objects.exists()


def test_calculate_indicator_without_a_formula_conflicts(world: World) -> None:
    own = add_indicator(world.cem, name="Own")
    with pytest.raises(Conflict) as refusal:
        calculate_indicator(world.cem, own, inputs={})
    assert refusal.value.code == "no_formula"


@pytest.mark.parametrize("who", ["bo", "dora", "aldo"])
def test_readings_are_refused_to(world: World, nps: Indicator, who: str) -> None:
    for attempt in (
        lambda a: read_indicator(a, nps, value=Decimal(1)),
        lambda a: calculate_indicator(a, nps, inputs=COUNTS),
    ):
        with pytest.raises(Refused) as refusal:
            attempt(getattr(world, who))
        assert refusal.value.code == "not_owner"


def test_read_indicator_refuses_the_future_the_same_moment_and_too_fine_numbers(world: World, nps: Indicator) -> None:
    with clock.at(NOON):
        read_indicator(world.mei, nps, value=Decimal(31), at=NOON)
        with pytest.raises(Conflict):
            read_indicator(world.mei, nps, value=Decimal(32), at=NOON)
        with pytest.raises(Invalid) as refusal:
            read_indicator(world.mei, nps, value=Decimal(32), at=NOON + timedelta(minutes=1))
        assert refusal.value.code == "future"
        for wrong in ("NaN", "1e20", "0.12345678"):
            with pytest.raises(Invalid):
                read_indicator(world.mei, nps, value=Decimal(wrong))


def test_reading_of_the_past_does_not_become_the_latest(world: World, nps: Indicator) -> None:
    read_indicator(world.mei, nps, value=Decimal(40), at=NOON)
    read_indicator(world.mei, nps, value=Decimal(30), at=NOON - timedelta(days=7))
    nps.refresh_from_db()
    assert (nps.value, nps.before, nps.series) == (40, 30, ["30", "40"])


def test_link_signal_is_undone_by_unlink(world: World, nps: Indicator) -> None:
    first = adopt_indicator(world.cem, known="first-response")
    signal = link_signal(world.mei, nps, leading=first)
    assert (list(nps.signals.all()), list(first.warns_of.all())) == ([signal], [signal])
    with pytest.raises(Conflict) as refusal:
        link_signal(world.mei, nps, leading=first)
    assert refusal.value.code == "linked"
    unlink_signal(world.cem, signal)
    assert not Signal.objects.exists()
    verbs = ["metrics.signal_linked", "metrics.signal_unlinked"]
    assert list(Event.objects.order_by("id").values_list("verb", flat=True))[-2:] == verbs


def test_link_signal_takes_leading_indicators_only(world: World, nps: Indicator) -> None:
    churn = adopt_indicator(world.cem, known="churn")
    for wrong, code in ((churn, "not_leading"), (nps, "own")):
        with pytest.raises(Invalid) as refusal:
            link_signal(world.mei, nps, leading=wrong)
        assert (refusal.value.code, refusal.value.field) == (code, "leading")


def test_signals_are_refused_to_others(world: World, nps: Indicator) -> None:
    first = adopt_indicator(world.cem, known="first-response")
    signal = link_signal(world.mei, nps, leading=first)
    for who in (world.bo, world.aldo):
        for attempt in (lambda a: link_signal(a, nps, leading=first), lambda a: unlink_signal(a, signal)):
            with pytest.raises(Refused):
                attempt(who)
