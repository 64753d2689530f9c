"""Weeks as people live them: from Monday, by their own clock."""

from datetime import date, datetime, timedelta

from denyut.people.models import Person
from denyut.people.times import zone_of

A_WEEK = timedelta(days=7)


def monday_of(day: date) -> date:
    """The Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def week_of(person: Person, now: datetime) -> date:
    """The Monday of the week that a person lives in."""
    return monday_of(now.astimezone(zone_of(person)).date())
