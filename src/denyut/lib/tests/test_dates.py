from contextlib import suppress
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from denyut.lib.dates import (
    DayStyle,
    NotADate,
    Order,
    format_day,
    guess_order,
    iso_text,
    iso_week,
    monday_of,
    parse_moment,
    relative_day,
)

DAY = date(2026, 11, 2)
JAKARTA = timezone(timedelta(hours=7))
LIKELY_DAYS = st.dates(date(1970, 1, 1), date(2069, 12, 31))


@pytest.mark.parametrize(
    ("language", "style", "text"),
    [
        ("id", "medium", "2 Nov 2026"),
        ("en", "medium", "Nov 2, 2026"),
        ("ar", "long", "2 نوفمبر 2026"),
        ("ms", "full", "Isnin, 2 November 2026"),
        ("th", "medium", "2 พ.ย. 2569"),
        ("th", "long", "2 พฤศจิกายน พ.ศ. 2569"),
        ("th", "short", "2/11/69"),
        ("th", "brief", "2 พ.ย."),
        ("vi", "medium", "2 thg 11, 2026"),
        ("zh-hans", "medium", "2026年11月2日"),
        ("zh-hans", "brief", "11月2日"),
        ("en", "brief", "Nov 2"),
    ],
)
def test_format_day(language: str, style: DayStyle, text: str) -> None:
    assert format_day(DAY, language, style) == text


def test_format_day_with_the_other_calendar() -> None:
    assert format_day(DAY, "th", is_buddhist=False) == "2 พ.ย. 2026"
    assert format_day(DAY, "en", is_buddhist=True) == "Nov 2, 2569"


def test_format_day_in_a_region() -> None:
    assert format_day(DAY, "en", region="GB") == "2 Nov 2026"


@pytest.mark.parametrize(
    ("days", "language", "text"),
    [
        (-1, "id", "kemarin"),
        (0, "en", "today"),
        (1, "zh-hans", "明天"),
        (3, "en", "in 3 days"),
        (-10, "en", "10 days ago"),
        (20, "ar", "خلال 20 يومًا"),
        (-1, "fr", "il y a 1 jour"),
        (31, "en", "Dec 3, 2026"),
    ],
)
def test_relative_day(days: int, language: str, text: str) -> None:
    assert relative_day(DAY + timedelta(days=days), language, today=DAY) == text


def test_iso_text() -> None:
    assert iso_text(DAY) == "2026-11-02"
    assert iso_text(datetime(2026, 11, 2, 7, 30, tzinfo=JAKARTA)) == "2026-11-02T00:30:00Z"
    with pytest.raises(ValueError, match="zone"):
        iso_text(datetime(2026, 11, 2, 7, 30))


def test_iso_weeks() -> None:
    assert iso_week(date(2027, 1, 3)) == "2026-W53"
    assert monday_of(date(2027, 1, 3)) == date(2026, 12, 28)
    assert monday_of(DAY) == DAY


@pytest.mark.parametrize(
    ("text", "order", "moment"),
    [
        ("2023-07-27", "mdy", date(2023, 7, 27)),
        ("2023/7/27", "dmy", date(2023, 7, 27)),
        ("20230727", "dmy", date(2023, 7, 27)),
        ("2023-W30-4", "dmy", date(2023, 7, 27)),
        ("27/07/2023", "dmy", date(2023, 7, 27)),
        ("07/27/2023", "mdy", date(2023, 7, 27)),
        ("27.7.23", "dmy", date(2023, 7, 27)),
        ("23-07-27", "ymd", date(2023, 7, 27)),
        ("27-07-99", "dmy", date(1999, 7, 27)),
        ("15/12/2569", "dmy", date(2026, 12, 15)),
        ("29/02/2567", "dmy", date(2024, 2, 29)),
        ("๑๕/๑๒/๒๕๖๙", "dmy", date(2026, 12, 15)),
        ("٢٧\u200f/٠٧\u200f/٢٠٢٣", "dmy", date(2023, 7, 27)),
        ("2026年4月8日", "dmy", date(2026, 4, 8)),
        ("2023-07-27 11:39:02.9258", "dmy", datetime(2023, 7, 27, 11, 39, 2, 925800)),
        ("2023-07-27T11:39", "dmy", datetime(2023, 7, 27, 11, 39)),
        ("2023-07-27T11:39:02Z", "dmy", datetime(2023, 7, 27, 11, 39, 2, tzinfo=UTC)),
        ("2023-07-27 11:39:02 UTC", "dmy", datetime(2023, 7, 27, 11, 39, 2, tzinfo=UTC)),
        ("2023-07-27T11:39:02.123456789+07:00", "dmy", datetime(2023, 7, 27, 11, 39, 2, 123456, tzinfo=JAKARTA)),
        ("2023-07-27T11:39:02-0730", "dmy", datetime(2023, 7, 27, 19, 9, 2, tzinfo=UTC)),
        ("2023-07-27T11:39+07", "dmy", datetime(2023, 7, 27, 11, 39, tzinfo=JAKARTA)),
        ("20230727T113902Z", "dmy", datetime(2023, 7, 27, 11, 39, 2, tzinfo=UTC)),
        ("28/05/2026 17.05", "dmy", datetime(2026, 5, 28, 17, 5)),
        ("05/28/2026, 5:05 PM", "mdy", datetime(2026, 5, 28, 17, 5)),
        ("05/28/2026 12:05 a.m.", "mdy", datetime(2026, 5, 28, 0, 5)),
    ],
)
def test_parse_moment(text: str, order: Order, moment: date) -> None:
    parsed = parse_moment(text, order)
    assert (parsed, type(parsed)) == (moment, type(moment))


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("", "dmy"),
        ("soon", "dmy"),
        ("47", "dmy"),
        ("07/27/2023", "dmy"),
        ("27/07/2023", "mdy"),
        ("27/07/2023", "ymd"),
        ("29/02/2023", "dmy"),
        ("1/1/5", "dmy"),
        ("1/1/123", "dmy"),
        ("0001-01-01", "dmy"),
        ("00010101", "dmy"),
        ("27/07-2023", "dmy"),
        ("2023-07-27 25:00", "dmy"),
        ("2023-07-27 13:00 PM", "dmy"),
        ("2023-07-27T11:39+99:00", "dmy"),
    ],
)
def test_parse_moment_refuses(text: str, order: Order) -> None:
    with pytest.raises(NotADate) as refusal:
        parse_moment(text, order)
    assert refusal.value.text == text


ORDERS = st.sampled_from(["dmy", "mdy", "ymd"])


@given(text=st.text() | st.text(alphabet="0123456789-/.: TWZ+年月日"), order=ORDERS)
@example(text="9999-12-31T23:59:59+00:00", order="dmy")
@example(text="\ud800" * 12, order="dmy")
def test_parse_moment_raises_nothing_else(text: str, order: Order) -> None:
    with suppress(NotADate):
        parse_moment(text, order)


@given(day=LIKELY_DAYS, separator=st.sampled_from("-/."), year=st.sampled_from(["%Y", "%y"]))
def test_parse_moment_reads_every_order(day: date, separator: str, year: str) -> None:
    patterns: dict[Order, list[str]] = {"dmy": ["%d", "%m", year], "mdy": ["%m", "%d", year], "ymd": [year, "%m", "%d"]}
    for order, parts in patterns.items():
        assert parse_moment(day.strftime(separator.join(parts)), order) == day


@given(moment=st.datetimes(datetime(1970, 1, 1), datetime(2069, 12, 31), timezones=st.just(UTC)))
def test_parse_moment_reads_what_iso_text_writes(moment: datetime) -> None:
    assert parse_moment(iso_text(moment)) == moment


@pytest.mark.parametrize(
    ("samples", "order"),
    [
        (["01/02/2026", "27/02/2026"], "dmy"),
        (["01/02/2026", "02/27/2026", ""], "mdy"),
        (["2026-01-02", "2026-27-02"], "ymd"),
        (["2026-01-02", "02/27/2026"], "mdy"),
        (["01/02/2026"], "dmy"),
        (["no date"], "dmy"),
        ([], "dmy"),
    ],
)
def test_guess_order(samples: list[str], order: Order) -> None:
    assert guess_order(samples) == order


@given(days=st.lists(LIKELY_DAYS, min_size=1), order=st.sampled_from(["%d/%m/%Y", "%m/%d/%Y"]))
def test_guess_order_reads_its_own_samples(days: list[date], order: str) -> None:
    samples = [day.strftime(order) for day in [*days, date(2026, 1, 31)]]
    assert [parse_moment(sample, guess_order(samples)) for sample in samples][:-1] == days
