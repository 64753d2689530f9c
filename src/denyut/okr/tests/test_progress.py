from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from denyut.okr.progress import Kind, clamp, progress_of, rolled_up

numbers = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**9), max_value=10**9, places=3)
D = Decimal


@pytest.mark.parametrize(
    ("baseline", "target", "value", "progress"),
    [
        (100, 60, 80, "0.5"),
        (100, 60, 70, "0.75"),
        (100, 60, 50, "1.25"),
        (100, 60, 110, "-0.25"),
        (20, 40, 25, "0.25"),
        (20, 40, 45, "1.25"),
        (20, 40, 15, "-0.25"),
        (30, 18, 24, "0.5"),
        (-10, 10, 0, "0.5"),
    ],
)
def test_progress_of_a_travelling_number(baseline: int, target: int, value: int, progress: str) -> None:
    assert progress_of(Kind.METRIC, D(baseline), D(target), D(value)) == D(progress)


def test_progress_refuses_a_target_on_its_start() -> None:
    with pytest.raises(ValueError, match="start value is the target"):
        progress_of(Kind.METRIC, D(10), D(10), D(10))


@pytest.mark.parametrize(("value", "progress"), [("25", 1), ("25.01", 0), ("24", 1)])
def test_at_most_includes_its_bound(value: str, progress: int) -> None:
    assert progress_of(Kind.AT_MOST, D(0), D(25), D(value)) == progress


@pytest.mark.parametrize(("value", "progress"), [("95", 1), ("94.99", 0), ("96", 1)])
def test_at_least_includes_its_bound(value: str, progress: int) -> None:
    assert progress_of(Kind.AT_LEAST, D(0), D(95), D(value)) == progress


def test_nothing_said_yet_is_no_progress() -> None:
    assert progress_of(Kind.METRIC, D(0), D(10), None) == 0


@given(numbers, numbers, numbers)
def test_progress_is_one_at_the_target_and_nought_at_the_start(
    baseline: Decimal, target: Decimal, value: Decimal
) -> None:
    if baseline != target:
        assert progress_of(Kind.METRIC, baseline, target, target) == 1
        assert progress_of(Kind.METRIC, baseline, target, baseline) == 0
        assert 0 <= clamp(progress_of(Kind.METRIC, baseline, target, value)) <= 1


def test_rolled_up_clamps_so_that_overshoot_hides_no_miss() -> None:
    assert rolled_up([(D(1), D("1.25")), (D(1), D("-0.20")), (D(1), D("0.50"))]) == D("0.5")


def test_rolled_up_weighs() -> None:
    items = [(D("0.3"), D("0.84")), (D("0.3"), D("0.80")), (D("0.4"), D("0.90"))]
    assert rolled_up(items) == D("0.852")


def test_rolled_up_leaves_out_what_has_no_weight() -> None:
    assert rolled_up([(D(0), D(1)), (D(1), D("0.25"))]) == D("0.25")


def test_rolled_up_nothing_is_nought() -> None:
    assert rolled_up([]) == 0


@given(st.lists(st.tuples(st.decimals(min_value=0, max_value=100, places=3), numbers), max_size=8))
def test_rolled_up_lies_between_its_parts(items: list[tuple[Decimal, Decimal]]) -> None:
    assert 0 <= rolled_up(items) <= 1
