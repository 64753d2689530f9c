from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from denyut.lib.digits import to_ascii_digits
from denyut.lib.numbers import (
    NotANumber,
    example_number,
    format_number,
    format_percent,
    format_percent_points,
    locale_of,
    parse_number,
)

LANGUAGES = ["id", "en", "ar", "ms", "th", "vi", "zh-hans"]
COMMA = ["id", "vi"]
POINT = ["en", "ar", "ms", "th", "zh-hans"]
NUMBERS = st.decimals(min_value=-(10**17), max_value=10**17, allow_nan=False, allow_infinity=False, places=6)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("47", "47"),
        ("47,5", "47.5"),
        ("47.5", "47.5"),
        ("1.234,5", "1234.5"),
        ("1,234.5", "1234.5"),
        ("1.500.000", "1500000"),
        ("1,500,000", "1500000"),
        ("0.500", "0.500"),
        ("0,125", "0.125"),
        ("1500.250", "1500.250"),
        ("1 500", "1500"),
        ("1\u00a0500,25", "1500.25"),
        ("1\u202f500 000", "1500000"),
        ("1'500.5", "1500.5"),
        ("1’500", "1500"),
        (".5", "0.5"),
        ("-47,5", "-47.5"),
        ("−47.5", "-47.5"),
        ("- 3", "-3"),
        ("+3", "3"),
        ("45%", "45"),
        ("45 %", "45"),
        ("٤٧٫٥", "47.5"),
        ("١٬٢٣٤٫٥", "1234.5"),
        ("٤٥٪", "45"),
        ("\u061c-٤٥٪\u061c", "-45"),
        ("\u200e-12.5\u200e", "-12.5"),
        ("۴۷٫۵", "47.5"),
        ("๔๗.๕", "47.5"),
        ("４７．５", "47.5"),
        ("－４７％", "-47"),
        ("  12  ", "12"),
        ("007", "7"),
        ("999999999999999999999999", "999999999999999999999999"),
        ("1.123456", "1.123456"),
    ],
)
def test_parse_number_means_the_same_in_every_language(text: str, number: str, language: str) -> None:
    assert parse_number(text, language) == Decimal(number)


@pytest.mark.parametrize("language", COMMA)
def test_parse_number_follows_the_habit_of_the_comma(language: str) -> None:
    assert parse_number("1.500", language) == 1500
    assert parse_number("1,500", language) == Decimal("1.5")


@pytest.mark.parametrize("language", POINT)
def test_parse_number_follows_the_habit_of_the_point(language: str) -> None:
    assert parse_number("1.500", language) == Decimal("1.5")
    assert parse_number("1,500", language) == 1500


def test_parse_number_keeps_decimals_exact() -> None:
    assert str(parse_number("1,50", "id")) == "1.50"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "empty"),
        (" \u200f ", "empty"),
        ("abc", "unreadable"),
        ("12 min", "unreadable"),
        ("Rp12", "unreadable"),
        ("1e5", "unreadable"),
        ("inf", "unreadable"),
        ("NaN", "unreadable"),
        ("--5", "unreadable"),
        ("5-", "unreadable"),
        ("5.", "unreadable"),
        ("5%%", "unreadable"),
        ("%", "unreadable"),
        ("10²", "unreadable"),
        ("½", "unreadable"),
        ("1 5", "unreadable"),
        ("1.50.0", "unreadable"),
        ("1.5,000", "unreadable"),
        ("1,500.25,3", "unreadable"),
        ("1 500,000.5", "unreadable"),
        ("'500", "unreadable"),
        ("١٫٥٫٥", "unreadable"),
        ("1٫500,2", "unreadable"),
        ("1.1234567", "too_precise"),
        ("1" * 25, "too_long"),
        ("1" * 20 + ".12345", "too_long"),
    ],
)
def test_parse_number_refuses_with_the_text_and_a_reason(text: str, reason: str, language: str) -> None:
    with pytest.raises(NotANumber) as refusal:
        parse_number(text, language)
    assert (refusal.value.text, refusal.value.reason) == (text, reason)


@given(text=st.text(), language=st.sampled_from(LANGUAGES))
@example(text="1" * 5000, language="en")
@example(text="\ud800", language="th")
def test_parse_number_raises_nothing_else(text: str, language: str) -> None:
    with suppress(NotANumber):
        parse_number(text, language)


@given(text=st.text(alphabet="0123456789٣๓.,٫٬ '-+%"), language=st.sampled_from(LANGUAGES))
def test_parse_number_keeps_every_digit(text: str, language: str) -> None:
    try:
        number = parse_number(text, language)
    except NotANumber:
        return
    written = "".join(filter(str.isdigit, to_ascii_digits(text))).lstrip("0")
    assert "".join(filter(str.isdigit, f"{number:f}")).lstrip("0") == written


@given(number=NUMBERS, language=st.sampled_from(LANGUAGES))
@example(number=Decimal("1.5"), language="id")
@example(number=Decimal("1.234"), language="id")
@example(number=Decimal("1.234"), language="en")
@example(number=Decimal("0.001"), language="vi")
def test_what_format_number_writes_parse_number_reads(number: Decimal, language: str) -> None:
    assert parse_number(format_number(number, language), language) == number


@given(points=NUMBERS, language=st.sampled_from(LANGUAGES))
def test_what_format_percent_points_writes_parse_number_reads(points: Decimal, language: str) -> None:
    assert parse_number(format_percent_points(points, language), language) == points


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("id", "-1.234.567,5"),
        ("vi", "-1.234.567,5"),
        ("en", "-1,234,567.5"),
        ("ms", "-1,234,567.5"),
        ("th", "-1,234,567.5"),
        ("zh-hans", "-1,234,567.5"),
        ("ar", "\u200e-1,234,567.5"),
    ],
)
def test_format_number_by_language(language: str, text: str) -> None:
    assert format_number(Decimal("-1234567.50"), language) == text


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (Decimal("2.5"), 0, "3"),
        (Decimal("-2.5"), 0, "-3"),
        (Decimal("47.5"), 2, "47.50"),
        (Decimal("-0.001"), 2, "0.00"),
        (Decimal("-0.00000001"), None, "0"),
        (Decimal("0.1234567"), None, "0.123457"),
        (Decimal("1E+5"), None, "100,000"),
        (Decimal("100.00"), None, "100"),
        (0.1, None, "0.1"),
        (12, 1, "12.0"),
    ],
)
def test_format_number_rounds_half_up_and_shows_no_negative_zero(
    value: Decimal | float, decimals: int | None, text: str
) -> None:
    assert format_number(value, "en", decimals=decimals) == text


@pytest.mark.parametrize(
    ("value", "language", "text"),
    [
        (12500, "id", "12,5\u00a0rb"),
        (12500, "en", "12.5K"),
        (12500, "ar", "12.5\u00a0ألف"),
        (12500, "ms", "12.5K"),
        (12500, "th", "12.5K"),
        (12500, "vi", "12,5\u00a0N"),
        (12500, "zh-hans", "1.3万"),
        (9999, "zh-hans", "9,999"),
        (950, "en", "950"),
        (999_960, "en", "1M"),
        (-1_250_000, "en", "-1.3M"),
        (10**16, "en", "10,000T"),
    ],
)
def test_format_number_compact(value: int, language: str, text: str) -> None:
    assert format_number(value, language, compact=True) == text


def test_format_number_in_a_region() -> None:
    assert format_number(Decimal("1234567.5"), "en", region="IN") == "12,34,567.5"
    assert format_number(Decimal("-123"), "en", region="IN") == "-123"
    assert format_number(Decimal("1234.5"), "ar", region="EG") == "1,234.5"


@pytest.mark.parametrize(
    ("language", "text"), [("id", "-47,5%"), ("en", "-47.5%"), ("ar", "\u200e-47.5\u200e%\u200e"), ("th", "-47.5%")]
)
def test_format_percent_takes_a_share_of_one(language: str, text: str) -> None:
    assert format_percent(Decimal("-0.475"), language, 1) == text


def test_format_percent_rounds_half_up() -> None:
    assert format_percent(0.125, "en") == "13%"
    assert format_percent(Decimal("-0.001"), "en") == "0%"


@pytest.mark.parametrize("language", LANGUAGES)
def test_example_number_is_a_number_of_its_language(language: str) -> None:
    assert example_number(language) == ("47,5" if language in COMMA else "47.5")


def test_locale_of_takes_the_region_only_where_it_is_known() -> None:
    assert str(locale_of("zh-hans", "SG")) == "zh_Hans_SG"
    assert str(locale_of("ms", "my")) == "ms_MY"
    assert str(locale_of("vi", "US")) == "vi"
