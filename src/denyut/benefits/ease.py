"""What people say of how easy it is, in groups of five and more."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Avg, Count

from denyut.benefits.crew import is_small
from denyut.benefits.models import Answer
from denyut.people.models import Person
from denyut.people.times import company_now


@dataclass(frozen=True, slots=True)
class Ease:
    """This month's answers: how many, their mean where five have answered (else None), and what the viewer said."""

    answers: int
    mean: float | None
    mine: int | None


def ease_of(viewer: Person) -> Ease:
    """How easy keeping goals up to date is said to be this month. Two queries."""
    month_on: date = company_now().date().replace(day=1)
    found = Answer.objects.filter(month_on=month_on)
    said = found.aggregate(count=Count("pk"), mean=Avg("ease"))
    mine = found.filter(person=viewer).values_list("ease", flat=True).first()
    return Ease(said["count"], None if is_small(said["count"]) else said["mean"], mine)
