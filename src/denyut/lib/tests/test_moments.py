from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from denyut.lib.moment_words import WORDS
from denyut.lib.moments import Moment, moment_in, parse_moment

JAKARTA = ZoneInfo("Asia/Jakarta")
BERLIN = ZoneInfo("Europe/Berlin")
# A Wednesday.
NOW = datetime(2026, 11, 25, 10, 30, tzinfo=JAKARTA)


def said(text: str, language: str = "en") -> str:
    found = parse_moment(text, NOW, JAKARTA, language)
    return f"{found:%a %m-%d %H:%M}" if found else "nothing"


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("tomorrow 3pm", "Thu 11-26 15:00"),
        ("in 20 min", "Wed 11-25 10:50"),
        ("20 min", "Wed 11-25 10:50"),
        ("in 2h", "Wed 11-25 12:30"),
        ("in an hour", "Wed 11-25 11:30"),
        ("in half an hour", "Wed 11-25 11:00"),
        ("1.5 hours", "Wed 11-25 12:00"),
        ("in 3 days", "Sat 11-28 10:30"),
        ("in 3 days at 8:00", "Sat 11-28 08:00"),
        ("in 2 weeks", "Wed 12-09 10:30"),
        ("Fri 15:00", "Fri 11-27 15:00"),
        ("fri", "Fri 11-27 09:00"),
        ("Wed", "Wed 12-02 09:00"),
        ("Wed 11:00", "Wed 11-25 11:00"),
        ("wed 9:00", "Wed 12-02 09:00"),
        ("Sun", "Sun 11-29 09:00"),
        ("next Friday", "Fri 12-04 09:00"),
        ("next week", "Mon 11-30 09:00"),
        ("Friday at 3", "Fri 11-27 15:00"),
        ("at 3", "Wed 11-25 15:00"),
        ("at 9", "Thu 11-26 09:00"),
        ("15:00", "Wed 11-25 15:00"),
        ("9:00", "Thu 11-26 09:00"),
        ("today", "Wed 11-25 17:00"),
        ("tomorrow morning", "Thu 11-26 09:00"),
        ("day after tomorrow 9am", "Fri 11-27 09:00"),
        ("12 am", "Thu 11-26 00:00"),
        ("12pm", "Wed 11-25 12:00"),
        ("2026-12-01", "Tue 12-01 09:00"),
        ("2026-12-01 15:00", "Tue 12-01 15:00"),
        ("2026-12-01T08:00:00Z", "Tue 12-01 15:00"),
        ("1 Dec", "Tue 12-01 09:00"),
        ("Dec 1 3:30 pm", "Tue 12-01 15:30"),
        ("25/12", "Fri 12-25 09:00"),
        ("1 Jan", "Fri 01-01 09:00"),
    ],
)
def test_a_moment_is_read_in_english(text: str, meant: str) -> None:
    assert said(text) == meant


@pytest.mark.parametrize(
    ("language", "text", "meant"),
    [
        ("id", "besok jam 3 sore", "Thu 11-26 15:00"),
        ("id", "besok pagi jam 9", "Thu 11-26 09:00"),
        ("id", "Jumat 15.00", "Fri 11-27 15:00"),
        ("id", "Jum'at depan", "Fri 12-04 09:00"),
        ("id", "20 menit lagi", "Wed 11-25 10:50"),
        ("id", "dalam 2 minggu", "Wed 12-09 10:30"),
        ("id", "setengah jam lagi", "Wed 11-25 11:00"),
        ("id", "jam 2 siang", "Wed 11-25 14:00"),
        ("id", "minggu depan", "Mon 11-30 09:00"),
        ("id", "Minggu", "Sun 11-29 09:00"),
        ("id", "1 Desember", "Tue 12-01 09:00"),
        ("ar", "غدًا الساعة ٣ مساءً", "Thu 11-26 15:00"),
        ("ar", "بعد ٢٠ دقيقة", "Wed 11-25 10:50"),
        ("ar", "بعد ساعتين", "Wed 11-25 12:30"),
        ("ar", "يوم الجمعة ١٥:٠٠", "Fri 11-27 15:00"),
        ("ar", "الأحد القادم", "Sun 12-06 09:00"),
        ("ar", "بعد غد", "Fri 11-27 09:00"),
        ("ms", "esok pukul 3 petang", "Thu 11-26 15:00"),
        ("ms", "dalam 20 minit", "Wed 11-25 10:50"),
        ("ms", "Jumaat 15:00", "Fri 11-27 15:00"),
        ("th", "พรุ่งนี้บ่าย 3 โมง", "Thu 11-26 15:00"),
        ("th", "อีก ๒๐ นาที", "Wed 11-25 10:50"),
        ("th", "วันศุกร์ 15.00 น.", "Fri 11-27 15:00"),
        ("th", "ศุกร์หน้า", "Fri 12-04 09:00"),
        ("vi", "ngày mai 15h30", "Thu 11-26 15:30"),
        ("vi", "mai 9h", "Thu 11-26 09:00"),
        ("vi", "20 phút nữa", "Wed 11-25 10:50"),
        ("vi", "trong 2 giờ", "Wed 11-25 12:30"),
        ("vi", "3 giờ chiều mai", "Thu 11-26 15:00"),
        ("vi", "thứ 6 tuần sau", "Fri 12-04 09:00"),
        ("vi", "T6", "Fri 11-27 09:00"),
        ("zh-hans", "明天下午3点", "Thu 11-26 15:00"),
        ("zh-hans", "下午三点半", "Wed 11-25 15:30"),
        ("zh-hans", "20分钟后", "Wed 11-25 10:50"),
        ("zh-hans", "两小时后", "Wed 11-25 12:30"),
        ("zh-hans", "二十五分钟后", "Wed 11-25 10:55"),
        ("zh-hans", "周五15：00", "Fri 11-27 15:00"),
        ("zh-hans", "下周五", "Fri 12-04 09:00"),
        ("zh-hans", "下周", "Mon 11-30 09:00"),
        ("zh-hans", "12月1号", "Tue 12-01 09:00"),
        ("id", "tomorrow 3pm", "Thu 11-26 15:00"),
        ("th", "in 20 min", "Wed 11-25 10:50"),
    ],
)
def test_a_moment_is_read_in_each_language(language: str, text: str, meant: str) -> None:
    assert said(text, language) == meant


@pytest.mark.parametrize(
    "text", ["", "soon", "30 Feb", "25:00", "in 0 min", "in 999 weeks", "tomorrow buy milk", "12", "²"]
)
def test_what_is_no_moment_is_none(text: str) -> None:
    assert said(text) == "nothing"


@pytest.mark.parametrize(
    ("language", "text", "rest", "has_hour"),
    [
        ("en", "Call Budi tomorrow KR-12", "Call Budi KR-12", False),
        ("en", "Call Budi Fri 15:00", "Call Budi", True),
        ("id", "Telepon Budi besok jam 3 sore", "Telepon Budi", True),
        ("vi", "T6 gọi Budi ngày mai", "T6 gọi Budi", False),
        ("zh-hans", "明天给Budi打电话", "给Budi打电话", False),
        ("th", "โทรหาบูดีพรุ่งนี้", "โทรหาบูดี", False),
        ("ar", "اتصل ببودي غدًا", "اتصل ببودي", False),
    ],
)
def test_a_moment_is_found_in_a_sentence(language: str, text: str, rest: str, has_hour: bool) -> None:
    found = moment_in(text, NOW, JAKARTA, language)
    assert found is not None
    assert (found.rest, found.has_hour) == (rest, has_hour)


@pytest.mark.parametrize(
    ("language", "text"),
    [("en", "the sun sat on 15.00 chairs"), ("en", "write 20 minutes"), ("en", "T-12 and KR-3"), ("zh-hans", "快一点")],
)
def test_a_sentence_without_a_moment_has_none(language: str, text: str) -> None:
    assert moment_in(text, NOW, JAKARTA, language) is None


def test_hours_are_counted_by_the_world_and_days_by_the_wall() -> None:
    before_summer = datetime(2026, 3, 28, 12, 0, tzinfo=BERLIN)
    hours, days = (parse_moment(text, before_summer, BERLIN, "en") for text in ("in 24 hours", "tomorrow 12:00"))
    assert (hours, days) == (
        datetime(2026, 3, 29, 13, 0, tzinfo=BERLIN),
        datetime(2026, 3, 29, 12, 0, tzinfo=BERLIN),
    )


def test_now_may_stand_in_another_zone() -> None:
    assert parse_moment("tomorrow 3pm", NOW.astimezone(UTC), JAKARTA, "en") == datetime(2026, 11, 26, 8, 0, tzinfo=UTC)


@given(st.text(max_size=80), st.sampled_from(sorted(WORDS)))
def test_any_text_is_read_without_harm(text: str, language: str) -> None:
    found = moment_in(text, NOW, JAKARTA, language)
    assert found is None or (isinstance(found, Moment) and found.at.tzinfo is not None)


@given(st.integers(1, 10_000), st.sampled_from(sorted(WORDS)))
def test_minutes_ahead_are_minutes(minutes: int, language: str) -> None:
    found = parse_moment(f"in {minutes} min", NOW, JAKARTA, language)
    assert found == (NOW + timedelta(minutes=minutes) if minutes < 1000 else None)
