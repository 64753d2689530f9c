"""When things happen in the demo company, counted back from the day of loading. Pure; knows nothing of the database."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zlib import crc32
from zoneinfo import ZoneInfo

from denyut.demo.shapes import Calendar, Company, Cycle, Person

DAY, WEEK = timedelta(days=1), timedelta(weeks=1)
SETTLING_IN = timedelta(days=3)
LINGERING = 25


@dataclass(frozen=True, slots=True)
class WorkingDays:
    """The ISO weekdays on which people work, but for the holidays: (month, day), the same every year."""

    weekdays: frozenset[int]
    holidays: frozenset[tuple[int, int]]

    def __contains__(self, day: date) -> bool:
        return day.isoweekday() in self.weekdays and (day.month, day.day) not in self.holidays

    def before(self, day: date, count: int) -> date:
        """The working day that lies `count` working days before `day`."""
        while count:
            day -= DAY
            count -= day in self
        return day

    def number(self, start: date, count: int) -> date:
        """The working day with this number, counted from `start` on: 1 is the first."""
        day = start - DAY
        while count:
            day += DAY
            count -= day in self
        return day

    def nearest(self, day: date, *, last: date) -> date:
        """`day` or the next working day after it; the newest one up to `last` when that would be later."""
        while day not in self:
            day += DAY
        return day if day <= last else self.before(last + DAY, 1)


@dataclass(frozen=True, slots=True)
class Span:
    """A cycle's first and last day."""

    starts_on: date
    ends_on: date


def working_days_of(calendars: Iterable[Calendar]) -> WorkingDays:
    """The days on which all of these calendars work."""
    every = list(calendars)
    return WorkingDays(
        frozenset.intersection(*(frozenset(calendar.weekdays) for calendar in every)),
        frozenset(holiday for calendar in every for holiday in calendar.holidays),
    )


def span_of(cycle: Cycle, today: date) -> Span:
    """The days of a cycle, as far back from `today` as it says."""
    if cycle.kind == "year":
        return Span(date(today.year - cycle.back, 1, 1), date(today.year - cycle.back, 12, 31))
    quarter = today.year * 4 + (today.month - 1) // 3 - cycle.back
    return Span(_first_day(quarter), _first_day(quarter + 1) - DAY)


def weekly_day(span: Span, period: int, weekday: int, days: WorkingDays) -> date:
    """The day of a weekly report: the habitual weekday, the first one when the quarter is a few days old."""
    first = span.starts_on + SETTLING_IN
    first += DAY * ((weekday - first.isoweekday()) % 7)
    return days.nearest(first + WEEK * (period - 1), last=span.ends_on)


def monthly_day(span: Span, period: int, days: WorkingDays) -> date:
    """The day of a monthly report: the month's last working day."""
    after = span.starts_on.replace(month=period + 1) if period < 12 else span.ends_on + DAY
    return days.before(after, 1)


@dataclass(frozen=True, slots=True)
class Almanac:
    """Everybody's clocks and calendars, and the day of loading."""

    company: Company
    today: date

    @property
    def common(self) -> WorkingDays:
        """The days on which every site works: what the content means by working days."""
        return working_days_of(self.company.calendars)

    @property
    def until(self) -> datetime:
        """Where the story ends: the midnight in which `today` begins at the first site."""
        return datetime.combine(self.today, time(), ZoneInfo(self.company.sites[0].zone))

    def at(self, day: date, clock: time, person: Person | None = None) -> datetime:
        """A moment by the clock of a person's site, of the first site without a person."""
        key = person.site if person else self.company.sites[0].key
        zone = next(site.zone for site in self.company.sites if site.key == key)
        return datetime.combine(day, clock, ZoneInfo(zone))

    def report_at(self, cycle: Cycle, period: int, person: Person, key: str) -> datetime:
        """When a person reports on `key` for a period: by habit, and some minutes late, as people are."""
        span, days = span_of(cycle, self.today), self._days_of(person)
        is_monthly = cycle.kind == "year"
        weekday = person.check_in_weekday
        day = monthly_day(span, period, days) if is_monthly else weekly_day(span, period, weekday, days)
        late = timedelta(seconds=crc32(f"{key} {period} {day}".encode()) % (LINGERING * 60))
        return self.at(day, person.check_in_time, person) + late

    def _days_of(self, person: Person) -> WorkingDays:
        site = next(site for site in self.company.sites if site.key == person.site)
        return working_days_of(calendar for calendar in self.company.calendars if calendar.key == site.calendar)


def _first_day(quarter: int) -> date:
    return date(quarter // 4, quarter % 4 * 3 + 1, 1)
