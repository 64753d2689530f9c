from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from denyut.lib.sparkline import sparkline_points

VALUES = st.lists(st.none() | st.decimals(-1000, 1000, places=2), max_size=30)


@pytest.mark.parametrize(
    ("values", "polylines"),
    [
        ([], []),
        ([None, None], []),
        ([1, 3, 2], ["0,20 50,0 100,10"]),
        ([5, 5], ["0,10 100,10"]),
        ([5], ["50,10 50,10"]),
        ([0, None, 4, 2, 0], ["0,20 0,20", "50,0 75,10 100,20"]),
        ([None, 0, 4], ["50,20 100,0"]),
    ],
)
def test_sparkline_points(values: list[int | None], polylines: list[str]) -> None:
    assert sparkline_points([None if value is None else Decimal(value) for value in values], 100, 20) == polylines


def test_sparkline_points_on_a_fixed_scale() -> None:
    values = [Decimal(-5), Decimal(5), Decimal(50)]
    assert sparkline_points(values, 100, 20, low=Decimal(0), high=Decimal(10)) == ["0,20 50,10 100,0"]


@given(values=VALUES)
def test_sparkline_points_stay_in_the_box(values: list[Decimal | None]) -> None:
    pairs = [pair.split(",") for line in sparkline_points(values, 120, 24) for pair in line.split()]
    assert all(0 <= float(x) <= 120 and 0 <= float(y) <= 24 for x, y in pairs)
    assert len(pairs) >= sum(value is not None for value in values)
