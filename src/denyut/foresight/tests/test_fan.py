"""The fan: ordered, wider with time, agreed with the forecast, and true of synthetic series."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from denyut.foresight.fan import Arrival, fan
from denyut.foresight.forecast import probability

VALUES = st.lists(st.one_of(st.none(), st.floats(-1e6, 1e6)), max_size=13)


@settings(max_examples=50, deadline=None)
@given(VALUES, st.floats(-1e4, 1e4), st.floats(-1e4, 1e4), st.sampled_from(["increase", "decrease"]), st.booleans())
def test_steps_are_ordered_and_there_is_one_for_each_date_to_come(history, baseline, target, direction, is_sum):
    elapsed = len(history)
    found = fan(history, baseline, target, direction, elapsed, 13, {"kind": "cum" if is_sum else "level"})

    assert [step.date for step in found.steps] == list(range(elapsed + 1, 14))
    assert all(step.low <= step.middle <= step.high for step in found.steps)
    dates = [99 if date is None else date for date in (found.arrival.early, found.arrival.middle, found.arrival.late)]
    assert dates == sorted(dates)


def test_doubt_grows_with_time():
    widths = [step.high - step.low for step in fan([2, 3, 5, 5], 0, 20, "increase", 4, 13).steps]
    assert widths == sorted(widths)


def test_pace_and_what_is_needed():
    found = fan([2, 4, 6, 8], 0, 26, "increase", 4, 13)
    assert found.pace == 2
    assert found.needed == 2
    falling = fan([48, 46], 50, 40, "decrease", 2, 10)
    assert falling.pace == -2
    assert falling.needed == pytest.approx(-0.75)


def test_whoever_is_there_needs_nothing_and_has_arrived():
    found = fan([5, 12, 13], 0, 10, "increase", 3, 13)
    assert found.needed == 0
    assert found.arrival == Arrival(2, 2, 2)


def test_nothing_is_needed_or_shown_when_no_date_is_left():
    found = fan([1, 2, 3], 0, 10, "increase", 3, 3)
    assert found.steps == ()
    assert found.needed is None
    assert found.arrival == Arrival(None, None, None)


def test_the_end_of_the_fan_agrees_with_the_forecast():
    history, target = [1, 2.2, 2.9, 4.1, 5, 5.8], 11
    end = fan(history, 0, target, "increase", 6, 13, {"freq": "W"}).steps[-1]
    chance = probability(history, 0, target, "increase", 6, 13, {"freq": "W"})
    assert (end.middle >= target) == (chance >= 0.5)


def walk(rng, *, pace, noise, horizon=13):
    value, values = 0.0, []
    for _ in range(horizon):
        value += pace + rng.gauss(0, noise)
        values.append(value)
    return values


def arrival_of(values, goal):
    return next((i + 1 for i, value in enumerate(values) if value >= goal), 99)


def test_the_interval_of_arrival_and_of_values_covers_synthetic_series():
    """Drifting walks of many paces and noises: 80 of 100 arrivals and values are in between."""
    rng = random.Random(11)
    arrivals, values_in = [], []
    for _ in range(250):
        values = walk(rng, pace=rng.uniform(0.2, 1.6), noise=rng.uniform(0.1, 1.5))
        elapsed = rng.choice([4, 6, 9])
        found = fan(values[:elapsed], 0, 10, "increase", elapsed, 13, {"freq": "W"})
        values_in += [step.low <= values[step.date - 1] <= step.high for step in found.steps]
        if arrival_of(values[:elapsed], 10) == 99:
            early, late = found.arrival.early or 99, found.arrival.late or 99
            arrivals.append(early <= arrival_of(values, 10) <= late)

    assert sum(arrivals) / len(arrivals) >= 0.8
    assert sum(values_in) / len(values_in) >= 0.8
