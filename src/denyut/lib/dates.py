"""Days as people read them in seven languages, and moments as other programs write them."""

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Literal

from babel.dates import format_date, format_timedelta, get_date_format

from denyut.lib.digits import to_ascii_digits, without_invisible_marks
from denyut.lib.locales import locale_of

type DayStyle = Literal["brief", "short", "medium", "long", "full"]
type Order = Literal["dmy", "mdy", "ymd"]

BUDDHIST_OFFSET = 543
BUDDHIST_YEARS = range(2400, 2700)
LIKELY_YEARS = range(1800, 2400)
NEAR_DAYS = 30

# CLDR's words for the days around today, which Babel leaves out.
NAMED_DAYS = {
    "id": ("kemarin", "hari ini", "besok"),
    "en": ("yesterday", "today", "tomorrow"),
    "ar": ("أمس", "اليوم", "غدًا"),
    "ms": ("semalam", "hari ini", "esok"),
    "th": ("เมื่อวาน", "วันนี้", "พรุ่งนี้"),
    "vi": ("hôm qua", "hôm nay", "ngày mai"),
    "zh-hans": ("昨天", "今天", "明天"),
}

DAY = r"(\d{4}|\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{1,2})"
CLOCK = r"(\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:[.,](\d{1,9}))?)?(?: ?([ap])\.?m\.?)?"
ZONE = r"(z|utc|[+-]\d{2}:?\d{2}|[+-]\d{2})"
MOMENT = re.compile(rf"{DAY}(?:(?:t|,? ){CLOCK}(?: ?{ZONE})?)?", re.IGNORECASE)
HAN_DAY = re.compile(r"(\d{2,4}) ?年 ?(\d{1,2}) ?月 ?(\d{1,2}) ?日?")


class NotADate(ValueError):
    """A text that is no date in the expected order; `text` is what was written."""

    def __init__(self, text: str) -> None:
        super().__init__(f"{text[:80]!r} is not a date")
        self.text = text


def format_day(
    day: date, language: str, style: DayStyle = "medium", *, region: str = "", is_buddhist: bool | None = None
) -> str:
    """The day in CLDR's form; "brief" has no year.

    Thai counts years from the Buddha (2569 for 2026) unless `is_buddhist` says otherwise; others only when asked.
    """
    locale = locale_of(language, region)
    pattern = (locale.datetime_skeletons["MMMd"] if style == "brief" else get_date_format(style, locale)).pattern
    if language == "th" if is_buddhist is None else is_buddhist:
        pattern = _buddhist(pattern, day.year + BUDDHIST_OFFSET)
    return format_date(day, pattern, locale)


def _buddhist(pattern: str, year: int) -> str:
    years = {"y": f"{year}", "yy": f"{year % 100:02}", "yyyy": f"{year}", "G": "'พ.ศ.'"}
    return re.sub(r"y+|G", lambda found: years[found.group()], pattern)


def relative_day(day: date, language: str, *, today: date, region: str = "") -> str:
    """ "today", "yesterday", "in 3 days"; a day more than a month away as a plain date."""
    distance = (day - today).days
    if abs(distance) <= 1 and language in NAMED_DAYS:
        return NAMED_DAYS[language][distance + 1]
    if abs(distance) > NEAR_DAYS:
        return format_day(day, language, region=region)
    # A threshold above the range keeps days from turning into weeks: "in 10 days" is checked against a calendar.
    delta = timedelta(days=distance)
    return format_timedelta(
        delta, granularity="day", threshold=NEAR_DAYS + 1, add_direction=True, locale=locale_of(language, region)
    )


def iso_text(moment: datetime | date) -> str:
    """The ISO 8601 text: a day as 2026-11-22, a moment in UTC with a Z.

    Raises ValueError for a moment without a zone.
    """
    if not isinstance(moment, datetime):
        return moment.isoformat()
    if moment.tzinfo is None:
        raise ValueError("a moment without a zone has no place on the world's clock")
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


def iso_week(day: date) -> str:
    """The ISO week a day belongs to: "2026-W47"."""
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02}"


def monday_of(day: date) -> date:
    """The Monday that opens the day's ISO week."""
    return day - timedelta(days=day.weekday())


def parse_moment(text: str, order: Order = "dmy") -> datetime | date:
    """The day, or the moment when a time stands behind it, aware only when a zone is written; raises NotADate.

    A year in front always means year, month, day; otherwise `order` decides and is never guessed around. Years
    2400-2699 are Buddhist and become Gregorian, others lie in 1800-2399; years of two digits belong to 1970-2069.
    """
    try:
        found = MOMENT.fullmatch(_plain(text))
        moment = _moment(found, order) if found else _iso(_plain(text))
    except ValueError as error:
        raise NotADate(text) from error
    if moment.year not in LIKELY_YEARS:
        raise NotADate(text)
    return moment


def guess_order(samples: Iterable[str]) -> Order:
    """The order most samples prove: a number above 12 cannot be a month. Without proof day, month, year."""
    found = [match for match in (MOMENT.fullmatch(_plain(sample)) for sample in samples) if match]
    others = [match for match in found if len(match[1]) < 3]
    if found and not others:
        return "ymd"
    day_first = sum(int(match[1]) > 12 for match in others)
    month_first = sum(int(match[3]) > 12 for match in others)
    return "mdy" if month_first > day_first else "dmy"


def _plain(text: str) -> str:
    digits = " ".join(to_ascii_digits(without_invisible_marks(text)).split())
    return HAN_DAY.sub(r"\1-\2-\3", digits)


def _iso(text: str) -> datetime | date:
    """The rarer ISO forms: 20230727, 2023-W30-4, 20230727T113902Z."""
    return date.fromisoformat(text) if len(text) <= 10 else datetime.fromisoformat(text)


def _moment(found: re.Match[str], order: Order) -> datetime | date:
    first, _, second, third, *clock = found.groups()
    year, month, day = _in_order(first, second, third, order)
    plain_day = date(_gregorian(year), int(month), int(day))
    return _at(plain_day, clock) if clock[0] else plain_day


def _in_order(first: str, second: str, third: str, order: Order) -> tuple[str, str, str]:
    if len(first) > 2 or order == "ymd":
        return first, second, third
    return (third, second, first) if order == "dmy" else (third, first, second)


def _gregorian(year: str) -> int:
    if len(year) == 1:
        raise ValueError("a year has two or four digits")
    number = int(year)
    if len(year) == 2:
        return number + (2000 if number < 70 else 1900)
    return number - BUDDHIST_OFFSET if number in BUDDHIST_YEARS else number


def _at(day: date, clock: list[str]) -> datetime:
    hour, minute, second, fraction, half, zone = clock
    microsecond = int((fraction or "0").ljust(6, "0")[:6])
    return datetime(
        day.year, day.month, day.day, _hour(int(hour), half), int(minute), int(second or 0), microsecond, _zone(zone)
    )


def _hour(hour: int, half: str | None) -> int:
    if half is None:
        return hour
    if not 1 <= hour <= 12:
        raise ValueError("half a day has twelve hours")
    return hour % 12 + (12 if half.lower() == "p" else 0)


def _zone(zone: str | None) -> timezone | None:
    if zone is None:
        return None
    if zone.lower() in {"z", "utc"}:
        return UTC
    hours, minutes = int(zone[1:3]), int(zone[3:].strip(":") or 0)
    return timezone((1 if zone[0] == "+" else -1) * timedelta(hours=hours, minutes=minutes))
