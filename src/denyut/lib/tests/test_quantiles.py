from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from denyut.lib.quantiles import p50, p99, quantile

VALUES = st.lists(st.integers(-1_000_000, 1_000_000), min_size=1)


@given(values=VALUES)
def test_p50_is_the_median(values: list[int]) -> None:
    assert p50(values) == median(values)


@given(values=VALUES, share=st.floats(0, 1))
def test_quantile_stays_between_the_ends(values: list[int], share: float) -> None:
    assert min(values) <= quantile(values, share) <= max(values)


def test_p99() -> None:
    assert p99(range(101)) == 99
    assert p99([7]) == 7
    assert (quantile([3, 1, 2], 0), quantile([3, 1, 2], 1)) == (1, 3)


def test_quantile_refuses() -> None:
    with pytest.raises(ValueError, match="no values"):
        p50([])
    with pytest.raises(ValueError, match="between 0 and 1"):
        quantile([1], 1.5)
