"""Numbers as people write them in seven languages, and as they like to read them."""

import re
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache

from babel import Locale

from denyut.lib.digits import to_ascii_digits, without_invisible_marks
from denyut.lib.locales import Symbols, framed, locale_of, symbols_of

__all__ = [
    "MAX_DECIMALS",
    "MAX_DIGITS",
    "NotANumber",
    "example_number",
    "format_number",
    "format_percent",
    "format_percent_points",
    "locale_of",
    "parse_number",
    "rounded",
]

MAX_DIGITS = 24
MAX_DECIMALS = 6

# Half up, as browsers round: a number must not change when the page formats it again. Wide enough for any float.
ROUNDING = Context(prec=400, rounding=ROUND_HALF_UP)
STEPS = [Decimal(1).scaleb(-decimals) for decimals in range(MAX_DECIMALS + 1)]

LOOK_ALIKES = str.maketrans(
    {
        **dict.fromkeys("−－﹣‐‑", "-"),
        **dict.fromkeys("＋﹢", "+"),
        **dict.fromkeys("٪％﹪", "%"),
        **dict.fromkeys("，،﹐", ","),
        **dict.fromkeys("．﹒", "."),
        **dict.fromkeys("’＇ʼ", "'"),
    }
)
SHAPE = re.compile(r"([+-]?) ?([0-9.,٫٬' ]*[0-9]) ?%?")


class NotANumber(ValueError):
    """A text that is no number: `text` is what was written, `reason` is empty, unreadable, too_long or too_precise."""

    def __init__(self, text: str, reason: str) -> None:
        super().__init__(f"{text[:80]!r} is not a number ({reason})")
        self.text = text
        self.reason = reason


def parse_number(text: str, language: str) -> Decimal:
    """The number a person wrote, exact; "45%" is 45.

    One dot or comma before exactly three digits is read by the language's habit ("1.500" is 1500 in id and 1.5 in en);
    everything else means the same in every language. Raises NotANumber, also for more than 24 digits or 6 decimals.
    """
    plain = " ".join(without_invisible_marks(text).translate(LOOK_ALIKES).split())
    if not plain:
        raise NotANumber(text, "empty")
    shape = SHAPE.fullmatch(to_ascii_digits(plain))
    if shape is None:
        raise NotANumber(text, "unreadable")
    sign, body = shape.groups()
    mark = _decimal_mark(body, symbols_of(language).group)
    whole, _, fraction = body.rpartition(mark) if mark else (body, "", "")
    return Decimal(f"{sign}{_whole_digits(whole, text)}.{_fraction_digits(fraction, whole, text)}")


def _decimal_mark(body: str, group: str) -> str:
    """The separator that starts the fraction, or "" when every separator groups thousands."""
    if "٫" in body:
        return "٫"
    marks = [char for char in body if not char.isdecimal()]
    last = marks[-1] if marks else ""
    if last not in {".", ","} or marks.count(last) > 1:
        return ""
    is_grouping = len(marks) == 1 and last == group and re.fullmatch(r"[1-9]\d{0,2}.\d{3}", body)
    return "" if is_grouping else last


def _whole_digits(whole: str, text: str) -> str:
    groups = re.split(r"[.,٬' ]", whole)
    separators = {char for char in whole if not char.isdecimal()}
    is_well_grouped = 1 <= len(groups[0]) <= 3 and all(len(group) == 3 for group in groups[1:])
    if "٫" in separators or len(separators) > 1 or (len(groups) > 1 and not is_well_grouped):
        raise NotANumber(text, "unreadable")
    return "".join(groups) or "0"


def _fraction_digits(fraction: str, whole: str, text: str) -> str:
    if fraction and not fraction.isdecimal():
        raise NotANumber(text, "unreadable")
    if len(fraction) > MAX_DECIMALS:
        raise NotANumber(text, "too_precise")
    if sum(map(str.isdigit, whole)) + len(fraction) > MAX_DIGITS:
        raise NotANumber(text, "too_long")
    return fraction


def example_number(language: str) -> str:
    """A number with a fraction as the language writes it, for the sentence that says what was expected: "47,5"."""
    return format_number(Decimal("47.5"), language)


def format_number(
    value: Decimal | float, language: str, *, decimals: int | None = None, compact: bool = False, region: str = ""
) -> str:
    """A finite number by CLDR, in Latin digits.

    With `decimals` (0-6) exactly that many; without it as many as the number has, at most six, idle zeros dropped.
    `compact` shortens from a thousand (zh: ten thousand) on: "12,5 rb", "1.3万", with `decimals` (one) at most.
    """
    number = value if isinstance(value, Decimal) else Decimal(str(value))
    symbols = symbols_of(language, region)
    if compact:
        return _compact(number, symbols, 1 if decimals is None else decimals)
    return _plain(number, symbols, decimals)


def format_percent(ratio: Decimal | float, language: str, decimals: int = 0, *, region: str = "") -> str:
    """A share of one as a percentage: 0.475 is "48%"."""
    number = ratio if isinstance(ratio, Decimal) else Decimal(str(ratio))
    return format_percent_points(number.scaleb(2, ROUNDING), language, decimals=decimals, region=region)


def format_percent_points(value: Decimal, language: str, *, decimals: int | None = None, region: str = "") -> str:
    """A number that already counts hundredths, with the percent sign where the language puts it: 47.5 is "47,5%"."""
    symbols = symbols_of(language, region)
    number = rounded(value, decimals)
    return symbols.percent.around(_plain(abs(number), symbols, decimals), is_negative=number < 0)


def rounded(number: Decimal, decimals: int | None) -> Decimal:
    """The number with that many decimals, half up; without `decimals` it loses only what is beyond six."""
    if decimals is not None:
        return number.quantize(STEPS[decimals], context=ROUNDING)
    if number.as_tuple().exponent >= -MAX_DECIMALS:  # type: ignore[operator]  # finite, so never "n" or "F"
        return number
    return number.quantize(STEPS[-1], context=ROUNDING)


def _plain(number: Decimal, symbols: Symbols, decimals: int | None) -> str:
    exact = rounded(number, decimals)
    # abs, because a fall too small to show must not leave "-0" behind.
    text = f"{exact if exact else abs(exact):,f}"
    if decimals is None and "." in text:
        text = text.rstrip("0").rstrip(".")
    if symbols.is_grouped_by_two:
        text = _grouped_by_two(text)
    return text.translate(symbols.table)


def _grouped_by_two(text: str) -> str:
    """1,234,567.5 as India groups it: 12,34,567.5."""
    whole, dot, fraction = text.replace(",", "").partition(".")
    return re.sub(r"(?<=\d)(?=(\d\d)*\d{3}$)", ",", whole) + dot + fraction


@lru_cache(maxsize=4096)
def _compact(number: Decimal, symbols: Symbols, decimals: int) -> str:
    magnitude = _magnitude(number, symbols.locale)
    pattern = symbols.locale.compact_decimal_formats["short"]["other"][str(magnitude)] if magnitude else None
    if pattern is None or pattern.pattern == "0":
        return _plain(rounded(number, decimals), symbols, None)
    divisor = magnitude // 10 ** (pattern.pattern.count("0") - 1)
    short = rounded(number / divisor, decimals)
    if _magnitude(short * divisor, symbols.locale) > magnitude:
        return _compact(short * divisor, symbols, decimals)
    forms = symbols.locale.compact_decimal_formats["short"]
    form = forms.get(symbols.locale.plural_form(abs(short)), forms["other"]).get(str(magnitude), pattern)
    return framed(form, symbols.minus, {}).around(_plain(abs(short), symbols, None), is_negative=short < 0)


def _magnitude(number: Decimal, locale: Locale) -> int:
    """The largest power of ten that CLDR has a short form for and the number reaches; 0 when there is none."""
    sizes = (int(size) for size in locale.compact_decimal_formats["short"]["other"])
    return max((size for size in sizes if size <= abs(number)), default=0)
