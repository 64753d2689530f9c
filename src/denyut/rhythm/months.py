"""A month as a page shows it: weeks of days, each with what takes place on it."""

from calendar import Calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from denyut.rhythm.agenda import Entry, by_day

FARTHEST_YEARS = 20


@dataclass(frozen=True, slots=True)
class Day:
    """One day of a month's page; those of the months around it are not `is_inside`."""

    day: date
    is_inside: bool
    is_today: bool
    entries: list[Entry]


def weeks_of(month: date, today: date, week_starts_on: int, entries: Iterable[Entry]) -> list[list[Day]]:
    """The whole weeks that a month touches. `week_starts_on` is 1 for Monday to 7 for Sunday."""
    found = by_day(entries)
    return [
        [Day(day, day.month == month.month, day == today, found.get(day, [])) for day in week]
        for week in Calendar(week_starts_on - 1).monthdatescalendar(month.year, month.month)
    ]


def month_of(text: str, today: date) -> date:
    """The first day of the month that "2026-03" names, else of this month: also where it is a century away."""
    try:
        asked = date.fromisoformat(f"{text}-01")
    except ValueError:
        return today.replace(day=1)
    return asked if abs(asked.year - today.year) <= FARTHEST_YEARS else today.replace(day=1)


def month_after(month: date) -> date:
    """The first day of the next month."""
    return (month + timedelta(days=31)).replace(day=1)


def month_before(month: date) -> date:
    """The first day of the month before."""
    return (month - timedelta(days=1)).replace(day=1)
