from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from denyut.okr.statistics import Dated, Point, Statistic, current, judged, statistic_of, windows

D = Decimal
FIRST = date(2026, 3, 2)
numbers = st.lists(st.decimals(min_value=-(10**6), max_value=10**6, places=2), max_size=12)


def decimals(*values: str) -> list[Decimal]:
    return [D(value) for value in values]


def seen(*days: int, value: str = "1") -> list[tuple[datetime, Decimal]]:
    return [(datetime(2026, 3, 2, 12, tzinfo=UTC) + timedelta(days=day), D(value)) for day in days]


@pytest.mark.parametrize(
    ("name", "values", "value"),
    [
        ("median", ["9", "1", "5"], "5"),
        ("median", ["9", "1", "5", "6"], "5.5"),
        ("median", ["3"], "3"),
        ("p90", ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11"], "10"),
        ("p90", ["10", "20"], "19"),
        ("p90", ["3"], "3"),
        ("mean", ["1", "2", "2"], "1.666667"),
        ("rate", ["1", "0", "1", "1"], "75"),
        ("rate", ["0", "0"], "0"),
        ("count", ["7", "7"], "2"),
        ("sum", ["7", "-2.5"], "4.5"),
    ],
)
def test_statistics(name: str, values: list[str], value: str) -> None:
    assert statistic_of(name, decimals(*values)) == Point(D(value), len(values), is_hollow=False)


@pytest.mark.parametrize("name", list(Statistic))
def test_of_nothing_only_counts_and_sums_are_known(name: Statistic) -> None:
    nothing = D(0) if name in (Statistic.COUNT, Statistic.SUM) else None
    assert statistic_of(name, []) == Point(nothing, 0, is_hollow=True)
    assert statistic_of(name, [], least=0).is_hollow is False


def test_an_unknown_statistic_is_refused() -> None:
    with pytest.raises(ValueError, match="mode"):
        statistic_of("mode", decimals("1"))


def test_few_observations_are_hollow() -> None:
    assert [statistic_of("mean", decimals(*"123"), least=n).is_hollow for n in (2, 3, 4)] == [False, False, True]


def counts(window: str, **options: date) -> list[int]:
    observations = seen(0, 0, 1, 8, 9)
    return [d.point.n for d in windows(observations, window, ends=FIRST + timedelta(days=9), **options)]


def test_a_line_by_day() -> None:
    assert counts("day") == [2, 1, 0, 0, 0, 0, 0, 0, 1, 1]


def test_a_line_by_week_rolls_on() -> None:
    assert counts("week") == [2, 3, 3, 3, 3, 3, 3, 1, 1, 2]


def test_a_line_by_cycle_gathers_all_since_its_start() -> None:
    assert counts("cycle") == [2, 3, 3, 3, 3, 3, 3, 3, 4, 5]
    assert counts("cycle", starts=FIRST + timedelta(days=8)) == [1, 2]


def test_a_week_looks_back_before_the_start_of_the_line() -> None:
    assert counts("week", starts=FIRST + timedelta(days=6)) == [3, 1, 1, 2]


def test_a_line_has_a_point_for_each_day_up_to_its_end() -> None:
    line = windows(seen(0, 5), "day", ends=FIRST + timedelta(days=1))
    assert [d.day for d in line] == [FIRST, FIRST + timedelta(days=1)]
    assert windows([], "day", ends=FIRST) == [Dated(FIRST, Point(None, 0, is_hollow=True))]
    assert windows(seen(3), "day", ends=FIRST) == []


def test_an_unknown_window_is_refused() -> None:
    with pytest.raises(ValueError, match="moon"):
        windows([], "moon", ends=FIRST)


def test_the_current_point_is_the_last_that_is_full() -> None:
    line = windows([*seen(0, 0, value="4"), *seen(1, value="90")], "day", ends=FIRST + timedelta(days=2), least=2)
    assert current(line) == line[0]
    assert current(reversed(line)) == line[0]
    assert (current(line[1:]), current([])) == (None, None)


def test_the_judged_window_takes_its_last_days_only() -> None:
    observations = [*seen(0, value="100"), *seen(1, value="4"), *seen(28, value="6"), *seen(29, value="100")]
    until = FIRST + timedelta(days=28)
    assert judged(observations, until) == Point(D(5), 2, is_hollow=False)
    assert judged(observations, until, days=1, name="mean", least=2) == Point(D(6), 1, is_hollow=True)


@given(numbers, st.sampled_from(Statistic))
def test_a_statistic_does_not_depend_on_the_order(values: list[Decimal], name: Statistic) -> None:
    assert statistic_of(name, values) == statistic_of(name, reversed(values))


@given(numbers)
def test_middles_lie_between_the_ends(values: list[Decimal]) -> None:
    for name in ("median", "p90", "mean"):
        found = statistic_of(name, values).value
        assert found is None if not values else min(values) <= (found or 0) <= max(values)
