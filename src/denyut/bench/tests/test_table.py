import pytest
from hypothesis import given
from hypothesis import strategies as st

from denyut.bench.table import Figure, quantile, shown, spread, table

VALUES = st.lists(st.floats(0, 1e6), min_size=1, max_size=200)


@pytest.mark.parametrize(("share", "value"), [(0, 1), (0.5, 50), (0.95, 95), (0.99, 99), (1, 100)])
def test_quantile_is_the_nearest_rank(share: float, value: float) -> None:
    assert quantile(list(range(100, 0, -1)), share) == value


def test_quantile_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="nothing was measured"):
        quantile([], 0.5)


@given(VALUES, st.floats(0, 1))
def test_quantile_is_one_of_the_values_and_enough_are_not_above_it(values: list[float], share: float) -> None:
    found = quantile(values, share)
    assert found in values
    assert sum(value <= found for value in values) >= share * len(values)


def test_spread_tells_the_median_and_the_tail_beside_their_limits() -> None:
    median, tail = spread("post", [4.0, 2.0, 8.0], goal="≤ 5 ms", limits=[1.0, 2.0, 3.0], limit_of="bare insert")
    assert median == Figure("post, p50", 4.0, "ms", "≤ 5 ms", 2.0, "bare insert")
    assert tail == Figure("post, p99", 8.0, "ms", "", 3.0, "bare insert")
    assert median.ratio == 2


def test_a_figure_without_limit_has_no_ratio() -> None:
    assert Figure("lost", 0).ratio is None


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [(0, "", "0"), (12, "MB", "12 MB"), (1234.5, "/s", "1,234/s"), (12.34, "ms", "12.3 ms"), (0.5, "ms", "0.50 ms")],
)
def test_numbers_are_shown_with_three_digits(value: float, unit: str, text: str) -> None:
    assert shown(value, unit) == text


def test_table_has_one_line_for_each_figure() -> None:
    lines = table(
        "live", [Figure("last", 30, "ms", "≤ × 1.5", 20, "bare sends"), Figure("lost", 0, goal="0")]
    ).splitlines()
    assert lines == [
        "live  to reach  measured  raw limit         ratio",
        "----  --------  --------  ----------------  ------",
        "last  ≤ × 1.5   30 ms     20 ms bare sends  × 1.50",
        "lost  0         0",
    ]
