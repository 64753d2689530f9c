"""What was read before a cycle, brought to the dates of its check-ins."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from denyut.foresight.past import AT_MOST, amounts_before, steps_before, values_before

FIRST = date(2026, 10, 1)
DAY = timedelta(days=1)


def ago(*points: tuple[int, float]) -> list[tuple[date, float]]:
    return [(FIRST - days * DAY, value) for days, value in points]


def test_weekly_readings_stand_as_they_are() -> None:
    assert values_before(FIRST, 7, ago((15, 3.0), (8, 4.0), (1, 6.0))) == [3, 4, 6]


def test_daily_readings_give_the_last_of_each_week() -> None:
    assert values_before(FIRST, 7, ago(*((days, float(days)) for days in range(22, 0, -1)))) == [22, 15, 8, 1]


def test_monthly_readings_lie_on_a_line_in_between() -> None:
    assert values_before(FIRST, 7, ago((29, 0.0), (1, 8.0))) == [0, 2, 4, 6, 8]


def test_what_comes_later_and_what_ended_long_ago_is_left_out() -> None:
    assert values_before(FIRST, 7, [*ago((8, 4.0), (1, 6.0)), (FIRST, 99.0)]) == [4, 6]
    assert values_before(FIRST, 7, ago((90, 1.0), (60, 2.0))) == []
    assert values_before(FIRST, 7, []) == []


def test_amounts_are_of_the_days_since_the_one_before() -> None:
    assert amounts_before(FIRST, 7, ago((22, 5.0), (15, 7.0), (8, 9.0), (1, 2.0))) == [7, 9, 2]
    assert amounts_before(FIRST, 7, ago((29, 50.0), (1, 8.0))) == [2, 2, 2, 2]


def test_a_running_total_is_taken_apart() -> None:
    assert steps_before(FIRST, 7, ago((22, 0.0), (15, 7.0), (8, 16.0), (1, 18.0))) == [7, 9, 2]


@settings(max_examples=40)
@given(st.dictionaries(st.integers(1, 900), st.floats(-1e6, 1e6), min_size=1), st.sampled_from([7, 14, 28]))
def test_values_lie_within_what_was_read(read: dict[int, float], days: int) -> None:
    points = ago(*sorted(read.items(), reverse=True))
    found = values_before(FIRST, days, points)
    slack = 1e-6 * max(1.0, *(abs(value) for value in read.values()))
    assert len(found) <= AT_MOST
    assert all(min(read.values()) - slack <= value <= max(read.values()) + slack for value in found)
