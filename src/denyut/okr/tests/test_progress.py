from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from denyut.okr.progress import Bounds, Hold, Kind, clamp, held, progress_of, rolled_up

numbers = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**9), max_value=10**9, places=3)
D = Decimal
MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)
AT_MOST_10 = Bounds(Kind.AT_MOST, D(10))


def on(day: int) -> datetime:
    return MONDAY + timedelta(days=day)


def values(*said: str | None) -> list[tuple[datetime, Decimal | None]]:
    return [(on(day), None if value is None else D(value)) for day, value in enumerate(said)]


def test_every_kind_is_of_one_sort_at_most() -> None:
    sorts = {kind: (kind.is_control, kind.travels, kind.is_yes_or_no) for kind in Kind}
    percentages = [kind for kind, sort in sorts.items() if not any(sort)]
    assert percentages == [Kind.MILESTONE, Kind.TASKS, Kind.COVERAGE, Kind.MANUAL]
    assert max(sum(sort) for sort in sorts.values()) == 1


def test_automatic_kinds_have_data_of_their_own() -> None:
    automatic = [Kind.MILESTONE, Kind.TASKS, Kind.CUMULATIVE, Kind.STATISTIC, Kind.COVERAGE]
    assert [kind for kind in Kind if kind.is_automatic] == automatic


@pytest.mark.parametrize(
    ("baseline", "target", "value", "progress"),
    [(30, 18, 24, "0.5"), (-10, 10, 0, "0.5"), (0, 3, 1, "0.3333"), (0, 3, 2, "0.6667")],
)
def test_progress_of_a_travelling_number(baseline: int, target: int, value: int, progress: str) -> None:
    assert progress_of(Kind.METRIC, D(baseline), D(target), D(value)) == D(progress)


@pytest.mark.parametrize("kind", [k for k in Kind if not k.is_control and not k.is_yes_or_no])
def test_progress_refuses_a_target_on_its_start(kind: Kind) -> None:
    with pytest.raises(ValueError, match="start value is the target"):
        progress_of(kind, D(10), D(10), None)


@pytest.mark.parametrize("kind", [Kind.MILESTONE, Kind.TASKS, Kind.COVERAGE, Kind.MANUAL])
def test_a_percentage_travels_from_nought_to_a_hundred(kind: Kind) -> None:
    assert progress_of(kind, D(0), D(100), D(37)) == D("0.37")


@pytest.mark.parametrize("kind", [Kind.BINARY, Kind.LEARNING])
@pytest.mark.parametrize(("value", "progress"), [(None, 0), (D(0), 0), (D(1), 1)])
def test_yes_or_no(kind: Kind, value: Decimal | None, progress: int) -> None:
    assert progress_of(kind, D(0), D(1), value) == progress


def test_a_baseline_is_measured_by_any_value_and_by_none_not_at_all() -> None:
    assert [progress_of(Kind.BASELINE, D(0), D(1), value) for value in (None, D(0), D(7))] == [0, 1, 1]


def test_a_learning_verdict_counts_whatever_its_sign() -> None:
    assert progress_of(Kind.LEARNING, D(0), D(1), D(-1)) == 1


@pytest.mark.parametrize(
    ("kind", "value", "is_strict", "progress"),
    [
        (Kind.AT_MOST, "25", False, 1),
        (Kind.AT_MOST, "25.01", False, 0),
        (Kind.AT_MOST, "25", True, 0),
        (Kind.AT_MOST, "24.99", True, 1),
        (Kind.AT_LEAST, "25", False, 1),
        (Kind.AT_LEAST, "24.99", False, 0),
        (Kind.AT_LEAST, "25", True, 0),
        (Kind.RANGE, "20", False, 1),
        (Kind.RANGE, "25", False, 1),
        (Kind.RANGE, "19.99", False, 0),
        (Kind.RANGE, "25.01", False, 0),
        (Kind.RANGE, "20", True, 0),
        (Kind.RANGE, "25", True, 0),
        (Kind.RANGE, "22", True, 1),
    ],
)
def test_bounds_belong_to_the_inside_unless_strict(kind: Kind, value: str, is_strict: bool, progress: int) -> None:
    assert progress_of(kind, D(0), D(25), D(value), low=D(20), is_strict=is_strict) == progress


@pytest.mark.parametrize(
    ("value", "progress"), [("18", "0.5"), ("27", "0.5"), ("16", "0"), ("2", "0"), ("20", "1"), ("28", "0.25")]
)
def test_a_tolerance_gives_partial_credit_outside_a_range(value: str, progress: str) -> None:
    assert progress_of(Kind.RANGE, D(0), D(25), D(value), low=D(20), tolerance=D(4)) == D(progress)


@pytest.mark.parametrize("low", [None, D(26)])
def test_a_range_refuses_bounds_that_are_none(low: Decimal | None) -> None:
    with pytest.raises(ValueError, match="a range runs from a lower to an upper bound"):
        progress_of(Kind.RANGE, D(0), D(25), None, low=low)


def test_bounds_refuse_a_number_that_travels() -> None:
    with pytest.raises(ValueError, match="has to stay somewhere"):
        Bounds(Kind.METRIC, D(1))


@pytest.mark.parametrize("kind", list(Kind))
def test_nothing_said_yet_is_no_progress(kind: Kind) -> None:
    assert progress_of(kind, D(0), D(10), None, low=D(5)) == 0


@given(numbers, numbers, numbers)
def test_progress_is_one_at_the_target_and_nought_at_the_start(
    baseline: Decimal, target: Decimal, value: Decimal
) -> None:
    if baseline != target:
        assert progress_of(Kind.METRIC, baseline, target, target) == 1
        assert progress_of(Kind.METRIC, baseline, target, baseline) == 0
        assert 0 <= clamp(progress_of(Kind.METRIC, baseline, target, value)) <= 1


@given(numbers, numbers, numbers, numbers)
def test_progress_grows_in_the_direction_of_the_target(
    baseline: Decimal, target: Decimal, one: Decimal, other: Decimal
) -> None:
    if baseline != target:
        behind, ahead = sorted((one, other), reverse=target < baseline)
        assert progress_of(Kind.METRIC, baseline, target, behind) <= progress_of(Kind.METRIC, baseline, target, ahead)


@given(numbers, numbers, numbers, st.booleans())
def test_a_bound_is_never_kept_better_by_going_further_out(
    target: Decimal, one: Decimal, other: Decimal, is_strict: bool
) -> None:
    less, more = sorted((one, other))
    at_most = Bounds(Kind.AT_MOST, target, is_strict=is_strict, tolerance=D(50))
    at_least = Bounds(Kind.AT_LEAST, target, is_strict=is_strict, tolerance=D(50))
    assert at_most.credit(less) >= at_most.credit(more)
    assert at_least.credit(more) >= at_least.credit(less)
    assert at_most.nearness(less) >= at_most.nearness(more)
    assert at_least.nearness(more) >= at_least.nearness(less)


@pytest.mark.parametrize("hold", list(Hold))
def test_held_without_any_value_is_nought(hold: Hold) -> None:
    assert [held(hold, seen, AT_MOST_10, until=on(9)) for seen in ([], values(None, None))] == [0, 0]


def test_held_now_goes_by_the_last_value() -> None:
    assert held(Hold.NOW, values("12", "9", None), AT_MOST_10, until=on(9)) == 1
    assert held(Hold.NOW, values("9", "12"), AT_MOST_10, until=on(9)) == 0


def test_held_ignores_what_is_said_after_its_moment() -> None:
    assert held(Hold.NOW, values("9", "12"), AT_MOST_10, until=on(0)) == 1


def test_held_in_time_weighs_each_value_by_how_long_it_was_the_last() -> None:
    seen = [(on(0), D(9)), (on(4), D(12)), (on(7), None), (on(8), D(8))]
    assert held(Hold.TIME, seen, AT_MOST_10, until=on(10)) == D("0.6")


def test_held_in_time_does_not_depend_on_the_order_of_telling() -> None:
    seen = [(on(8), D(8)), (on(0), D(9)), (on(4), D(12))]
    assert held(Hold.TIME, seen, AT_MOST_10, until=on(10)) == D("0.6")


@pytest.mark.parametrize(("required", "progress"), [("1", "0.6"), ("0.8", "0.75"), ("0.6", "1"), ("0.5", "1")])
def test_held_in_time_is_measured_by_the_share_that_is_asked(required: str, progress: str) -> None:
    seen = [(on(0), D(9)), (on(6), D(12))]
    assert held(Hold.TIME, seen, AT_MOST_10, until=on(10), required_share=D(required)) == D(progress)


def test_held_in_time_takes_an_earlier_value_along() -> None:
    seen = [(on(0), D(9)), (on(8), D(12))]
    assert held(Hold.TIME, seen, AT_MOST_10, since=on(6), until=on(10)) == D("0.5")


def test_held_in_time_knows_nothing_of_what_came_before_the_first_value() -> None:
    assert held(Hold.TIME, [(on(5), D(9))], AT_MOST_10, since=on(0), until=on(10)) == 1


@pytest.mark.parametrize(("value", "progress"), [("9", 1), ("11", 0)])
def test_held_in_time_goes_by_the_value_while_no_time_has_passed(value: str, progress: int) -> None:
    assert held(Hold.TIME, values(value), AT_MOST_10, until=on(0)) == progress


@pytest.mark.parametrize("share", ["0", "-0.1", "1.1"])
def test_held_refuses_a_share_that_nobody_can_keep(share: str) -> None:
    with pytest.raises(ValueError, match="a required share"):
        held(Hold.TIME, values("9"), AT_MOST_10, until=on(1), required_share=D(share))


def test_held_by_check_ins_counts_absent_ones_as_outside() -> None:
    assert held(Hold.CHECK_INS, values("9", None, "12", "8"), AT_MOST_10, until=on(9)) == D("0.5")
    assert held(Hold.CHECK_INS, values("9", None, "12", "8"), AT_MOST_10, since=on(3), until=on(9)) == 1


@pytest.mark.parametrize(
    ("bounds", "value", "progress"),
    [
        (Bounds(Kind.AT_LEAST, D(10)), "12", "1.2"),
        (Bounds(Kind.AT_LEAST, D(10)), "5", "0.5"),
        (Bounds(Kind.AT_MOST, D(-10)), "-12", "1.2"),
        (Bounds(Kind.RANGE, D(25), D(20)), "22", "1"),
        (Bounds(Kind.RANGE, D(25), D(20)), "30", "0.8"),
        (Bounds(Kind.RANGE, D(25), D(20)), "15", "0.75"),
        (Bounds(Kind.AT_MOST, D(0)), "0", "1"),
        (Bounds(Kind.AT_MOST, D(0)), "1", "0"),
        (AT_MOST_10, "40", "-2"),
    ],
)
def test_held_by_distance(bounds: Bounds, value: str, progress: str) -> None:
    assert held(Hold.DISTANCE, values(value), bounds, until=on(1)) == D(progress)


@given(st.lists(st.tuples(st.integers(0, 40), st.none() | numbers), max_size=12), st.sampled_from(Hold))
def test_held_twice_is_held_the_same_and_within_one(said: list[tuple[int, Decimal | None]], hold: Hold) -> None:
    seen = [(on(day), value) for day, value in said]
    progress = held(hold, seen, AT_MOST_10, until=on(30))
    assert held(hold, seen, AT_MOST_10, until=on(30)) == progress
    if hold is not Hold.DISTANCE:
        assert 0 <= progress <= 1


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
