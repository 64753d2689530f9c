"""From a language of the interface and a region of the workspace to CLDR's way of writing numbers."""

from dataclasses import dataclass
from functools import lru_cache

from babel import Locale, UnknownLocaleError
from babel.numbers import NumberPattern

# Latin digits everywhere, Arabic included: a board mixes numbers of many sources, and they are CLDR's default for "ar".
DIGITS = "latn"


@lru_cache(maxsize=256)
def locale_of(language: str, region: str = "") -> Locale:
    """Babel's locale of a Django language code ("zh-hans"), in a region ("SG") where CLDR knows the pair.

    Raises babel.UnknownLocaleError or ValueError for a code that is no language.
    """
    locale = Locale.parse(language, sep="-")
    if not region:
        return locale
    try:
        return Locale(locale.language, territory=region.upper(), script=locale.script)
    except UnknownLocaleError:
        return locale


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands before and after a number: one pair when it is positive, one when it is negative."""

    prefixes: tuple[str, str]
    suffixes: tuple[str, str]

    def around(self, digits: str, *, is_negative: bool) -> str:
        """The unsigned digits with their sign, symbol and spaces."""
        return f"{self.prefixes[is_negative]}{digits}{self.suffixes[is_negative]}"


@dataclass(frozen=True, slots=True, eq=False)
class Symbols:
    """How one locale writes numbers."""

    locale: Locale
    decimal: str
    group: str
    minus: str
    percent: Frame
    table: dict[int, str]
    is_grouped_by_two: bool


@lru_cache(maxsize=256)
def symbols_of(language: str, region: str = "") -> Symbols:
    """The number symbols of a language and region; raises like locale_of."""
    locale = locale_of(language, region)
    signs = locale.number_symbols[DIGITS]
    minus = signs["minusSign"]
    return Symbols(
        locale=locale,
        decimal=signs["decimal"],
        group=signs["group"],
        minus=minus,
        percent=framed(locale.percent_formats[None], minus, {"%": signs["percentSign"]}),
        table=str.maketrans({",": signs["group"], ".": signs["decimal"], "-": minus}),
        is_grouped_by_two=locale.decimal_formats[None].grouping == (3, 2),
    )


def framed(pattern: NumberPattern, minus: str, symbols: dict[str, str]) -> Frame:
    """The frame of a CLDR pattern with its placeholders ("%", "¤") replaced by symbols."""
    table = str.maketrans({"-": minus} | symbols)
    prefixes = (pattern.prefix[0].translate(table), pattern.prefix[1].translate(table))
    suffixes = (pattern.suffix[0].translate(table), pattern.suffix[1].translate(table))
    return Frame(prefixes, suffixes)
