"""What the demo company is made of: frozen shapes that know nothing of Django or of today's date."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import time
from decimal import Decimal
from typing import Any

type Text = Mapping[str, str]
"""One text by language code; `id` and `en` are always there, the author's own language may be."""

type Numbers = tuple[Decimal | None, ...]
"""One number per week (or month), None where nobody reported."""


@dataclass(frozen=True, slots=True)
class Unit:
    """How a number is called; `decimals` is how many places people of this company write."""

    key: str
    name: Text
    decimals: int


@dataclass(frozen=True, slots=True)
class Calendar:
    """Working hours by ISO weekday (1 is Monday) and the holidays that fall on the same (month, day) every year."""

    key: str
    name: Text
    weekdays: tuple[int, ...]
    opens: time
    closes: time
    holidays: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Site:
    """A place with its IANA time zone and the key of its calendar."""

    key: str
    name: Text
    zone: str
    calendar: str


@dataclass(frozen=True, slots=True)
class Department:
    """A node of the tree: `leadership`, one of the six of kind `department`, or a `team` below one of them."""

    key: str
    name: Text
    kind: str
    parent: str
    lead: str


@dataclass(frozen=True, slots=True)
class Person:
    """A colleague; `check_in_weekday` (ISO) and `check_in_time` are the habit, in the zone of the site."""

    key: str
    name: str
    email: str
    title: Text
    department: str
    site: str
    language: str
    role: str
    manager: str
    check_in_weekday: int
    check_in_time: time


@dataclass(frozen=True, slots=True)
class Cycle:
    """A span `back` quarters (or years) before the day of loading, split into `periods` weeks (or months)."""

    key: str
    kind: str
    back: int
    periods: int


@dataclass(frozen=True, slots=True)
class CheckIn:
    """What the owner reported at the end of the period with this number, counted from 1."""

    period: int
    value: Decimal
    confidence: Decimal
    note: str


@dataclass(frozen=True, slots=True)
class KeyResult:
    """A measured result; `delegate`, `weight`, `why` and `source` are empty (or None) when nobody set them.

    `setup` holds what its kind needs beside start and target. One that draws its value from data has no values here.
    """

    key: str
    title: Text
    unit: str
    kind: str
    baseline: Decimal
    target: Decimal
    owner: str
    delegate: str
    weight: Decimal | None
    why: Text
    source: Text
    setup: Mapping[str, Any]
    values: Numbers
    confidences: Numbers
    notes: Mapping[int, str]

    def check_ins(self, periods: int) -> Iterator[CheckIn]:
        """The reports of the first `periods` periods, oldest first."""
        pairs = zip(self.values[:periods], self.confidences[:periods], strict=True)
        for period, (value, confidence) in enumerate(pairs, start=1):
            if value is not None and confidence is not None:
                yield CheckIn(period, value, confidence, self.notes.get(period, ""))

    def value_after(self, periods: int) -> Decimal:
        """The latest number known when `periods` periods have passed; the baseline before the first report."""
        known = [check_in.value for check_in in self.check_ins(max(periods, 0))]
        return known[-1] if known else self.baseline


@dataclass(frozen=True, slots=True)
class Objective:
    """A goal of one cycle; `lesson` is what its author wrote when it was closed, empty while it runs.

    `state` is "active", or "draft" or "proposed" while it is being agreed.
    """

    key: str
    cycle: str
    level: str
    department: str
    owner: str
    kind: str
    language: str
    parent: str
    title: Text
    indicators: tuple[str, ...]
    is_private: bool
    lesson: str
    state: str
    key_results: tuple[KeyResult, ...]


@dataclass(frozen=True, slots=True)
class Indicator:
    """A KPI by week: reading 0 is the week before the `earlier` quarter, then 13 for each of the three quarters.

    `known` is the library's key of one that was adopted from there; `band` are the bounds of healthy readings, where there are any.
    """

    key: str
    name: Text
    formula: Text
    unit: str
    good: str
    signal: str
    owner: str
    department: str
    target: Decimal
    readings: tuple[Decimal, ...]
    known: str
    band: Numbers


@dataclass(frozen=True, slots=True)
class Room:
    """A chat room; whom it holds follows from `kind`: everyone, a department, or the `members` named (open, closed)."""

    key: str
    name: Text
    purpose: Text
    kind: str
    department: str
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Message:
    """A line said `days_ago` working days before loading, `at` a time by the clock of the first site.

    `{key}` in the text stands for that key result's value on that day. A `command` is a check-in on `key_result`,
    its text is the note.
    """

    room: str
    days_ago: int
    at: time
    author: str
    kind: str
    text: str
    key_result: str


@dataclass(frozen=True, slots=True)
class Episode:
    """One deed of the story: `what` was done by `who`, on working day `day` of a cycle (0: the day after it ended) or `ago` working days
    before loading, at a time by the clock of `who`. `options` hold what the kind of deed needs; goals and people stand there by key.
    """

    key: str
    what: str
    cycle: str
    day: int | None
    ago: int | None
    at: time
    who: str
    text: Text
    options: Mapping[str, Any]

    @property
    def goals(self) -> set[str]:
        """The keys of the goals it speaks of."""
        return {self.options[end] for end in ("goal", "from", "to") if end in self.options}


@dataclass(frozen=True, slots=True)
class Company:
    """Everything together, each list in the order of its files."""

    name: str
    domain: str
    units: tuple[Unit, ...]
    calendars: tuple[Calendar, ...]
    sites: tuple[Site, ...]
    departments: tuple[Department, ...]
    people: tuple[Person, ...]
    cycles: tuple[Cycle, ...]
    objectives: tuple[Objective, ...]
    indicators: tuple[Indicator, ...]
    rooms: tuple[Room, ...]
    messages: tuple[Message, ...]
    episodes: tuple[Episode, ...]

    def objectives_of(self, cycle: str) -> tuple[Objective, ...]:
        """The objectives of the cycle with this key."""
        return tuple(objective for objective in self.objectives if objective.cycle == cycle)
