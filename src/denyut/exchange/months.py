"""Days written with the name of their month: `5 Oct 2026`, `Oct 5, 2026`, `5-Okt-26`, `5 ตุลาคม 2569`."""

import re
from collections.abc import Iterator
from functools import cache

from babel import Locale

from denyut.exchange.words import plain

# Those that Denyut speaks, and those that the sheets of its neighbours are written in.
LANGUAGES = ("en", "id", "ms", "th", "ar", "vi", "pt", "es", "fr", "de", "nl")
NUMBER = re.compile(r"\d+")


def as_numbers(text: str) -> str | None:
    """The same day as day/month/year in digits; None when the text is no day with a named month."""
    if len(NUMBER.findall(text)) != 2:
        return None
    words = f" {plain(text)} "
    for name, month in months().items():
        before, found, after = words.partition(f" {name} ")
        rest = [*before.split(), *after.split()]
        if found and len(rest) == 2 and all(part.isdecimal() for part in rest):
            day, year = reversed(rest) if len(rest[0]) == 4 else rest
            return f"{day}/{month}/{year}"
    return None


@cache
def months() -> dict[str, int]:
    """Month names and their abbreviations, the longest first; a name that means two months means the one of English."""
    names: dict[str, int] = {}
    for name, month in named_months():
        names.setdefault(plain(name), month)
    return {name: names[name] for name in sorted(names, key=len, reverse=True) if not NUMBER.search(name)}


def named_months() -> Iterator[tuple[str, int]]:
    """Every name of a month, as it stands in a date and as it stands alone."""
    for language in LANGUAGES:
        tables = Locale.parse(language).months
        for use in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                yield from ((name, month) for month, name in tables[use][width].items())
