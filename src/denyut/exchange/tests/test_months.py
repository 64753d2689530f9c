from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from denyut.exchange.months import as_numbers
from denyut.exchange.values import NotReadable, is_moment, read_moment


@pytest.mark.parametrize(
    "text",
    [
        "5 Oct 2026",
        "Oct 5, 2026",
        "5-Oct-26",
        "5. Okt. 2026",
        "5 Oktober 2026",
        "2026 October 5",
        "5 ตุลาคม 2569",
        "5 ต.ค. 2569",
        "٥ أكتوبر ٢٠٢٦",
        "5 outubro 2026",
    ],
)
def test_months_by_name(text):
    assert read_moment(text, "mdy") == date(2026, 10, 5)


@pytest.mark.parametrize("text", ["5 Oct", "Oct 2026", "KR 5 of 2026", "5 Foo 2026", "March 3 to 5", "45 Oct 2026", ""])
def test_what_is_no_day_with_a_named_month(text):
    assert not is_moment(text)
    with pytest.raises(NotReadable):
        read_moment(text, "dmy")


@given(st.text(max_size=30))
def test_any_text_has_digits_or_nothing(text):
    found = as_numbers(text)
    assert found is None or found.count("/") == 2
