"""A value with its unit: minutes, people, per cent, money."""

from decimal import Decimal
from functools import lru_cache

from babel.numbers import get_currency_precision, get_currency_symbol, is_currency

from denyut.lib.locales import Frame, framed, symbols_of
from denyut.lib.numbers import format_number, format_percent_points

NO_BREAK_SPACE = "\u00a0"

# CLDR still counts hundredths that nobody has paid with for decades.
CURRENCIES_WITHOUT_FRACTION = {"IDR"}


def format_value(value: Decimal, unit: str, language: str, *, decimals: int | None = None, region: str = "") -> str:
    """The value as a person reads it: "47,5%", "Rp1.235", "18 min" with a space that never breaks.

    `unit` is free text or an ISO 4217 code in capitals. Without `decimals` money has those of its currency, and every
    other value those it has.
    """
    unit = unit.strip()
    if unit == "%":
        return format_percent_points(value, language, decimals=decimals, region=region)
    if is_money(unit):
        return _format_money(value, unit, language, decimals, region)
    number = format_number(value, language, decimals=decimals, region=region)
    return f"{number}{NO_BREAK_SPACE}{unit}" if unit else number


@lru_cache(maxsize=1024)
def is_money(unit: str) -> bool:
    """Whether the unit is the ISO code of a currency."""
    return len(unit) == 3 and unit.isascii() and unit.isupper() and is_currency(unit)


def currency_decimals(code: str) -> int:
    """How many decimals amounts of the currency are shown with: IDR and VND 0, USD 2, KWD 3."""
    return 0 if code in CURRENCIES_WITHOUT_FRACTION else get_currency_precision(code)


def _format_money(value: Decimal, code: str, language: str, decimals: int | None, region: str) -> str:
    places = currency_decimals(code) if decimals is None else decimals
    digits = format_number(abs(value), language, decimals=places, region=region)
    is_negative = value < 0 and any(char in "123456789" for char in digits)
    return _money_frame(code, language, region).around(digits, is_negative=is_negative)


@lru_cache(maxsize=512)
def _money_frame(code: str, language: str, region: str) -> Frame:
    symbols = symbols_of(language, region)
    symbol = get_currency_symbol(code, symbols.locale)
    pattern = symbols.locale.currency_formats["standard"]
    # A bare code would run into the digits; "Rp" and "RM" are written close by custom.
    is_code_in_front = symbol == code and pattern.prefix[0].endswith("¤")
    return framed(pattern, symbols.minus, {"¤": symbol + NO_BREAK_SPACE * is_code_in_front})
