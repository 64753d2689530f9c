"""What is read from a table: which day a row belongs to, which number it adds, and how the rows of a span become one. Pure."""

from collections.abc import Mapping as Words
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from enum import StrEnum

from denyut.lib.dates import Order, monday_of


class Aggregate(StrEnum):
    SUM = "sum"
    MEAN = "mean"
    MEDIAN = "median"
    P90 = "p90"
    COUNT = "count"
    LAST = "last"


class Period(StrEnum):
    DAY = "day"
    WEEK = "week"
    MONTH = "month"


@dataclass(frozen=True)
class Mapping:
    """`date` and `value` name columns; a count needs no value. With `where`, only rows that say `equals` there are read.

    `order` is how dates with numbers are written, `language` how numbers are: en for 1,234.5, id for 1.234,5.
    """

    date: str
    value: str = ""
    aggregate: str = Aggregate.SUM
    period: str = Period.DAY
    order: Order = "ymd"
    language: str = "en"
    where: str = ""
    equals: str = ""

    def as_json(self) -> dict[str, str]:
        """As it is kept with its source."""
        return {name: str(value) for name, value in asdict(self).items()}

    @property
    def needed(self) -> list[str]:
        """The columns it cannot do without."""
        return [name for name in (self.date, self.value, self.where) if name]


def mapping_of(words: Words[str, str]) -> Mapping:
    """What `as_json` made of it."""
    return Mapping(**words)  # type: ignore[arg-type]  # the words are its own


def first_of(period: str, day: date) -> date:
    """The first day of the span that a day belongs to."""
    if period == Period.MONTH:
        return day.replace(day=1)
    return monday_of(day) if period == Period.WEEK else day


def last_of(period: str, first: date) -> date:
    """The last day of the span that begins on `first`."""
    if period == Period.MONTH:
        return (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return first + timedelta(days=6) if period == Period.WEEK else first
