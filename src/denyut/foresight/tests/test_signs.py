"""Signs, readings and trees: the small parts under the forecast."""

import json

import pytest

from denyut.foresight.drift import chance, drift_of
from denyut.foresight.readings import readings_of
from denyut.foresight.signs.before import before_signs
from denyut.foresight.signs.cycle import cycle_signs
from denyut.foresight.signs.steps import changes, line, memory, share_reaching, sums
from denyut.foresight.trees import LEARNED, Trees, learned


def test_readings_stand_on_a_scale_on_which_more_is_better():
    found = readings_of([48, None, 44], 50, 40, "decrease", 3, 10)
    assert found.times == (0, 1, 3)
    assert found.values == pytest.approx((0, 0.2, 0.6))
    assert (found.goal, found.remaining, found.ahead) == (1, 7, 7)
    assert found.gap == pytest.approx(0.4)
    assert found.own(0.6) == pytest.approx(44)


def test_a_target_that_the_baseline_has_reached_lies_behind():
    assert readings_of([9], 10, 5, "increase", 1, 4).goal == -1
    assert readings_of([9], 10, 10, "increase", 1, 4).goal == 0


def test_what_is_no_number_was_not_told():
    found = readings_of([float("nan"), "x", None, "7"], 0, 10, "increase", 4, 8)
    assert found.times == (0, 4)
    assert found.values == pytest.approx((0, 0.7))


def test_a_line_through_points_and_what_changes_add_up_to():
    assert line([0, 1, 2], [1, 3, 5]) == pytest.approx((2, 1))
    assert line([1, 1], [2, 4]) == (0, 3)
    assert sums([1, 2, 3, 4], 2) == [3, 5, 7]
    assert changes([1, 2, 4, 8], 2) == [3, 6]


def test_memory_is_high_of_what_stays_and_low_of_what_turns():
    assert memory([1, 1, 1, 5, 5, 5]) > 0.3
    assert memory([1, -1, 1, -1, 1]) < -0.5
    assert memory([1, 1, 1]) == 0


def test_the_share_that_reaches_a_goal():
    assert share_reaching([], 1, 1) == 0.5
    assert share_reaching([0, 2], 1, 1e-9) == pytest.approx(0.5)
    assert share_reaching([1], 1, 0.1) == pytest.approx(0.5)


def test_drift_is_shrunk_while_there_is_little():
    quick = drift_of(readings_of([5], 0, 10, "increase", 1, 13))
    proven = drift_of(readings_of([5, 10, 15, 20, 25, 30], 0, 100, "increase", 6, 13))
    assert quick.pace < 0.2 * 0.5
    assert proven.error < quick.error
    assert chance(readings_of([5, 10, 15], 0, 16, "increase", 3, 13)) > 0.5


def test_of_too_short_a_past_there_are_no_signs():
    readings = readings_of([1, 2], 0, 10, "increase", 2, 13)
    assert before_signs(readings, [1, 2, 3], season=52) == {}
    assert len(before_signs(readings, [1, 2, 3, 4], season=52)) == 21


def test_the_same_months_of_last_year_are_seen():
    """Up in the first half of each year and down in the second: from the top the way leads down."""
    wave = [0, 1, 2, 3, 4, 5, 6, 5, 4, 3, 2, 1]
    prior = [float(value) for value in wave * 3]
    up = before_signs(readings_of([1, 2], 0, 4, "increase", 2, 6), prior, season=12)
    down = before_signs(readings_of([5, 4], 6, 7, "increase", 2, 6), [*prior[6:], *prior[:6]], season=12)
    assert up["year"] > 0 > down["year"]


def test_trees_are_walked_to_their_leaves():
    trees = Trees(["a", "b"], [[0, 1.5, -1, [1, 0, 2, 3]], 0.25])
    assert trees.odds({"a": 1.5, "b": 9}) == -0.75
    assert trees.odds({"a": 2, "b": 0}) == 2.25
    assert trees.odds({"a": 2, "b": 1}) == 3.25


@pytest.mark.parametrize("name", ["cold", "warm"])
def test_what_was_learned_asks_for_the_signs_there_are_and_is_small(name):
    readings = readings_of([1, 2], 0, 10, "increase", 2, 13)
    signs = cycle_signs(readings, is_monthly=False) | before_signs(readings, [1, 2, 3, 4], season=52)
    assert set(learned(name).names) <= set(signs)
    assert len(learned(name).trees) > 100


def test_what_was_learned_is_small():
    files = sorted(LEARNED.glob("*.json"))
    assert sum(file.stat().st_size for file in files) <= 150_000
    assert all(set(json.loads(file.read_text("utf-8"))) == {"signs", "trees"} for file in files)
