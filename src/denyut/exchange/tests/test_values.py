from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from denyut.exchange.values import (
    NotReadable,
    Quantity,
    is_moment,
    is_number,
    read_confidence,
    read_key,
    read_moment,
    read_percent,
    read_quantity,
)


@pytest.mark.parametrize(
    ("cell", "mark", "value", "unit"),
    [
        (5.5, ".", "5.5", ""),
        (50, ".", "50", ""),
        ("17021.0", ".", "17021", ""),
        ("17021.0", ",", "17021", ""),
        ("0.169802632", ".", "0.169803", ""),
        ("1e3", ".", "1000", ""),
        ("14,500", ".", "14500", ""),
        ("14,500", ",", "14.5", ""),
        ("1.234,5", ",", "1234.5", ""),
        ("5,5", ",", "5.5", ""),
        ("4,9%", ".", "4.9", "%"),
        ("45%", ".", "45", "%"),
        ("45 %", ".", "45", "%"),
        ("$3.5M", ".", "3500000", "USD"),
        ("US$ 12k", ".", "12000", "USD"),
        ("Rp1.500.000", ",", "1500000", "IDR"),
        ("RM 20", ".", "20", "MYR"),
        ("1,5 jt", ",", "1500000", ""),
        ("3 triệu", ",", "3000000", ""),
        ("1.3万", ".", "13000", ""),
        ("2 ล้าน", ".", "2000000", ""),
        ("15 min", ".", "15", "min"),
        ("5 m", ".", "5", "m"),
        ("3 rb orang", ",", "3000", "orang"),
        ("-12", ".", "-12", ""),
        ("−12,5", ",", "-12.5", ""),
        ("٤٥", ".", "45", ""),
        ("€ 1 234,50", ",", "1234.5", "EUR"),
    ],
)
def test_quantities(cell, mark, value, unit):
    assert read_quantity(cell, mark) == Quantity(Decimal(value), unit)


@pytest.mark.parametrize(
    "cell",
    ["", "soon", "10 of 20", "≥ 95", "about 5", "1.2.3", "5 very long words here", True, None, date(2026, 1, 1),
     "2026-01-05", float("nan"), float("inf"), "1e400", "#REF!", "12/20"],
)  # fmt: skip
def test_what_is_no_quantity(cell):
    with pytest.raises(NotReadable):
        read_quantity(cell, ".")


@given(st.decimals(min_value=-(10**12), max_value=10**12, places=4))
def test_a_written_decimal_is_read_back(number):
    assert read_quantity(f"{number:f}", ".").value == number
    assert read_quantity(f"{number:,f}".translate(str.maketrans(",.", ".,")), ",").value == number


@given(st.text(max_size=20))
def test_any_text_is_a_number_or_refused(text):
    assert is_number(text) in {True, False}
    assert is_moment(text) in {True, False}


def test_moments():
    assert read_moment("26/01/2026", "dmy") == date(2026, 1, 26)
    assert read_moment("01/26/2026", "mdy") == date(2026, 1, 26)
    assert read_moment("2023-07-27 11:39:02.9258", "dmy") == datetime(2023, 7, 27, 11, 39, 2, 925800)
    assert read_moment(date(2026, 1, 1), "dmy") == date(2026, 1, 1)
    for cell in ("26/13/2026", "soon", 45000, None):
        with pytest.raises(NotReadable):
            read_moment(cell, "dmy")


def test_keys():
    assert (read_key("32.0"), read_key(32.0), read_key(" A-1 "), read_key("1.10")) == ("32", "32", "A-1", "1.10")


def test_percents():
    assert read_percent("0.35", ".", 1) == 35
    assert read_percent("37", ".", 100) == 37
    assert read_percent("37%", ".", 1) == 37


@pytest.mark.parametrize(
    ("cell", "scale", "share"),
    [
        ("High", 10, "0.8"),
        ("sedang", 10, "0.5"),
        ("ต่ำ", 10, "0.2"),
        ("7", 10, "0.7"),
        (5.0, 10, "0.5"),
        ("3", 5, "0.5"),
        ("5", 5, "0.9"),
        ("0.4", 1, "0.4"),
        ("70%", 10, "0.7"),
        ("5/10", 5, "0.5"),
    ],
)
def test_confidence(cell, scale, share):
    assert read_confidence(cell, ".", scale) == Decimal(share)


@pytest.mark.parametrize("cell", ["11", "-1", "perhaps", "120%"])
def test_confidence_beyond_its_scale(cell):
    with pytest.raises(NotReadable):
        read_confidence(cell, ".", 10)
