from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from denyut.okr.actions import (
    add_key_result,
    change_key_result,
    check_in,
    judge_hypothesis,
    retype_key_result,
)
from denyut.okr.judging import Basis, Judged, in_tenths, judge
from denyut.okr.models import KeyResult, Observation
from tests.goals import TODAY, Goals
from tests.world import World

pytestmark = pytest.mark.django_db
D = Decimal
JAKARTA = ZoneInfo("Asia/Jakarta")
AFTER = datetime(2027, 1, 4, 10, tzinfo=JAKARTA)


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel(TODAY + timedelta(days=2), tick=False):
        yield


def judged(kr: KeyResult, moment: datetime = AFTER) -> Judged:
    loaded = KeyResult.objects.select_related("objective__cycle").get(pk=kr.pk)
    return judge([loaded], moment)[kr.pk]


def added(world: World, goals: Goals, **options: Any) -> KeyResult:
    return add_key_result(world.mei, goals.speed, title="One more", **options)


def observe(world: World, kr: KeyResult, on: date, values: Sequence[int]) -> None:
    at = datetime(on.year, on.month, on.day, 9, tzinfo=JAKARTA)
    rows = [Observation(key_result=kr, value=D(v), at=at, author=world.mei, recorded_at=at) for v in values]
    Observation.objects.bulk_create(rows)


def test_a_number_counts_as_it_is(world: World, goals: Goals) -> None:
    check_in(world.mei, goals.median, value=D(21))
    assert judged(goals.median) == Judged(D("0.8"), D("0.8"), D("0.75"), D(21), Basis.VALUE)
    assert judged(goals.rules) == Judged(D(0), D(0), D(0), None, Basis.NOTHING)


def test_a_statistic_is_judged_over_its_last_weeks(world: World, goals: Goals) -> None:
    setup = {"statistic": "median", "least": 3, "judged_days": 28}
    kr = added(world, goals, kind="statistic", unit="min", baseline=D(30), target=D(20), setup=setup)
    observe(world, kr, date(2026, 11, 20), [90, 90, 90])
    observe(world, kr, date(2026, 12, 20), [24, 25, 26])
    observe(world, kr, date(2027, 1, 2), [1, 1, 1])
    assert judged(kr) == Judged(D("0.5"), D("0.5"), D("0.5"), D(25), Basis.WINDOW)


def test_few_measurements_leave_the_last_value(world: World, goals: Goals) -> None:
    setup = {"statistic": "median", "least": 3}
    kr = added(world, goals, kind="statistic", unit="min", baseline=D(30), target=D(20), setup=setup)
    observe(world, kr, date(2026, 12, 20), [21, 22])
    KeyResult.objects.filter(pk=kr.pk).update(value=D(27))
    assert judged(kr) == Judged(D("0.3"), D("0.3"), D("0.3"), D(27), Basis.FEW)


def test_withdrawn_measurements_do_not_count(world: World, goals: Goals) -> None:
    kr = added(world, goals, kind="statistic", unit="min", baseline=D(30), target=D(20))
    observe(world, kr, date(2026, 12, 20), [25])
    Observation.objects.update(is_withdrawn=True)
    assert judged(kr).basis == Basis.NOTHING


def said(world: World, kr: KeyResult, *days: tuple[date, int]) -> None:
    for day, value in days:
        moment = datetime(day.year, day.month, day.day, 0, tzinfo=JAKARTA)
        with time_machine.travel(AFTER + timedelta(days=30), tick=False):
            check_in(world.mei, kr, value=D(value), at=moment)


def test_a_bound_is_judged_by_all_of_its_time(world: World, goals: Goals) -> None:
    kr = added(world, goals, kind="at_most", unit="min", target=D(25))
    said(world, kr, (date(2026, 10, 1), 20), (date(2026, 11, 1), 30), (date(2026, 12, 1), 20))
    found = judged(kr)
    assert (found.basis, found.progress, found.final) == (Basis.HELD, D("0.6739"), D("0.7"))


def test_what_is_said_after_the_last_day_no_longer_holds_a_bound(world: World, goals: Goals) -> None:
    kr = added(world, goals, kind="at_most", unit="min", target=D(25))
    said(world, kr, (date(2026, 12, 1), 20), (date(2027, 1, 10), 99))
    assert judged(kr, AFTER + timedelta(days=30)).final == 1


def test_a_bound_with_a_declared_window_is_judged_by_that(world: World, goals: Goals) -> None:
    kr = added(world, goals, kind="at_most", unit="min", target=D(25), setup={"judged_days": 14})
    said(world, kr, (date(2026, 10, 1), 30), (date(2026, 12, 1), 20))
    assert judged(kr).final == 1


def test_a_range_by_its_check_ins(world: World, goals: Goals) -> None:
    kr = added(world, goals, kind="range", target=D(5), setup={"low": D(4), "hold": "check_ins"})
    said(world, kr, (date(2026, 10, 1), 4), (date(2026, 10, 8), 5), (date(2026, 10, 15), 7))
    assert judged(kr).progress == D("0.6667")


def test_a_bound_that_counts_now(world: World, goals: Goals) -> None:
    kr = added(world, goals, kind="at_least", target=D(5), setup={"hold": "now"})
    said(world, kr, (date(2026, 10, 1), 9), (date(2026, 10, 8), 4))
    assert judged(kr).final == 0


@pytest.mark.parametrize(("verdict", "score"), [("confirmed", 1), ("partly", 1), ("refuted", 1), ("unclear", 0)])
def test_an_experiment_is_judged_by_its_verdict_whatever_the_sign(
    world: World, goals: Goals, verdict: str, score: int
) -> None:
    kr = added(world, goals, kind="learning")
    assert judged(kr).basis == Basis.NOTHING
    judge_hypothesis(world.mei, kr, verdict=verdict, note="400 customers asked")
    assert (judged(kr).final, judged(kr).basis) == (score, Basis.VERDICT)


def test_one_measured_differently_since_is_judged_by_its_first_stretch(world: World, goals: Goals) -> None:
    check_in(world.mei, goals.median, value=D(24))
    options = {"kind": "metric", "unit": "h", "baseline": D(10), "target": D(5), "reason": "learning"}
    retype_key_result(world.mei, goals.median, **options)
    check_in(world.mei, goals.median, value=D(6))
    found = judged(goals.median)
    assert (found.original, found.final, found.goalpost) == (D("0.5"), D("0.8"), D("0.3"))


def test_first_bounds_are_kept(world: World, goals: Goals) -> None:
    kr = added(world, goals, kind="at_most", target=D(25), unit="min")
    check_in(world.mei, kr, value=D(28))
    change_key_result(world.mei, kr, title="One more", kind="at_most", unit="min", target=D(30), reason="resources")
    found = judged(kr)
    assert (found.original, found.final) == (0, 1)


def test_queries_are_the_same_for_one_and_for_many(world: World, goals: Goals) -> None:
    kinds: list[dict[str, Any]] = [
        {"kind": "statistic", "baseline": D(30), "target": D(20)},
        {"kind": "at_most", "target": D(25)},
    ]
    counts = []
    for _round in range(2):
        for options in kinds:
            added(world, goals, **options)
        loaded = list(KeyResult.objects.select_related("objective__cycle"))
        with CaptureQueriesContext(
            connection,
        ) as seen:
            judge(loaded, AFTER)
        counts.append(len(seen))
    assert counts == [2, 2]


@given(st.decimals(min_value=-2, max_value=3, places=4))
def test_a_suggestion_is_1_for_all_of_it_alone(progress: Decimal) -> None:
    score = in_tenths(progress)
    assert 0 <= score <= 1
    assert (score == 1) == (progress >= 1)


def test_the_last_day_ends_by_the_companys_clock(world: World, goals: Goals) -> None:
    kr = added(world, goals, kind="statistic", unit="min", baseline=D(30), target=D(20))
    late = datetime(2026, 12, 31, 16, 59, tzinfo=UTC)
    rows = [Observation(key_result=kr, value=D(20), at=late, author=world.mei, recorded_at=late)]
    Observation.objects.bulk_create(rows)
    assert judged(kr).final == 1
