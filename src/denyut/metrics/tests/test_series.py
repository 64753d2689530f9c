"""Whole series: many readings at once, hollow ones, corrections that keep what was said, and readings that stop."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from denyut.metrics.actions import (
    add_indicator,
    correct_reading,
    read_indicator,
    take_readings,
    tell_stale,
    watch_indicator,
)
from denyut.metrics.freshness import is_overdue
from denyut.metrics.history import chart_of, readings_of
from denyut.metrics.jobs import look_for_stale
from denyut.metrics.models import Correction, Indicator, Reading
from denyut.people.models import Person
from denyut.spine import clock
from denyut.spine.access import Conflict, Invalid, Refused
from denyut.spine.models import Event
from tests.world import World

NOON = datetime(2026, 11, 20, 5, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _now() -> Any:
    with clock.at(NOON):
        yield


@pytest.fixture
def waiting(world: World) -> Indicator:
    return add_indicator(world.cem, name="Waiting time", unit="min", good="lower", owner=world.mei)


def series(*values: int, n: int | None = None) -> list[Any]:
    first = NOON - timedelta(days=len(values))
    return [{"at": first + timedelta(days=i), "value": Decimal(value), "n": n} for i, value in enumerate(values)]


def test_take_readings_again_changes_nothing(world: World, waiting: Indicator) -> None:
    for _time in range(2):
        take_readings(world.mei, waiting, readings=series(30, 20, 25))
    waiting.refresh_from_db()
    assert (waiting.value, waiting.before, waiting.series) == (25, 20, ["30", "20", "25"])
    assert (Event.objects.filter(verb="metrics.readings_taken").count(), Correction.objects.count()) == (1, 0)


def test_take_readings_corrects_and_keeps_what_was_said(world: World, waiting: Indicator) -> None:
    take_readings(world.mei, waiting, readings=series(30, 20))
    take_readings(world.cem, waiting, readings=series(30, 22), reason="Late tickets")
    kept = Correction.objects.get()
    assert (kept.was, kept.reason, kept.made_by, kept.reading.value, kept.reading.is_corrected) == (
        20,
        "Late tickets",
        world.cem,
        22,
        True,
    )
    waiting.refresh_from_db()
    assert waiting.value == 22


@pytest.mark.parametrize(
    ("readings", "code"),
    [
        ([], "readings"),
        ([{"at": NOON + timedelta(days=1), "value": Decimal(1)}], "future"),
        ([{"at": NOON, "value": Decimal(1)}, {"at": NOON, "value": Decimal(2)}], "moment_twice"),
        ([{"at": datetime(2026, 11, 1), "value": Decimal(1)}], "zone"),
        ([{"at": NOON, "value": Decimal(1), "n": -1}], "n"),
        ([{"at": NOON, "value": Decimal("NaN")}], "not_a_number"),
    ],
)
def test_take_readings_is_invalid(world: World, waiting: Indicator, readings: Any, code: str) -> None:
    with pytest.raises(Invalid) as refusal:
        take_readings(world.mei, waiting, readings=readings)
    assert (refusal.value.code, Reading.objects.exists()) == (code, False)


def test_hollow_reading_is_shown_and_moves_nothing(world: World, waiting: Indicator) -> None:
    watch_indicator(world.mei, waiting, least=5)
    take_readings(world.mei, waiting, readings=[*series(30, 20, 99, n=5)[:2], series(99, n=4)[0]])
    waiting.refresh_from_db()
    assert (waiting.value, waiting.series) == (20, ["30", "20"])
    chart = chart_of(waiting, readings_of(waiting))
    assert (len(chart.hollow), len(chart.lines)) == (1, 1)
    watch_indicator(world.mei, waiting, least=4)
    waiting.refresh_from_db()
    assert waiting.value == 99


def test_correct_reading_says_why(world: World, waiting: Indicator) -> None:
    reading = read_indicator(world.mei, waiting, value=Decimal(30))
    for wrong, error in (
        ({"value": Decimal(31), "reason": " "}, Invalid),
        ({"value": Decimal(30), "reason": "x"}, Conflict),
    ):
        with pytest.raises(error):
            correct_reading(world.mei, reading, **wrong)
    for who in (world.bo, world.dora, world.aldo):
        with pytest.raises(Refused):
            correct_reading(who, reading, value=Decimal(31), reason="Typo")
    correct_reading(world.mei, reading, value=Decimal(31), reason="Typo")
    waiting.refresh_from_db()
    assert (waiting.value, Correction.objects.get().was) == (31, 30)


def test_owner_hears_once_that_readings_stopped(world: World, waiting: Indicator) -> None:
    read_indicator(world.mei, waiting, value=Decimal(30))
    watch_indicator(world.mei, waiting, cadence="day")
    look_for_stale.call()
    assert not Event.objects.filter(verb="metrics.went_stale").exists()
    with clock.at(NOON + timedelta(hours=49)):
        for _time in range(2):
            look_for_stale.call()
        told = Event.objects.filter(verb="metrics.went_stale")
        assert [event.facts["owner"] for event in told] == [world.mei.pk]
        assert Indicator.objects.get(pk=waiting.pk).is_stale(clock.now())
        read_indicator(world.mei, waiting, value=Decimal(31))
        tell_stale(None, waiting)
        assert told.count() == 1
    waiting.refresh_from_db()
    assert waiting.stale_told_at is None


def test_is_overdue_at_the_limit() -> None:
    assert [is_overdue(NOON, "day", NOON + timedelta(hours=h)) for h in (48, 49)] == [False, True]
    assert (is_overdue(None, "day", NOON), is_overdue(NOON, "", NOON + timedelta(days=999))) == (False, False)


def test_watch_indicator_is_checked(world: World, waiting: Indicator) -> None:
    for wrong in ({"cadence": "sometimes"}, {"least": 0}):
        with pytest.raises(Invalid):
            watch_indicator(world.mei, waiting, **wrong)  # type: ignore[arg-type]
    with pytest.raises(Refused):
        watch_indicator(world.dora, waiting, cadence="day")


def test_page_marks_hollow_estimated_and_corrected(
    world: World, waiting: Indicator, signed_in: Callable[[Person], Client]
) -> None:
    watch_indicator(world.mei, waiting, cadence="day", least=5)
    take_readings(world.mei, waiting, readings=[{**one, "is_estimated": True} for one in series(30, 20, n=3)])
    browser, reading = signed_in(world.mei), Reading.objects.latest("id")
    words = {"key": "k", "value": "21", "n": "8", "reason": "Recount"}
    assert browser.post(f"/readings/{reading.pk}/correction/", words).url == f"/indicators/{waiting.pk}/"
    page = browser.get(f"/indicators/{waiting.pk}/").content.decode()
    for mark in ("Too few cases", "Estimated", "Put right", "Recount", "8 cases", "Every day"):
        assert mark in page
    assert (
        browser.post(f"/indicators/{waiting.pk}/watch/", {"key": "w", "cadence": "week", "least": "2"}).status_code
        == 302
    )
    with clock.at(NOON + timedelta(days=30)):
        assert "is-stale" in browser.get(f"/indicators/{waiting.pk}/").content.decode()
    assert signed_in(world.dora).post(f"/readings/{reading.pk}/correction/", words).status_code == 403
