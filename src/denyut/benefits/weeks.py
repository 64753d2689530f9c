"""Weeks by the company's clock: Monday to Sunday."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from typing import cast

from denyut.lib.dates import monday_of
from denyut.people.times import company_now

WEEK = timedelta(weeks=1)
KEPT = 52


@dataclass(frozen=True, slots=True)
class Weeks:
    """Some weeks in a row, by their Mondays `first` and `last`, both included, on one clock."""

    first: date
    last: date
    zone: tzinfo

    @property
    def begin(self) -> datetime:
        return datetime.combine(self.first, time(), self.zone)

    @property
    def end(self) -> datetime:
        """The moment after the last of them."""
        return datetime.combine(self.last + WEEK, time(), self.zone)

    def __iter__(self) -> Iterator[date]:
        monday = self.first
        while monday <= self.last:
            yield monday
            monday += WEEK

    def of(self, moment: datetime) -> date:
        """The Monday of the week in which a moment lies."""
        return monday_of(moment.astimezone(self.zone).date())

    def end_of(self, monday: date) -> datetime:
        """The moment after one of them."""
        return datetime.combine(monday + WEEK, time(), self.zone)


def weeks_until_now(count: int = KEPT) -> Weeks:
    """The last so many whole weeks; the one that runs is not among them."""
    now = company_now()
    last = monday_of(now.date()) - WEEK
    return Weeks(last - WEEK * (count - 1), last, cast(tzinfo, now.tzinfo))


def this_monday() -> date:
    """The Monday of the company's present week."""
    return monday_of(company_now().date())
