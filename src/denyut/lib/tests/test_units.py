from decimal import Decimal

import pytest

from denyut.lib.units import currency_decimals, format_value, is_money


@pytest.mark.parametrize(
    ("value", "unit", "language", "text"),
    [
        ("18", "min", "id", "18\u00a0min"),
        ("1234.5", " orang ", "id", "1.234,5\u00a0orang"),
        ("47.5", "", "vi", "47,5"),
        ("47.5", "%", "id", "47,5%"),
        ("-47.5", "%", "en", "-47.5%"),
        ("1234.5", "USD", "en", "$1,234.50"),
        ("-1234.5", "USD", "en", "-$1,234.50"),
        ("-0.001", "USD", "en", "$0.00"),
        ("1234567.5", "IDR", "id", "Rp1.234.568"),
        ("1234567", "IDR", "en", "IDR\u00a01,234,567"),
        ("1234567", "VND", "vi", "1.234.567\u00a0₫"),
        ("1234.5", "MYR", "ms", "RM1,234.50"),
        ("1234.5", "THB", "th", "฿1,234.50"),
        ("1234.5", "CNY", "zh-hans", "¥1,234.50"),
        ("1.5", "KWD", "en", "KWD\u00a01.500"),
        ("-5", "USD", "ar", "\u200f\u200e-5.00\u00a0US$"),
    ],
)
def test_format_value(value: str, unit: str, language: str, text: str) -> None:
    assert format_value(Decimal(value), unit, language) == text


def test_format_value_with_wanted_decimals() -> None:
    assert format_value(Decimal("1234.56"), "USD", "en", decimals=0) == "$1,235"
    assert format_value(Decimal("47.56"), "%", "en", decimals=1) == "47.6%"
    assert format_value(Decimal("18"), "min", "en", decimals=1) == "18.0\u00a0min"


def test_is_money_only_for_codes_in_capitals() -> None:
    assert [is_money(unit) for unit in ("IDR", "USD", "usd", "NPS", "XY", "", "分")] == [True, True, *[False] * 5]


def test_currency_decimals() -> None:
    assert [currency_decimals(code) for code in ("IDR", "VND", "USD", "KWD")] == [0, 0, 2, 3]
