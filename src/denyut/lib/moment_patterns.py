"""The patterns by which moments are found in a text, made once for each language from its words and CLDR's names of days and months."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from denyut.lib.dates import DAY as WRITTEN_DAY
from denyut.lib.locales import locale_of
from denyut.lib.moment_words import DOTTED, HAN_DIGITS, OTHER_WEEKDAYS, WORDS, MomentWords, plain

DATE = re.compile(rf"(?<![\d./-])(?:{WRITTEN_DAY}|\d{{4}}年\d{{1,2}}月\d{{1,2}}[日号]?)(?![\d/-])")
DAY_MONTH = re.compile(r"(?<![\d./-])(?P<day>\d{1,2})/(?P<month>\d{1,2})(?![\d./-])")
HAN_MONTH_DAY = re.compile(r"(?<!\d)(?P<month>\d{1,2})月(?P<day>\d{1,2})[日号]?")
HAN_NUMBER = f"[{HAN_DIGITS}十]{{1,3}}"
# "thứ 6" is Friday, not six of something.
NUMBER = rf"(?<!thứ )(?<![\d.,:/-])(?P<number>\d{{1,3}}(?:[.,]\d)?|{HAN_NUMBER})"
NOTHING = "(?!)"
# Letters of an alphabet with spaces; Thai and Han words stand against each other.
SPACED = r"[^\W\d_\u0e00-\u0e7f\u4e00-\u9fff]"


@dataclass(frozen=True, slots=True)
class Reader:
    """One language's patterns, and what the names in them stand for. Weekdays count from 0, Monday; months from 1."""

    lengths: tuple[re.Pattern[str], ...]
    bare_length: re.Pattern[str]
    counted: tuple[re.Pattern[str], ...]
    next_week: re.Pattern[str]
    day: re.Pattern[str]
    weekday: re.Pattern[str]
    brief: re.Pattern[str]
    month_days: tuple[re.Pattern[str], ...]
    clock: re.Pattern[str]
    half: re.Pattern[str]
    fillers: re.Pattern[str]
    words: MomentWords
    weekdays: dict[str, int]
    brief_weekdays: dict[str, int]
    months: dict[str, int]
    is_dotted: bool


@lru_cache(maxsize=8)
def reader_of(language: str) -> Reader:
    """How to read a language of the interface; another one is read as English."""
    language = language if language in WORDS else "en"
    words = _joined(WORDS["en"], WORDS[language])
    weekdays, brief_weekdays = _weekdays(language, words)
    months = _months("en") | _months(language)
    units = [name for names in words.units for name in names]
    # Where one word says both "three hours" and "three o'clock", a length needs a word before or after it.
    bare = [name for name in units if name not in words.clock_after]
    ahead, lagging = one_of(words.ahead), one_of(words.lagging)
    return Reader(
        lengths=(
            re.compile(rf"{ahead}\s*{NUMBER}\s*(?P<unit>{one_of(units)})(?:\s*{lagging})?"),
            re.compile(rf"{NUMBER}\s*(?P<unit>{one_of(units)})\s*{lagging}"),
        ),
        bare_length=re.compile(rf"{NUMBER}\s*(?P<unit>{one_of(bare)})"),
        counted=(
            re.compile(rf"{ahead}\s*(?P<length>{one_of(words.counted)})"),
            re.compile(rf"(?P<length>{one_of(words.counted)})\s*{lagging}"),
        ),
        # In Chinese the weekday follows at once: that is one day, not the week.
        next_week=re.compile(rf"{one_of(words.next_week)}(?![一二三四五六日天])"),
        day=re.compile(one_of(words.days)),
        weekday=_weekday(words, weekdays),
        brief=re.compile(one_of([*words.brief, *brief_weekdays])),
        month_days=_month_days(months),
        clock=_clock(words),
        half=re.compile(one_of(halves(words))),
        fillers=re.compile(one_of(words.fillers)),
        words=words,
        weekdays=weekdays,
        brief_weekdays=brief_weekdays,
        months=months,
        is_dotted=language in DOTTED,
    )


def halves(words: MomentWords) -> list[str]:
    """All words that say which half of the day an hour belongs to."""
    return [*words.morning, *words.noon, *words.evening]


def one_of(names: Iterable[str]) -> str:
    """A pattern of any of these words, the longest first; they stand alone where their script writes spaces."""
    found = sorted(set(names), key=lambda name: (-len(name), name))
    return f"(?:{'|'.join(_word(name) for name in found)})" if found else NOTHING


def _word(name: str) -> str:
    inside = re.escape(name).replace(r"\ ", r"\s+")
    before = rf"(?<!{SPACED})" if re.match(SPACED, name) else ""
    return before + inside + (rf"(?!{SPACED})" if re.match(SPACED, name[-1]) else "")


def _weekday(words: MomentWords, weekdays: dict[str, int]) -> re.Pattern[str]:
    before, after = one_of(words.next_before), one_of(words.next_after)
    return re.compile(rf"(?:(?P<before>{before})\s*)?(?P<name>{one_of(weekdays)})(?:\s*(?P<after>{after}))?")


def _month_days(months: dict[str, int]) -> tuple[re.Pattern[str], ...]:
    month = f"(?P<month>{one_of(months)})"
    day_first = re.compile(rf"(?<![\d.,:/-])(?P<day>\d{{1,2}})\.?\s*{month}")
    return HAN_MONTH_DAY, day_first, re.compile(rf"{month}\s*(?P<day>\d{{1,2}})(?![\d.,:/-])")


def _clock(words: MomentWords) -> re.Pattern[str]:
    half, at, mark = one_of(halves(words)), one_of(words.clock_before), one_of(words.clock_after)
    minutes = r"(?P<sep>[:.])(?P<minute>[0-5]\d)"
    marked = rf"\s*(?P<mark>{mark})(?:\s*(?P<minute2>[0-5]?\d)(?!\d)(?:\s*(?:分|phút))?|\s*(?P<middle>半|rưỡi|ครึ่ง))?"
    return re.compile(
        rf"(?P<lead>(?:(?:{at}|{half})\s*)*)(?<![\d.,:/-])(?<!{SPACED})(?P<hour>\d{{1,2}}|{HAN_NUMBER})(?!\d)"
        rf"(?:{minutes}(?:\s*(?P<mark2>{mark}))?|{marked})?(?![:/]?\d)(?:\s*(?P<half>{half}))?"
    )


def _joined(first: MomentWords, second: MomentWords) -> MomentWords:
    """The words of two languages; where both know one, the second says what it means."""

    def both(name: str) -> object:
        one, other = getattr(first, name), getattr(second, name)
        if isinstance(one, dict):
            return one | other
        if name == "units":
            return tuple(a + b for a, b in zip(one, other, strict=True))
        return one + other

    return MomentWords(*(both(name) for name in MomentWords._fields))  # type: ignore[arg-type]


def _weekdays(language: str, words: MomentWords) -> tuple[dict[str, int], dict[str, int]]:
    """The names of weekdays to look for anywhere, and those that count only where nothing else was written."""
    names: dict[str, int] = {}
    brief = {"sat": 5, "sun": 6}
    for one in ("en", language):
        days = locale_of(one).days["format"]
        wide = {plain(name): number for number, name in days["wide"].items()}
        abbreviated = {plain(name): number for number, name in days["abbreviated"].items()}
        short = {plain(name): number for number, name in days["short"].items()} if one in ("ar", "vi") else {}
        names |= wide | {name.removeprefix("วัน"): number for name, number in wide.items()} | OTHER_WEEKDAYS.get(one, {})
        names |= abbreviated if one != "th" else {}
        names |= short if one == "ar" else {}
        brief |= short if one == "vi" else abbreviated if one == "th" else {}
    taken = {*brief, *(name for unit in words.units for name in unit if len(name) < 4)}
    return {name: number for name, number in names.items() if name not in taken}, brief


def _months(language: str) -> dict[str, int]:
    months = locale_of(language).months["format"]
    return {plain(name): number for style in ("wide", "abbreviated") for number, name in months[style].items()}
