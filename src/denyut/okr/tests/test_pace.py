from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from denyut.okr.pace import NotACurve, along, at_the_end, by_curve, by_hours, by_milestones, calendar

D = Decimal
START, END = date(2026, 1, 1), date(2026, 4, 11)
SALES = [(D(0), D(0)), (D("0.5"), D("0.2")), (D("0.8"), D("0.2")), (D(1), D(1))]


def on(day: int) -> date:
    return START + timedelta(days=day)


def test_the_calendar_runs_from_the_first_day_to_the_last() -> None:
    assert [calendar(START, END, on(day)) for day in (-3, 0, 50, 100, 109)] == [0, 0, D("0.5"), 1, 1]


def test_the_calendar_of_a_single_day() -> None:
    assert [calendar(START, START, on(day)) for day in (-1, 0, 1)] == [0, 1, 1]


def test_hours_count_at_the_end_of_their_day() -> None:
    hours = [(on(1), D(4)), (on(0), D(8)), (on(3), D(4))]
    assert [by_hours(hours, on(day)) for day in range(-1, 5)] == [0, D("0.5"), D("0.75"), D("0.75"), 1, 1]


def test_a_shutdown_expects_nothing_more() -> None:
    hours = [(on(day), D(0 if 5 <= day < 19 else 8)) for day in range(30)]
    assert by_hours(hours, on(4)) == by_hours(hours, on(18)) == D(5) / 16


def test_without_any_hours_the_calendar_decides() -> None:
    hours = [(on(day), D(0)) for day in range(11)]
    assert by_hours(hours, on(5)) == D("0.5")
    assert by_hours([], on(50), span=(START, END)) == D("0.5")
    assert by_hours([], on(50)) == 0


def test_hours_refuse_to_be_negative() -> None:
    with pytest.raises(ValueError, match="hours are not negative"):
        by_hours([(START, D(-1))], START)


def test_milestones_are_expected_when_they_are_due() -> None:
    milestones = [(on(60), D("0.2")), (on(20), D("0.5")), (on(40), D("0.3"))]
    steps = [by_milestones(milestones, START, on(day)) for day in (0, 19, 20, 39, 40, 60, 99)]
    assert steps == [0, 0, D("0.5"), D("0.5"), D("0.8"), 1, 1]


def test_milestones_with_partial_credit_are_climbed_to() -> None:
    milestones = [(on(20), D("0.5")), (on(40), D("0.3")), (on(60), D("0.2"))]
    line = [by_milestones(milestones, START, on(day), is_gradual=True) for day in (-5, 0, 10, 20, 30, 50, 60)]
    assert line == [0, 0, D("0.25"), D("0.5"), D("0.65"), D("0.9"), 1]


def test_milestones_without_weight_expect_nothing() -> None:
    assert [by_milestones(m, START, END) for m in ([], [(START, D(0))])] == [0, 0]


@pytest.mark.parametrize(
    ("share", "height"),
    [("-1", "0"), ("0", "0"), ("0.25", "0.1"), ("0.5", "0.2"), ("0.7", "0.2"), ("0.9", "0.6"), ("1", "1"), ("2", "1")],
)
def test_a_curve_goes_straight_between_its_points(share: str, height: str) -> None:
    assert along(SALES, D(share)) == D(height)


def test_a_curve_over_the_calendar() -> None:
    assert [by_curve(SALES, START, END, on(day)) for day in (-1, 25, 90, 100, 300)] == [0, D("0.1"), D("0.6"), 1, 1]


@pytest.mark.parametrize(
    "points",
    [
        [],
        [("0", "0")],
        [("0", "0.1"), ("1", "1")],
        [("0.1", "0"), ("1", "1")],
        [("0", "0"), ("1", "0.9")],
        [("0", "0"), ("0.9", "1")],
        [("0", "0"), ("0.5", "0.6"), ("0.7", "0.5"), ("1", "1")],
        [("0", "0"), ("0.5", "0.2"), ("0.5", "0.6"), ("1", "1")],
        [("0", "0"), ("0.7", "0.2"), ("0.5", "0.6"), ("1", "1")],
    ],
)
def test_a_curve_that_leads_nowhere_is_refused(points: list[tuple[str, str]]) -> None:
    with pytest.raises(NotACurve):
        along([(D(x), D(y)) for x, y in points], D("0.5"))


def test_what_is_done_in_one_step_is_expected_at_the_end() -> None:
    assert [at_the_end(END, on(day)) for day in (0, 99, 100, 101)] == [0, 0, 1, 1]


amounts = st.lists(
    st.tuples(st.dates(START, END), st.decimals(min_value=0, max_value=24, places=2)), min_size=1, max_size=12
)


@given(amounts, st.integers(-5, 110), st.integers(0, 60), st.booleans())
def test_what_is_expected_never_shrinks(
    listed: list[tuple[date, Decimal]], day: int, later: int, is_gradual: bool
) -> None:
    lines = [
        (
            by_hours(listed, on(d)),
            by_milestones(listed, START, on(d), is_gradual=is_gradual),
            calendar(START, END, on(d)),
        )
        for d in (day, day + later)
    ]
    assert all(0 <= before <= after <= 1 for before, after in zip(*lines, strict=True))


inner = st.lists(
    st.tuples(*[st.decimals(min_value="0.01", max_value="0.99", places=2)] * 2), unique_by=lambda p: p[0], max_size=5
)


@given(inner, st.integers(0, 100), st.integers(0, 100))
def test_a_curve_never_falls(points: list[tuple[Decimal, Decimal]], one: int, other: int) -> None:
    times, heights = sorted(x for x, _y in points), sorted(y for _x, y in points)
    curve = [(D(0), D(0)), *zip(times, heights, strict=True), (D(1), D(1))]
    early, late = sorted((one, other))
    tiny = D("1e-20")
    assert 0 <= along(curve, D(early) / 100) <= along(curve, D(late) / 100) + tiny <= 1 + tiny
