"""Momentum: the signs of speed and of its change, standing still, weeks on end."""

from datetime import date, timedelta

import pytest

from denyut.foresight.momentum import Momentum, momentum

MONDAY = date(2026, 1, 5)


def weekly(values):
    return [(MONDAY + timedelta(weeks=i), value) for i, value in enumerate(values)]


def after(weeks):
    return MONDAY + timedelta(weeks=weeks)


def test_a_flat_line_that_begins_to_rise_has_speed_and_gains_it():
    series = weekly([10] * 9 + [12, 14, 16, 18])
    flat = momentum(series, after(8))
    rising = momentum(series, after(12))

    assert flat == Momentum(0.0, 0.0, None, 0)
    assert rising == Momentum(velocity=2.0, acceleration=2.0, still_days=0, streak=4)


def test_a_rise_that_ends_loses_speed():
    series = weekly([0, 2, 4, 6, 8, 10, 12, 14, 16, 16, 16, 16, 16])
    still = momentum(series, after(12))
    assert still.velocity == 0
    assert still.acceleration == -2
    assert still.still_days == 28
    assert still.streak == 0


def test_down_is_forward_where_less_is_better():
    found = momentum(weekly([50, 48, 46, 44]), after(3), direction="decrease")
    assert found.velocity == pytest.approx(2)
    assert found.streak == 3


def test_the_last_reading_holds_and_the_future_is_not_known():
    series = [*weekly([0, 7]), (after(5), 99)]
    assert momentum(series, after(2)) == Momentum(3.5, 3.5, 7, 0)


def test_the_last_reading_of_a_day_counts_in_any_order_of_days():
    series = [(after(1), 3), (MONDAY, 0), (after(1), 7)]
    assert momentum(series, after(1)).velocity == 7


def test_of_nothing_there_is_no_momentum():
    assert momentum([], MONDAY) == Momentum(0.0, 0.0, None, 0)
    assert momentum([(MONDAY, 5)], MONDAY) == Momentum(0.0, 0.0, None, 0)
