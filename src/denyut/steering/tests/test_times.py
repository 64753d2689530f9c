"""Hours on working days, and times to realignment."""

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from denyut.steering.hours import FARTHEST, after_hours
from denyut.steering.realignment import Realignment, realignment_of

FRIDAY = datetime(2026, 11, 20, 15, 0, tzinfo=UTC)


def test_a_weekend_stops_the_clock() -> None:
    due = after_hours(FRIDAY, 48, UTC, lambda day: day.weekday() < 5)
    assert due == datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
    assert after_hours(FRIDAY, 3, UTC, lambda day: True) == FRIDAY + timedelta(hours=3)


def test_where_nobody_works_it_ends_all_the_same() -> None:
    due = after_hours(FRIDAY, 1, UTC, lambda day: False)
    assert due == datetime(2026, 11, 20, tzinfo=UTC) + timedelta(days=FARTHEST)


@settings(max_examples=40)
@given(first=st.integers(1, 200), more=st.integers(0, 200), week=st.sets(st.integers(0, 6), min_size=1))
def test_more_hours_never_end_earlier(first: int, more: int, week: set[int]) -> None:
    ends = [after_hours(FRIDAY, hours, UTC, lambda day: day.weekday() in week) for hours in (first, first + more)]
    assert FRIDAY < ends[0] <= ends[1]


def test_times_are_those_of_the_answer_that_reached_the_share() -> None:
    hours = [1, 2, 3, 4, 5, 6, 7, 8, 30]
    found = realignment_of(FRIDAY, [FRIDAY + timedelta(hours=hour) for hour in reversed(hours)], 10)
    assert found == Realignment(10, 9, timedelta(hours=5), timedelta(hours=30), None)
    assert (found.percent, realignment_of(FRIDAY, [], 0).percent) == (90, 0)
