"""Ages in working days."""

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from denyut.matters.ages import FARTHEST, after_working_days

FRIDAY = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)


def test_a_weekend_does_not_count() -> None:
    works = lambda day: day.weekday() < 5  # noqa: E731
    assert after_working_days(FRIDAY, 3, works) == datetime(2026, 11, 25, 9, 30, tzinfo=UTC)
    assert after_working_days(FRIDAY, 0, works) == FRIDAY


def test_where_nobody_works_it_ends_all_the_same() -> None:
    assert after_working_days(FRIDAY, 3, lambda day: False) == FRIDAY + timedelta(days=FARTHEST)


@settings(max_examples=40)
@given(days=st.integers(0, 20), week=st.sets(st.integers(0, 6), min_size=3))
def test_exactly_so_many_working_days_have_passed(days: int, week: set[int]) -> None:
    end = after_working_days(FRIDAY, days, lambda day: day.weekday() in week)
    passed = [FRIDAY.date() + timedelta(days=n) for n in range(1, (end.date() - FRIDAY.date()).days + 1)]
    assert sum(day.weekday() in week for day in passed) == days
