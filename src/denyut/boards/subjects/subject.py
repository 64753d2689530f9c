"""A subject: rows that tiles count, the sides by which they are laid out, and the rows behind each number.

Everything is asked through what the viewer may see, so that two people may read two numbers in one tile.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from babel.dates import format_skeleton
from django.db.models import Aggregate, QuerySet
from django.db.models.functions import TruncDay, TruncMonth, TruncWeek
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from denyut.lib.dates import format_day
from denyut.lib.locales import locale_of
from denyut.people.models import Person
from denyut.people.times import company_now

type Words = str | Promise
BUCKETS: dict[str, type[Any]] = {"day": TruncDay, "week": TruncWeek, "month": TruncMonth}
MOST_GROUPS, MOST_ROWS = 400, 100


@dataclass(frozen=True, slots=True)
class Side:
    """A way to lay rows out: by the field `path`, worded by `label` (another field) or `names` (of choices, in their order).

    `bucket` makes days, weeks or months of a moment.
    """

    key: str
    title: Words
    path: str
    label: str = ""
    names: Mapping[str, Words] = field(default_factory=dict)
    bucket: str = ""


@dataclass(frozen=True, slots=True)
class Measure:
    """What is counted: an aggregate over the rows, and the unit of its number."""

    key: str
    title: Words
    aggregate: Callable[[], Aggregate]
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """What a tile asks of its subject. `since` is the first day that counts, `scope` the departments (None: all), `about` the number of
    the thing that it is about, where its subject needs one.
    """

    measure: str
    by: str = ""
    across: str = ""
    since: date | None = None
    scope: frozenset[int] | None = None
    about: int | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """One number: where it stands on both sides (key and words; empty without a side), its value, None where there is none."""

    by: tuple[str, str]
    across: tuple[str, str]
    value: Decimal | None


@dataclass(frozen=True, slots=True)
class Entry:
    """One row behind a number: what it is, what it says, when, and its page."""

    title: str
    said: str
    at: datetime | date | None
    url: str


@dataclass(frozen=True)
class Subject:
    """Rows of one kind. `moment` is the field by which `since` counts; `department` the path to whose department it is.

    `related` is read along with the rows behind a number. `needs` names what it must be about ("indicator"), empty when it needs nothing.
    """

    key: str
    title: Words
    rows: Callable[[Person, Question], QuerySet[Any]]
    sides: Sequence[Side]
    measures: Sequence[Measure]
    moment: str
    department: str
    entry: Callable[[Any, str], Entry]
    related: tuple[str, ...] = ()
    needs: str = ""

    def side(self, key: str) -> Side | None:
        """One of its sides; None for a name it does not know."""
        return next((one for one in self.sides if one.key == key), None)

    def measured(self, key: str) -> Measure:
        """One of its measures, the first for a name it does not know."""
        return next((one for one in self.measures if one.key == key), self.measures[0])

    def asked(self, viewer: Person, question: Question) -> QuerySet[Any]:
        """The rows that the viewer may see, of the span and the department that are asked for."""
        rows = self.rows(viewer, question)
        if question.since is not None and self.moment:
            rows = rows.filter(**{f"{self.moment}__gte": _first_moment(question.since)})
        if question.scope is not None and self.department:
            rows = rows.filter(**{f"{self.department}__in": question.scope})
        return rows

    def cells(self, viewer: Person, question: Question, language: str) -> list[Cell]:
        """The numbers of a question, in the order of their sides. One query."""
        sides = [side for side in (self.side(question.by), self.side(question.across)) if side]
        rows = self.asked(viewer, question).order_by()
        for side in sides:
            rows = _bucketed(rows, side)
        names = [name for side in sides for name in (_key(side), side.label) if name]
        counted = self.measured(question.measure).aggregate()
        found = rows.values(*names).annotate(number=counted) if sides else [rows.aggregate(number=counted)]
        cells = [self._cell(row, sides, language) for row in found[:MOST_GROUPS]]
        return sorted(cells, key=lambda cell: (_rank(cell.by, sides[:1]), _rank(cell.across, sides[1:])))

    def behind(self, viewer: Person, question: Question, picked: Mapping[str, str]) -> QuerySet[Any]:
        """The rows behind one number: `picked` gives the key on each side that was asked by."""
        rows = self.asked(viewer, question).select_related(*self.related)
        for key, value in picked.items():
            side = self.side(key)
            if side is not None:
                rows = _bucketed(rows, side).filter(**_where(side, value))
        return rows

    def _cell(self, row: Mapping[str, Any], sides: Sequence[Side], language: str) -> Cell:
        places = [(_text(row[_key(side)]), _words(row, side, language)) for side in sides]
        by, across = [*places, ("", ""), ("", "")][:2]
        number = row["number"]
        return Cell(by, across, None if number is None else Decimal(str(number)))


def _first_moment(day: date) -> datetime:
    return datetime.combine(day, datetime.min.time(), company_now().tzinfo)


def _key(side: Side) -> str:
    return f"in_{side.key}" if side.bucket else side.path


def _bucketed(rows: QuerySet[Any], side: Side) -> QuerySet[Any]:
    return (
        rows.annotate(**{_key(side): BUCKETS[side.bucket](side.path, tzinfo=company_now().tzinfo)})
        if side.bucket
        else rows
    )


def _where(side: Side, value: str) -> dict[str, Any]:
    if not value:
        return {f"{_key(side)}__isnull": True}
    return {_key(side): datetime.fromisoformat(value) if side.bucket else value}


def _text(value: Any) -> str:
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, date) else str(value)


def _words(row: Mapping[str, Any], side: Side, language: str) -> str:
    value = row[side.label or _key(side)]
    if value is None or value == "":
        return _("None")
    if side.names:
        return str(side.names.get(str(value), value))
    if side.bucket == "month":
        return format_skeleton("yMMM", value, locale=locale_of(language))
    return format_day(value, language, "brief") if isinstance(value, date) else str(value)


def _rank(place: tuple[str, str], sides: Sequence[Side]) -> tuple[int, str]:
    """Choices in their own order, moments by time, everything else by its words; what has none comes last."""
    key, words = place
    side = sides[0] if sides else None
    if side is not None and side.names:
        return (list(side.names).index(key) if key in side.names else len(side.names), words)
    return (1 if not key else 0, key if side is not None and side.bucket else words)


def days_back(today: date, days: int | None) -> date | None:
    """The first day of a span of this many days that ends today; None without a span."""
    return today - timedelta(days=days - 1) if days else None
