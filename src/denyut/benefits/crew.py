"""How many people there were, week by week: what rates are for each of."""

from bisect import bisect_left
from collections.abc import Mapping
from datetime import date

from django.db.models import QuerySet

from denyut.benefits.weeks import Weeks
from denyut.people.models import Person, Role

GROUP_AT_LEAST = 5


def person_weeks(weeks: Weeks) -> Mapping[date, float]:
    """How many colleagues had an account in each week. One query."""
    return _joined(weeks, Person.objects.colleagues())


def manager_weeks(weeks: Weeks) -> Mapping[date, float]:
    """How many of them lead somebody. One query."""
    leading = Person.objects.colleagues().filter(reports__is_active=True).distinct()
    return _joined(weeks, leading)


def is_small(count: int) -> bool:
    """Whether a group is so small that a figure would be about somebody."""
    return count < GROUP_AT_LEAST


def _joined(weeks: Weeks, people: QuerySet[Person]) -> Mapping[date, float]:
    joined = sorted(people.exclude(role=Role.AUDITOR).order_by().values_list("joined_at", flat=True))
    return {monday: float(bisect_left(joined, weeks.end_of(monday))) for monday in weeks}
