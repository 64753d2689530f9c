from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from denyut.okr.progress import Kind
from denyut.okr.status import Status, expected_progress, standing

START, END = date(2026, 1, 1), date(2026, 4, 11)
D = Decimal


def status(kind: Kind, progress: str, percent: int, *, has_begun: bool = True) -> Status:
    return standing(kind, D(progress), START, END, START + timedelta(days=percent), has_begun=has_begun).status


def test_expected_progress_runs_from_the_first_day_to_the_last() -> None:
    assert [
        expected_progress(START, END, d) for d in (START, START + timedelta(days=50), END, END + timedelta(days=9))
    ] == [0, D("0.5"), 1, 1]


def test_expected_progress_before_the_first_day_is_nought() -> None:
    assert expected_progress(START, END, START - timedelta(days=3)) == 0


@pytest.mark.parametrize(
    ("percent", "progress", "expected"),
    [
        (50, "0.45", Status.ON_TRACK),
        (50, "0.40", Status.ON_TRACK),
        (50, "0.35", Status.AT_RISK),
        (50, "0.20", Status.OFF_TRACK),
        (10, "0", Status.ON_TRACK),
        (90, "0.80", Status.ON_TRACK),
        (90, "0.60", Status.OFF_TRACK),
        (50, "1", Status.ACHIEVED),
        (50, "1.2", Status.ACHIEVED),
    ],
)
def test_status_by_the_gap(percent: int, progress: str, expected: Status) -> None:
    assert status(Kind.METRIC, progress, percent) == expected


def test_status_before_the_first_check_in_in_a_young_cycle() -> None:
    assert status(Kind.METRIC, "0", 5, has_begun=False) == Status.NOT_STARTED


def test_status_without_any_check_in_turns_red_with_time() -> None:
    assert status(Kind.METRIC, "0", 60, has_begun=False) == Status.OFF_TRACK


@pytest.mark.parametrize(
    ("progress", "percent", "expected"),
    [("1", 50, Status.ON_TRACK), ("0", 50, Status.OFF_TRACK), ("0", 5, Status.AT_RISK), ("1", 100, Status.ACHIEVED)],
)
def test_status_of_a_bound_is_achieved_only_at_the_end(progress: str, percent: int, expected: Status) -> None:
    assert status(Kind.AT_MOST, progress, percent) == expected


@given(st.integers(-20, 130), st.decimals(min_value=-2, max_value=3, places=2), st.booleans(), st.sampled_from(Kind))
def test_more_progress_is_never_a_worse_status(percent: int, progress: Decimal, has_begun: bool, kind: Kind) -> None:
    order = [Status.OFF_TRACK, Status.AT_RISK, Status.NOT_STARTED, Status.ON_TRACK, Status.ACHIEVED]
    worse = status(kind, str(progress), percent, has_begun=has_begun)
    better = status(kind, str(progress + 1), percent, has_begun=has_begun)
    assert order.index(better) >= order.index(worse)
