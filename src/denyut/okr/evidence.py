"""What a key result is made of, as its page shows it."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from denyut.lib.numbers import format_percent
from denyut.lib.sparkline import sparkline_points
from denyut.lib.units import format_value
from denyut.okr.feeds import covered, milestone_shares, people_of, points_of
from denyut.okr.models import KeyResult
from denyut.okr.progress import Kind
from denyut.okr.statistics import Dated
from denyut.people.faces import Face, face_of

WIDTH, HEIGHT, DAYS, SHOWN = 640, 160, 60, 30


@dataclass(frozen=True, slots=True)
class MilestoneRow:
    """A milestone with its share of the whole."""

    id: int
    title: str
    share: str
    due_on: date | None
    is_reached: bool
    is_late: bool


@dataclass(frozen=True, slots=True)
class WorkRow:
    """An initiative."""

    id: int
    title: str
    kind: str
    owner: Face
    due_on: date | None
    is_done: bool
    is_late: bool
    is_own: bool


@dataclass(frozen=True, slots=True)
class Dot:
    """A day's statistic on the chart; a hollow one has too few measurements."""

    x: float
    y: float
    is_hollow: bool
    label: str


@dataclass(frozen=True, slots=True)
class Series:
    """A statistic's chart over 60 days: a dot for each day, the line of its window, the target; and the last measurements."""

    dots: list[Dot]
    lines: list[str]
    target_at: float
    recent: list[tuple[int, str, datetime, bool]]
    number: int
    width: int = WIDTH
    height: int = HEIGHT


@dataclass(frozen=True, slots=True)
class Seat:
    """A person's row in the matrix of sessions."""

    person: Face
    attended: list[tuple[int, bool]]
    number: int
    is_exempt: bool
    reason: str


@dataclass(frozen=True, slots=True)
class Matrix:
    """Who took part in which session; both ways of counting in words."""

    sessions: list[int]
    seats: list[Seat]
    people: int
    strict: str
    soft: str


def milestones_of(kr: KeyResult, today: date, language: str) -> list[MilestoneRow]:
    """The milestones in their order. Two queries."""
    rows = list(kr.milestones.all())
    return [
        MilestoneRow(
            id=one.pk,
            title=one.title,
            share=format_percent(share, language),
            due_on=one.due_on,
            is_reached=one.reached_at is not None,
            is_late=one.reached_at is None and one.due_on is not None and one.due_on < today,
        )
        for one, share in zip(rows, milestone_shares(kr), strict=True)
    ]


def work_of(kr: KeyResult, today: date, viewer: int) -> list[WorkRow]:
    """The initiatives that were not given up. One query."""
    rows = kr.initiatives.filter(dropped_at=None).select_related("owner")
    return [
        WorkRow(
            id=one.pk,
            title=one.title,
            kind=one.get_kind_display(),
            owner=face_of(one.owner),
            due_on=one.due_on,
            is_done=one.done_at is not None,
            is_late=one.done_at is None and one.due_on is not None and one.due_on < today,
            is_own=one.owner_id == viewer,
        )
        for one in rows
    ]


def series_of(kr: KeyResult, today: date, language: str) -> Series | None:
    """The chart of a statistic or a count, None for another kind. Two queries."""
    if kr.measure not in (Kind.STATISTIC, Kind.CUMULATIVE):
        return None
    daily, line = points_of(kr, today) if kr.measure is Kind.STATISTIC else ([], [])
    daily, line = daily[-DAYS:], line[-DAYS:]
    known = [one.point.value for one in (*daily, *line) if one.point.value is not None]
    low, high = min([*known, kr.target]), max([*known, kr.target])
    rows = kr.observations.order_by("-at", "-id")
    recent = [
        (one.pk, format_value(one.value.normalize(), kr.unit, language), one.at, one.is_withdrawn)
        for one in rows[:SHOWN]
    ]
    return Series(
        dots=_dots(daily, low, high, kr.unit, language),
        lines=_line(line, low, high),
        target_at=_down(kr.target, low, high),
        recent=recent,
        number=rows.filter(is_withdrawn=False).count(),
    )


def matrix_of(kr: KeyResult, language: str) -> Matrix | None:
    """The matrix of a key result about people, None for another kind. Seven queries."""
    if kr.measure is not Kind.COVERAGE:
        return None
    attended: dict[int, set[int]] = defaultdict(set)
    for person, session in kr.attendances.values_list("person", "session"):
        attended[person].add(session)
    exempt = dict(kr.exemptions.values_list("person", "reason"))
    sessions = list(range(1, kr.how.sessions + 1))
    seats = [
        Seat(
            person=face_of(person),
            attended=[(session, session in attended[person.pk]) for session in sessions],
            number=len(attended[person.pk]),
            is_exempt=person.pk in exempt,
            reason=exempt.get(person.pk, ""),
        )
        for person in people_of(kr)
    ]
    found = covered(kr)
    return Matrix(sessions, seats, found.people, _words(found.strict, language), _words(found.soft, language))


def _words(percent: Decimal | None, language: str) -> str:
    return "–" if percent is None else format_percent(percent / 100, language)


def _dots(daily: Sequence[Dated], low: Decimal, high: Decimal, unit: str, language: str) -> list[Dot]:
    if not daily:
        return []
    first, days = daily[0].day, max((daily[-1].day - daily[0].day) / timedelta(days=1), 1)
    return [
        Dot(
            x=round((one.day - first).days / days * WIDTH, 1),
            y=_down(one.point.value, low, high),
            is_hollow=one.point.is_hollow,
            label=f"{one.day.isoformat()}: {format_value(one.point.value.normalize(), unit, language)} (n = {one.point.n})",
        )
        for one in daily
        if one.point.value is not None
    ]


def _line(line: Sequence[Dated], low: Decimal, high: Decimal) -> list[str]:
    values = [None if one.point.is_hollow else one.point.value for one in line]
    return sparkline_points(values, WIDTH, HEIGHT, low=low, high=high) if len(values) > 1 else []


def _down(value: Decimal, low: Decimal, high: Decimal) -> float:
    return HEIGHT / 2 if high == low else round(float((high - value) / (high - low)) * HEIGHT, 1)
