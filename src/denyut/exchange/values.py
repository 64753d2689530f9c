"""One cell as a number with its unit, a date, an ID or a share, whoever wrote it: a person or a program."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache, partial

from denyut.exchange.months import as_numbers
from denyut.exchange.words import CONFIDENCES, is_blank, plain
from denyut.lib.dates import NotADate, Order, parse_moment
from denyut.lib.numbers import MAX_DECIMALS, NotANumber, parse_number
from denyut.lib.units import is_money

# Two languages that agree with all others except about the mark before the fraction.
LANGUAGE_OF_MARK = {".": "en", ",": "id"}
SCALES = {
    plain(word): Decimal(10) ** power
    for power, words in {
        3: "k | rb | ribu | nghìn | ngàn | พัน | ألف",
        4: "万 | 萬 | หมื่น",
        5: "แสน",
        6: "mn | mio | million | jt | juta | triệu | tr | ล้าน | مليون",
        8: "亿 | 億",
        9: "bn | billion | miliar | bilion | tỷ | مليار",
    }.items()
    for word in words.split("|")
}
SIGNS = "$€£¥฿₫₹₩﷼"
# Signs that more than one currency uses stand for the one of most trade; ¥ stays as it is.
CODES = {
    "$": "USD",
    "US$": "USD",
    "S$": "SGD",
    "A$": "AUD",
    "HK$": "HKD",
    "€": "EUR",
    "£": "GBP",
    "฿": "THB",
    "₫": "VND",
}
CODES |= {"₹": "INR", "₩": "KRW", "Rp": "IDR", "Rp.": "IDR", "RM": "MYR", "đ": "VND"}
MACHINE = re.compile(r"[+-]?\d+(\.\d+)?([eE][+-]?\d+)?")
MEASURE = re.compile(
    r"(?P<before>[^\d+\-−.,]*?)\s*(?P<digits>[+\-−]?\s?\d[\d.,٫٬'’  ]*\d|[+\-−]?\s?\d)\s*(?P<after>[^\d+\-−]*)"
)
FINEST = Decimal(1).scaleb(-MAX_DECIMALS)


class NotReadable(ValueError):
    """A cell that does not hold what its column promises."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number and the unit that was written beside it (empty when none was)."""

    value: Decimal
    unit: str = ""


def read_quantity(cell: object, decimal: str) -> Quantity:
    """`"$3.5M"` → 3500000 with unit `$`; `"45%"` → 45 with unit `%`; a number stays itself, at most 6 decimals.

    Raises NotReadable for anything else.
    """
    if isinstance(cell, bool) or not isinstance(cell, int | float | Decimal | str):
        raise NotReadable(cell)
    return Quantity(finest(Decimal(str(cell)))) if not isinstance(cell, str) else quantity_in(cell, decimal)


@lru_cache(maxsize=20_000)
def quantity_in(cell: str, decimal: str) -> Quantity:
    """The number in a text. Raises NotReadable."""
    text = unicodedata.normalize("NFKC", cell).strip()
    if MACHINE.fullmatch(text) and (decimal == "." or "." not in text):
        return Quantity(finest(Decimal(text)))
    return measured(text, decimal)


def finest(number: Decimal) -> Decimal:
    """The number with at most 6 decimals and no idle zeros. Raises NotReadable when it is not finite or too long."""
    if not number.is_finite() or number.adjusted() > 18:
        raise NotReadable(number)
    short = number.quantize(FINEST, rounding=ROUND_HALF_UP).normalize()
    return short.quantize(Decimal(1)) if int(short.as_tuple().exponent) > 0 else short


def measured(text: str, decimal: str) -> Quantity:
    """A number between a currency sign, a scale word and a unit."""
    parts = MEASURE.fullmatch(text)
    if parts is None:
        raise NotReadable(text)
    before, after = parts["before"].strip(), parts["after"].strip()
    factor, unit = scaled(after)
    if before and not (is_currency(before) and unit in {"", before}):
        raise NotReadable(text)
    try:
        number = parse_number(parts["digits"].replace(" ", " "), LANGUAGE_OF_MARK[decimal])
    except NotANumber as error:
        raise NotReadable(text) from error
    unit = CODES.get(unit or before, unit or before)
    if len(unit.split()) > 2 or len(unit) > 16:
        raise NotReadable(text)
    return Quantity(finest(number * factor), unit)


def is_currency(word: str) -> bool:
    """Whether a word is a currency: a sign, a custom of the trade (`Rp`, `US$`) or an ISO code."""
    return word in CODES or word[-1:] in SIGNS or is_money(word)


def scaled(after: str) -> tuple[Decimal, str]:
    """The words behind a number as (factor, unit): `"jt orang"` → (1000000, "orang")."""
    after = "%" if after in {"%", "٪"} else after
    word, _space, rest = after.partition(" ")
    # A small m is a metre and a small b a byte; only the capitals count millions and billions.
    factor = {"M": Decimal(10) ** 6, "B": Decimal(10) ** 9}.get(word) or SCALES.get(plain(word))
    return (factor, rest.strip()) if factor is not None else (Decimal(1), after)


def read_moment(cell: object, order: Order) -> datetime | date:
    """A date, or a date with its time; raises NotReadable when the cell holds neither."""
    if isinstance(cell, datetime | date):
        return cell
    if not isinstance(cell, str):
        raise NotReadable(cell)
    return moment_in(cell, order)


@lru_cache(maxsize=20_000)
def moment_in(cell: str, order: Order) -> datetime | date:
    """The date in a text. Raises NotReadable."""
    numbers = as_numbers(cell)
    try:
        return parse_moment(cell, order=order) if numbers is None else parse_moment(numbers, order="dmy")
    except NotADate as error:
        raise NotReadable(cell) from error


def read_key(cell: object) -> str:
    """An ID as text; a number that a program wrote as `32.0` is `32`."""
    text = unicodedata.normalize("NFKC", str(cell)).strip()
    return text.removesuffix(".0") if re.fullmatch(r"\d+\.0", text) else text


def read_percent(cell: object, decimal: str, scale: int) -> Decimal:
    """A share in percent, 0 to 100 and beyond; `scale` is what the column writes for "all of it" (1 or 100)."""
    quantity = read_quantity(cell, decimal)
    factor = 1 if quantity.unit == "%" else Decimal(100) / scale
    return finest(quantity.value * factor)


def read_confidence(cell: object, decimal: str, scale: int) -> Decimal:
    """Confidence as a share 0 to 1, from a word or a number on a scale up to 1, 5, 10 or 100.

    Five steps stand for 10, 30, 50, 70 and 90 %. Raises NotReadable beyond the scale.
    """
    if isinstance(cell, str) and plain(cell) in CONFIDENCES:
        return CONFIDENCES[plain(cell)]
    written, slash, whole = str(cell).partition("/")
    quantity = read_quantity(written, decimal)
    if slash and whole.strip() in {"5", "10", "100"}:
        scale = int(whole)
    if quantity.unit == "%":
        share = quantity.value / 100
    elif scale == 5:
        share = (2 * quantity.value - 1) / 10
    else:
        share = quantity.value / scale
    if not 0 <= share <= 1:
        raise NotReadable(cell)
    return finest(share)


def is_number(cell: object) -> bool:
    """Whether a cell reads as a number with either decimal mark."""
    return any(is_readable(partial(read_quantity, cell, mark)) for mark in LANGUAGE_OF_MARK)


def is_bare_number(cell: object) -> bool:
    """Whether a cell is nothing but a number, with a percent sign or a currency at most."""
    for mark in LANGUAGE_OF_MARK:
        try:
            unit = read_quantity(cell, mark).unit
        except NotReadable:
            continue
        return unit in {"", "%"} or is_currency(unit)
    return False


def is_moment(cell: object) -> bool:
    """Whether a cell reads as a date in any order of day, month and year."""
    orders: tuple[Order, ...] = ("dmy", "mdy", "ymd")
    return any(is_readable(partial(read_moment, cell, order)) for order in orders)


def is_readable(read: Callable[[], object]) -> bool:
    """Whether reading raises nothing."""
    try:
        read()
    except NotReadable:
        return False
    return True


def filled(cells: Iterable[object]) -> list[object]:
    """The cells that hold something."""
    return [cell for cell in cells if not is_blank(cell)]
