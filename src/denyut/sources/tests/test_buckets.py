"""From rows to spans, against the same worked out by hand; and what columns say of themselves."""

from collections import defaultdict
from datetime import UTC, date, timedelta
from decimal import Decimal
from statistics import median

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from denyut.sources.buckets import Gathering
from denyut.sources.cells import Unreadable, family_of, number_in, said_by
from denyut.sources.columns import columns_of, order_in
from denyut.sources.mapping import Mapping, first_of, last_of

DAYS = st.dates(date(2020, 1, 1), date(2026, 12, 31))
NUMBERS = st.decimals(-1_000_000, 1_000_000, places=3)
ROWS = st.lists(st.tuples(DAYS, NUMBERS), min_size=1, max_size=40)


@settings(max_examples=40)
@given(ROWS, st.sampled_from(["day", "week", "month"]))
def test_sums_and_medians_are_those_of_hand(rows: list[tuple[date, Decimal]], period: str) -> None:
    by_hand: dict[date, list[Decimal]] = defaultdict(list)
    for day, value in rows:
        by_hand[first_of(period, day)].append(value)
    table = [[day.isoformat(), str(value)] for day, value in rows]
    for aggregate, work in (("sum", sum), ("median", median)):
        gathered = Gathering(Mapping("day", "n", aggregate, period), ["day", "n"], UTC).through(iter(table))
        found = {span.first: (span.value, span.n) for span in gathered.spans()}
        expected = {
            first: (work(values).quantize(Decimal("0.000001")), len(values)) for first, values in by_hand.items()
        }
        assert (found, gathered.refused) == (expected, 0)


@settings(max_examples=40)
@given(DAYS, st.sampled_from(["day", "week", "month"]))
def test_spans_follow_each_other_without_a_gap(day: date, period: str) -> None:
    first = first_of(period, day)
    last = last_of(period, first)
    assert first <= day <= last
    assert first_of(period, last + timedelta(days=1)) == last + timedelta(days=1)


@pytest.mark.parametrize(
    ("cells", "order"),
    [
        (["2026-11-01", "2026-11-02"], "ymd"),
        (["03/04/2026", "13/04/2026"], "dmy"),
        (["03/04/2026", "04/13/2026"], "mdy"),
        (["03/04/2026", "05-06-2026"], None),
    ],
)
def test_order_is_proven_or_asked(cells: list[str], order: str | None) -> None:
    assert order_in(cells) == order


def test_columns_tell_numbers_dates_and_text_apart() -> None:
    rows = [["2026-11-01", "1.234,50", "a", ""], ["2026-11-02", "7", "5", None]]
    found = [(one.name, one.kind, one.language) for one in columns_of(["d", "n", "t", "e"], rows)]
    assert found == [("d", "date", "en"), ("n", "number", "id"), ("t", "text", "en"), ("e", "empty", "en")]


@pytest.mark.parametrize("text", ["", "NaN", "1e5", "1_000", "Infinity", "12-3", "one"])
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(Unreadable):
        number_in(text, "en")


@pytest.mark.parametrize("text", ["", "soon", "2026-13-01", "31/02/2026", "0001-01-01"])
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(Unreadable):
        said_by(text, "dmy", UTC)


def test_families_of_dates() -> None:
    texts = ["2026-11-01", "20261101", "03/04/2026", "03.04.2026", "3 Nov 2026"]
    assert [family_of(text) for text in texts] == ["iso", "iso", "/", ".", "words"]
