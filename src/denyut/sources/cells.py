"""Single cells: what day and what number they say, exactly, however a program wrote them. Pure."""

import re
from datetime import date, datetime, tzinfo
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from denyut.lib.dates import NotADate, Order, parse_moment
from denyut.lib.numbers import NotANumber, parse_number

type Cell = str | int | float | bool | Decimal | date | datetime | None

PLAIN = re.compile(r"-?\d{1,15}(?:\.\d+)?")
YEAR_FIRST = re.compile(r"\D*\d{4}(?!\d)|\d{8}(?!\d)")
SEPARATOR = re.compile(r"\d{1,4}([-/.])\d{1,2}\1")
COMMA, POINT = "id", "en"


class Said(NamedTuple):
    """The moment that a cell says, and its day by the clock of the company."""

    moment: datetime
    day: date


class Unreadable(ValueError):
    """A cell that says no day, or no number: `code` is not_a_date, not_a_number or empty."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def said_by(cell: Cell, order: Order, zone: tzinfo) -> Said:
    """The moment and the day of a cell. A day alone begins at midnight; a moment without a zone is by the company's clock.

    Raises Unreadable.
    """
    if isinstance(cell, str):
        return _said_by_text(cell.strip(), order, zone)
    if isinstance(cell, date):
        return _placed(cell, zone)
    raise Unreadable("empty" if cell is None else "not_a_date")


def number_in(cell: Cell, language: str) -> Decimal:
    """The number in a cell. `language` says how a text is written: en for 1,234.5 and id for 1.234,5. Raises Unreadable."""
    if isinstance(cell, str):
        return _number_in_text(cell.strip(), language)
    if isinstance(cell, bool) or not isinstance(cell, int | float | Decimal):
        raise Unreadable("empty" if cell is None else "not_a_number")
    found = Decimal(repr(cell)) if isinstance(cell, float) else Decimal(cell)
    if not found.is_finite() or found.adjusted() >= 15:
        raise Unreadable("not_a_number")
    return found


def family_of(text: str) -> str:
    """In what kind of form a date is written: "iso" with the year in front, else its separator; "words" for all others."""
    if YEAR_FIRST.match(text):
        return "iso"
    found = SEPARATOR.match(text)
    return found[1] if found else "words"


def text_of(cell: Cell) -> str:
    """A cell as a filter compares it and a preview shows it."""
    if cell is None:
        return ""
    if isinstance(cell, date):
        return cell.isoformat()
    return cell.strip() if isinstance(cell, str) else str(cell)


@lru_cache(maxsize=65_536)
def _said_by_text(text: str, order: Order, zone: tzinfo) -> Said:
    if not text:
        raise Unreadable("empty")
    try:
        # The form that programs write is read by the interpreter itself, thirty times as fast.
        return _placed(datetime.fromisoformat(text) if text[4:5] == "-" else parse_moment(text, order), zone)
    except NotADate as error:
        raise Unreadable("not_a_date") from error
    except ValueError:
        return _placed(_slowly(text, order), zone)


def _slowly(text: str, order: Order) -> datetime | date:
    try:
        return parse_moment(text, order)
    except NotADate as error:
        raise Unreadable("not_a_date") from error


def _placed(found: datetime | date, zone: tzinfo) -> Said:
    if not isinstance(found, datetime):
        found = datetime(found.year, found.month, found.day)
    # Dates before 1800 are placeholders of programs, and no zone knows them.
    if not 1800 <= found.year < 2400:
        raise Unreadable("not_a_date")
    local = found.replace(tzinfo=zone) if found.tzinfo is None else found.astimezone(zone)
    return Said(local, local.date())


def _number_in_text(text: str, language: str) -> Decimal:
    if language == POINT and PLAIN.fullmatch(text):
        return Decimal(text)
    if not text:
        raise Unreadable("empty")
    try:
        return parse_number(text, language)
    except NotANumber as error:
        raise Unreadable("not_a_number") from error
