"""Years, halves and quarters as files name them: `Q1 2026`, `FY22 Q3`, `Kuartal 2 2026`, `2026年第一季度`."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta

from denyut.exchange.words import plain

BUDDHIST_OFFSET = 543
YEAR = re.compile(r"(?<!\d)(19\d\d|20\d\d|25\d\d)(?!\d)|(?<![a-z])fy ?(\d\d)(?!\d)")
SPAN_WORDS = [
    "q",
    "quarter",
    "kuartal",
    "triwulan",
    "suku tahun",
    "quý",
    "ไตรมาสที่",
    "ไตรมาส",
    "الربع",
    "第",
    "h",
    "half",
]
SPAN_WORDS += ["semester", "paruh"]
COUNTS = ["1 | i | 一 | الأول", "2 | ii | 二 | الثاني", "3 | iii | 三 | الثالث", "4 | iv | 四 | الرابع"]
NUMBERS = {plain(word): number for number, words in enumerate(COUNTS, 1) for word in words.split("|")}
SPAN = re.compile(
    rf"(?<![a-z])(?P<kind>{'|'.join(map(plain, SPAN_WORDS))}) ?(?P<number>{'|'.join(NUMBERS)})(?![\da-z])"
    r"|(?<!\d)(?P<early>[1-4]) ?(?P<mark>q|h)(?![a-z])"
)


@dataclass(frozen=True, slots=True)
class Period:
    """A named span of days, both ends included."""

    name: str
    starts_on: date
    ends_on: date


def read_period(text: str, *, year_start: int = 1) -> Period | None:
    """The year, half or quarter that a text names; None when it names none (`Quarterly`).

    When the year begins in another month than January, `2022` is the one that ends in 2022.
    """
    words = plain(unicodedata.normalize("NFKC", text))
    year = YEAR.search(words)
    if year is None:
        return None
    first = first_day(int(year[1] or 2000 + int(year[2] or 0)), year_start)
    span = SPAN.search(words.replace(year[0], " "))
    if span is None:
        return Period(text.strip(), first, last_day(first, 12))
    months = 6 if (span["kind"] or span["mark"]).startswith(("h", "sem", "par")) else 3
    starts_on = later(first, months * (NUMBERS[span["number"] or span["early"]] - 1))
    return Period(text.strip(), starts_on, last_day(starts_on, months))


def first_day(year: int, year_start: int) -> date:
    """The first day of a year; Buddhist years become Gregorian."""
    year = year - BUDDHIST_OFFSET if year >= 2400 else year
    return date(year if year_start == 1 else year - 1, year_start, 1)


def later(day: date, months: int) -> date:
    """The first of the month so many months on."""
    years, month = divmod(day.month - 1 + months, 12)
    return date(day.year + years, month + 1, 1)


def last_day(starts_on: date, months: int) -> date:
    """The last day of a span that starts on the first of a month."""
    return later(starts_on, months) - timedelta(days=1)


def quarter_around(first: date, last: date) -> Period:
    """The calendar quarter that holds both days, else their year, else just those days."""
    starts_on = date(first.year, 3 * ((first.month - 1) // 3) + 1, 1)
    if last <= last_day(starts_on, 3):
        return Period(f"Q{(first.month + 2) // 3} {first.year}", starts_on, last_day(starts_on, 3))
    if last.year == first.year:
        return Period(str(first.year), date(first.year, 1, 1), date(first.year, 12, 31))
    return Period(f"{first.isoformat()} – {last.isoformat()}", first, last)
