"""What closed key results teach, and where a number from before the cycle comes from."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from denyut.foresight import outlooks
from denyut.foresight.actions import keep_forecasts
from denyut.foresight.calibration import AS_SAID, OF_PEOPLE, Correction
from denyut.foresight.cases import cases_of
from denyut.foresight.forecast import CUMULATED, MEAN
from denyut.foresight.lessons import Lessons, lessons
from denyut.foresight.models import Forecast
from denyut.foresight.outlooks import outlooks_of
from denyut.foresight.priors import priors_of
from denyut.metrics.models import Indicator, Reading
from denyut.okr.actions import check_in
from denyut.okr.models import KeyResult
from denyut.okr.progress import Kind
from tests.closing import shut
from tests.goals import Goals
from tests.world import World

NOW = datetime(2026, 11, 20, tzinfo=UTC)
WEEK = timedelta(weeks=1)


def read(kr: KeyResult, values: list[int], *, name: str = "Queue", unit: str | None = None) -> Indicator:
    """An indicator with these weekly readings, the last one the day before the cycle."""
    indicator = Indicator.objects.create(key="queue", name=name, unit=kr.unit if unit is None else unit, owner=kr.owner)
    eve = datetime.combine(kr.first_day - timedelta(days=1), datetime.min.time(), tzinfo=UTC) + timedelta(hours=4)
    for place, value in enumerate(reversed(values)):
        at = eve - place * WEEK
        Reading.objects.create(indicator=indicator, value=Decimal(value), valid_at=at, recorded_at=at, author=kr.owner)
    return indicator


def named(kr: KeyResult, source: str, **changes: object) -> KeyResult:
    KeyResult.objects.filter(pk=kr.pk).update(source=source, **changes)
    return KeyResult.objects.select_related("objective__cycle", "owner").get(pk=kr.pk)


def test_readings_of_the_named_indicator_come_before_the_cycle(goals: Goals) -> None:
    read(goals.median, [40, 38, 36, 34])
    by_name, by_key = named(goals.median, " Queue "), named(goals.median, "queue")
    assert priors_of([by_name]) == priors_of([by_key]) == {goals.median.pk: [40, 38, 36, 34]}
    assert cases_of([by_name], NOW)[goals.median.pk].prior == [40, 38, 36, 34]


def test_another_unit_is_another_number(goals: Goals) -> None:
    read(goals.median, [40, 38], unit="hours")
    assert priors_of([named(goals.median, "Queue")]) == {}


def test_of_a_sum_single_amounts_come_before(goals: Goals) -> None:
    read(goals.median, [5, 7, 9, 2])
    kr = named(goals.median, "Queue", kind=Kind.CUMULATIVE.value, baseline=0, target=90)
    case = cases_of([kr], NOW)[kr.pk]
    assert (case.prior, case.arguments()[-1]["kind"]) == ([7, 9, 2], CUMULATED)


def test_a_mean_over_the_cycle_is_said_to_be_one(goals: Goals) -> None:
    setup = {"statistic": "mean", "window": "cycle"}
    kr = named(goals.median, "", kind=Kind.STATISTIC.value, setup=setup)
    counted = named(goals.median, "", kind=Kind.STATISTIC.value, setup={"statistic": "count", "window": "cycle"})
    weekly = named(goals.median, "", kind=Kind.STATISTIC.value, setup={"statistic": "mean", "window": "week"})
    kinds = [cases_of([one], NOW)[one.pk].arguments()[-1].get("kind") for one in (kr, counted, weekly)]
    assert kinds == [MEAN, CUMULATED, None]


def forecast(kr: KeyResult, day: date, trend: float) -> None:
    Forecast.objects.create(
        key_result=kr,
        day=day,
        probability=trend,
        trend=trend,
        progress=Decimal(0),
        status="on_track",
        pace=0,
        progress_pace=0,
        made_at=NOW,
    )


def test_nothing_is_learned_before_anything_is_closed(goals: Goals) -> None:
    found = lessons()
    assert (found.trend, found.people, found.of_owner(goals.median.owner_id)) == (AS_SAID, OF_PEOPLE, OF_PEOPLE)


def test_closed_key_results_correct_the_trend(goals: Goals, world: World) -> None:
    middle = goals.quarter.starts_on + (goals.quarter.ends_on - goals.quarter.starts_on) / 2
    for kr in KeyResult.objects.filter(objective__cycle=goals.quarter):
        forecast(kr, middle, 0.9)
        forecast(kr, middle - timedelta(days=2), 0.8)
        forecast(kr, goals.quarter.starts_on, 0.1)
    shut(world.ada, goals.quarter)
    found = lessons()
    number = KeyResult.objects.filter(objective__cycle=goals.quarter).count()
    # All were missed at 90 percent: the next such trend is read as less.
    assert (found.trend.n, found.trend.of(0.9) < 0.9) == (number, True)
    assert found.shares is not None
    assert found.shares["trend"] < 0.65


def test_the_outlook_reads_the_trend_as_corrected_and_keeps_it_as_said(
    goals: Goals, monkeypatch: pytest.MonkeyPatch
) -> None:
    for value in (30, 29):
        check_in(goals.median.owner, goals.median, value=Decimal(value), at=NOW - (value - 28) * WEEK)
    kr = named(goals.median, "")
    monkeypatch.setattr(outlooks, "lessons", lambda: Lessons(trend=Correction(-2.0, 1.0)))
    [outlook] = outlooks_of([kr], datetime.now(UTC)).values()
    assert outlook.blend is not None
    [trend] = [part for part in outlook.blend.parts if part.name == "trend"]
    assert trend.corrected < trend.said
    keep_forecasts([outlook], NOW.date(), NOW)
    assert Forecast.objects.get(key_result=kr).trend == pytest.approx(trend.said)
