"""From rows to one number a span, in one pass and little memory: a million rows leave a few hundred numbers. Pure."""

import hashlib
from array import array
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, tzinfo
from decimal import ROUND_HALF_UP, Decimal

from denyut.okr.statistics import statistic_of
from denyut.sources.cells import Cell, Unreadable, family_of, number_in, said_by, text_of
from denyut.sources.mapping import Aggregate, Mapping, first_of, last_of

PROBLEMS_KEPT = 200
SHOWN = 80
TOLD_EVERY = 2_000
FINE = Decimal("0.000001")
KEEPS_VALUES = (Aggregate.MEDIAN, Aggregate.P90)


@dataclass(slots=True)
class Bucket:
    """What the rows of one span add up to. `values` only where each of them counts; `refused` rows are missing in it."""

    n: int = 0
    total: Decimal = Decimal(0)
    last: Decimal = Decimal(0)
    last_at: datetime | None = None
    refused: int = 0
    values: array[float] = field(default_factory=lambda: array("d"))


@dataclass(frozen=True, slots=True)
class Span:
    """One span of days with its number, the rows it sums up, and whether some of its rows could not be read."""

    first: date
    last: date
    value: Decimal
    n: int
    is_estimated: bool


@dataclass(frozen=True, slots=True)
class Problem:
    """A row that was left out: where, what it said, and the code of the reason."""

    row: int
    column: str
    value: str
    code: str

    def as_json(self) -> dict[str, str | int]:
        """As it is kept with the run."""
        return {"row": self.row, "column": self.column, "value": self.value, "code": self.code}


class Gathering:
    """Takes rows one after another. `rows` counts those that the filter let through, `refused` those of them left out."""

    def __init__(self, mapping: Mapping, columns: Sequence[str], zone: tzinfo, *, has_values: bool = False) -> None:
        self.mapping, self.zone = mapping, zone
        self.keeps_values = has_values or mapping.aggregate in KEEPS_VALUES
        self.places = {name: columns.index(name) for name in mapping.needed}
        self.buckets: dict[date, Bucket] = {}
        self.problems: list[Problem] = []
        self.families: dict[str, str] = {}
        self.rows = self.refused = self.seen = 0

    def through(self, rows: Iterable[Sequence[Cell]], tell: Callable[[], None] = lambda: None) -> "Gathering":
        """Take all rows; `tell` is called now and then."""
        where, equals = self.places.get(self.mapping.where), self.mapping.equals
        for number, row in enumerate(rows, 2):
            if number % TOLD_EVERY == 0:
                tell()
            self.seen = number - 1
            if where is None or text_of(row[where] if where < len(row) else None) == equals:
                self.rows += 1
                self._take(number, row)
        return self

    def _take(self, number: int, row: Sequence[Cell]) -> None:
        mapping, bucket, column = self.mapping, None, self.mapping.date
        try:
            cell = row[self.places[column]]
            said = said_by(cell, mapping.order, self.zone)
            if isinstance(cell, str) and len(self.families) < 4:
                self.families.setdefault(family_of(cell.strip()), cell.strip()[:SHOWN])
            bucket = self._bucket(first_of(mapping.period, said.day))
            column = mapping.value
            value = number_in(row[self.places[column]], mapping.language) if column else Decimal(1)
        except (Unreadable, IndexError) as fault:
            self._refuse(number, row, column, fault)
            if bucket is not None:
                bucket.refused += 1
        else:
            self._add(bucket, value, said.moment)

    def _bucket(self, first: date) -> Bucket:
        found = self.buckets.get(first)
        if found is None:
            found = self.buckets[first] = Bucket()
        return found

    def _add(self, bucket: Bucket, value: Decimal, moment: datetime) -> None:
        bucket.n += 1
        bucket.total += value
        if self.keeps_values:
            bucket.values.append(float(value))
        if bucket.last_at is None or moment >= bucket.last_at:
            bucket.last, bucket.last_at = value, moment

    def _refuse(self, number: int, row: Sequence[Cell], column: str, fault: Exception) -> None:
        self.refused += 1
        if len(self.problems) < PROBLEMS_KEPT:
            place = self.places[column]
            value = text_of(row[place])[:SHOWN] if place < len(row) else ""
            code = fault.code if isinstance(fault, Unreadable) else "short_row"
            self.problems.append(Problem(number, column, value, code))
            if code == "not_a_date" and value:
                self.families.setdefault(family_of(value), value)

    def spans(self) -> list[Span]:
        """One number a span, oldest first. A span of which no row could be read has none: nothing is not zero."""
        period, full = self.mapping.period, sorted((first, b) for first, b in self.buckets.items() if b.n)
        return [Span(first, last_of(period, first), self._value(b), b.n, b.refused > 0) for first, b in full]

    def values_by_day(self) -> dict[date, list[Decimal]]:
        """Each single value, by the span it belongs to."""
        return {first: [exact(value) for value in b.values] for first, b in sorted(self.buckets.items()) if b.n}

    def _value(self, bucket: Bucket) -> Decimal:
        aggregate = self.mapping.aggregate
        if aggregate in KEEPS_VALUES:
            found = statistic_of(aggregate, map(exact, bucket.values)).value or Decimal(0)
        elif aggregate == Aggregate.MEAN:
            found = bucket.total / bucket.n
        elif aggregate == Aggregate.COUNT:
            found = Decimal(bucket.n)
        else:
            found = bucket.last if aggregate == Aggregate.LAST else bucket.total
        return found.quantize(FINE, ROUND_HALF_UP)


def exact(value: float) -> Decimal:
    """The number that was written, back from the float it was kept as: the same for up to fifteen digits."""
    return Decimal(repr(value))


def digest_of(spans: Iterable[Span]) -> str:
    """What tells two outcomes apart."""
    lines = (f"{span.first} {span.value} {span.n} {span.is_estimated}" for span in spans)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()
