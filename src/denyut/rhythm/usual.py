"""The usual calendar: which rituals a cycle of each kind has, and on which days. Without Django.

Planning opens the cycle and the close ends it; short cycles check in every week, those of half a year and more review
every month and every quarter instead.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta

from denyut.rhythm.occurrences import Every

MONDAY, FRIDAY = 0, 4
MORNING, AFTERNOON = time(9, 0), time(14, 0)
LONG, HAS_A_REVIEW = timedelta(days=183), timedelta(days=60)
BEFORE_THE_FIRST_REVIEW = timedelta(days=28)
BEFORE_THE_FIRST_QUARTERLY = timedelta(days=84)


@dataclass(frozen=True, slots=True)
class Usual:
    """One ritual of the usual calendar."""

    kind: str
    first_on: date
    every: Every
    at: time
    minutes: int


def usual_rituals(starts_on: date, ends_on: date) -> Iterator[Usual]:
    """The rituals of a cycle from `starts_on` to `ends_on`; none begins after its last day."""
    length = ends_on - starts_on
    yield Usual("plan", starts_on, Every.ONCE, MORNING, 120)
    if length < LONG:
        yield from _begun(ends_on, Usual("check_in", _first(starts_on, MONDAY), Every.WEEK, MORNING, 15))
    if length >= HAS_A_REVIEW:
        review = _first(starts_on + BEFORE_THE_FIRST_REVIEW, MONDAY)
        yield from _begun(ends_on, Usual("monthly_review", review, Every.MONTH, AFTERNOON, 60))
    if length >= LONG:
        review = _first(starts_on + BEFORE_THE_FIRST_QUARTERLY, MONDAY)
        yield from _begun(ends_on, Usual("quarterly_review", review, Every.QUARTER, AFTERNOON, 90))
    yield Usual("close", max(starts_on, _last(ends_on, FRIDAY)), Every.ONCE, AFTERNOON, 90)


def _begun(ends_on: date, usual: Usual) -> Iterator[Usual]:
    if usual.first_on <= ends_on:
        yield usual


def _first(day: date, weekday: int) -> date:
    return day + timedelta(days=(weekday - day.weekday()) % 7)


def _last(day: date, weekday: int) -> date:
    return day - timedelta(days=(day.weekday() - weekday) % 7)
