"""The stamp that begins a message of WhatsApp: a day and a time, as the phone that made the export writes them. Pure."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import pairwise

from denyut.lib.dates import BUDDHIST_OFFSET, BUDDHIST_YEARS, Order
from denyut.lib.digits import INVISIBLE, to_ascii_digits

FIRST_YEAR = 2009
LONGEST = 80
A_DAY = timedelta(days=1)
SPACES = {"\u00a0": " ", "\u202f": " ", "\u2009": " ", "\u3000": " ", "،": ",", "，": ",", "：": ":", "．": "."}
BEFORE_NOON = (
    *("am", "a.m.", "a. m.", "a.m", "a m"),
    *("pg", "sa", "ก่อนเที่ยง", "ص", "صباحا", "صباحًا"),
    *("上午", "凌晨", "清晨", "早上"),
)
AFTER_NOON = (
    *("pm", "p.m.", "p. m.", "p.m", "p m"),
    *("ptg", "ch", "หลังเที่ยง", "م", "مساء", "مساءً"),
    *("下午", "中午", "晚上"),
)
WITHOUT_MEANING = ("น.",)

_halves = "|".join(sorted(map(re.escape, (*BEFORE_NOON, *AFTER_NOON, *WITHOUT_MEANING)), key=len, reverse=True))
_clock = (
    rf"(?:(?P<before>{_halves})\s*)?(?P<hour>\d{{1,2}})[:.](?P<minute>\d{{2}})(?:[:.](?P<second>\d{{2}}))?"
    rf"(?:\s*(?P<after>{_halves}))?"
)
_day = (
    r"(?P<a>\d{1,4})\s?[-./年]\s?(?P<b>\d{1,2})\s?[-./月]\s?(?P<c>\d{1,4})\s?日?"
    r"(?:\s?(?:be|b\.e\.|ce|ad|พ\.ศ\.|ค\.ศ\.))?"
)
_between = r"(?:\s*,\s*|\s+at\s+|\s+)"
_stamps = (f"{_day}{_between}{_clock}", f"{_clock}{_between}{_day}")
FORMS = tuple(
    re.compile(form, re.IGNORECASE) for stamp in _stamps for form in (rf"\[\s?{stamp}\s?\]\s?", rf"{stamp}\s?[-–—]\s")
)


@dataclass(frozen=True, slots=True)
class Stamp:
    """What stands before a message: three numbers of a day in the order in which they are written, a time (None for an impossible one).

    `written` is the stamp itself, `end` where it ends in the line. `is_halved` says that hours go to twelve.
    """

    numbers: tuple[int, int, int]
    clock: time | None
    written: str
    end: int
    is_halved: bool = False


def stamp_of(line: str) -> Stamp | None:
    """The stamp that a line begins with, None for a line that goes on with the message before."""
    start = line[:LONGEST]
    first = start.lstrip("\u200e\u200f\u202a\u202b\ufeff \u200b")[:1]
    if not (first == "[" or first.isdecimal() or first in "上下早晚中凌清"):
        return None
    places = [place for place, letter in enumerate(start) if ord(letter) not in INVISIBLE]
    plain = to_ascii_digits("".join(SPACES.get(start[place], start[place]) for place in places))
    # A line that is nothing but its stamp, a notice without words, ends where the dash would have its space.
    found = next((match for form in FORMS if (match := form.match(f"{plain} "))), None)
    if found is None:
        return None
    end = places[found.end()] if found.end() < len(places) else len(start)
    half = (found["before"] or found["after"] or "").lower()
    numbers = (int(found["a"]), int(found["b"]), int(found["c"]))
    written = plain[: found.end()].strip(" -–—[]")
    return Stamp(numbers, _time(found, half), written, end, half in BEFORE_NOON or half in AFTER_NOON)


def day_of(numbers: tuple[int, int, int], order: Order, today: date) -> date | None:
    """The day that three numbers mean in an order; None for one that is not, that is to come, or from before the program was."""
    a, b, c = numbers
    if a >= 1000 or (order == "ymd" and c < 100):
        year, month, day = a, b, c
    else:
        day, month, year = (b, a, c) if order == "mdy" else (a, b, c)
    full = _full_year(year, today)
    if full is None:
        return None
    try:
        found = date(full, month, day)
    except ValueError:
        return None
    return found if found <= today + A_DAY else None


def moment_of(stamp: Stamp, order: Order, today: date) -> datetime | None:
    """The moment of a stamp by the clock on the wall, without a zone; None for one that cannot be."""
    day = day_of(stamp.numbers, order, today)
    return datetime.combine(day, stamp.clock) if day is not None and stamp.clock is not None else None


def guessed_order(stamps: Sequence[Stamp], today: date) -> tuple[Order, bool]:
    """The order of day, month and year that fits the days best, and whether no other fits as well.

    Fewest impossible days first; then fewest steps back in time, since an export tells its messages in order.
    """
    numbers = list(dict.fromkeys(stamp.numbers for stamp in stamps))
    if numbers and all(one[0] >= 1000 for one in numbers):
        return "ymd", True
    usual: Order = "mdy" if any(stamp.is_halved and "/" in stamp.written for stamp in stamps) else "dmy"
    orders: list[Order] = [usual, "mdy" if usual == "dmy" else "dmy"]
    if all(one[2] < 100 for one in numbers):
        orders.append("ymd")
    misfits = {order: _misfits([day_of(one, order, today) for one in numbers]) for order in orders}
    best = min(orders, key=lambda order: misfits[order])
    others = [misfits[order] for order in orders if order != best]
    return best, all(misfit > misfits[best] for misfit in others)


def _misfits(days: Iterable[date | None]) -> tuple[int, int]:
    known = list(days)
    told = [day for day in known if day is not None]
    return len(known) - len(told), sum(later < earlier for earlier, later in pairwise(told))


def _full_year(year: int, today: date) -> int | None:
    """The year as the whole world counts it: of two digits this century's, of a Buddhist one 543 less."""
    if year in BUDDHIST_YEARS:
        year -= BUDDHIST_OFFSET
    elif year < 100:
        buddhist = year + 2500 - BUDDHIST_OFFSET
        year = year + 2000 if year + 2000 <= today.year + 1 else buddhist
    return year if FIRST_YEAR <= year <= today.year + 1 else None


def _time(found: re.Match[str], half: str) -> time | None:
    hour = int(found["hour"])
    if half in AFTER_NOON and hour < 12:
        hour += 12
    elif half in BEFORE_NOON and hour == 12:
        hour = 0
    try:
        return time(hour, int(found["minute"]), int(found["second"] or 0))
    except ValueError:
        return None
