"""What many people said in confidence, together: how their weeks felt, and whether they believe that leaders follow the goals.

Only means of five people and more are shown, and only of weeks and months that are over: while one of them is under way, the difference
between two looks could tell what the last one said.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from django.db.models import Avg, Count

from denyut.people.models import Person
from denyut.rhythm.models import TrustAnswer, Weekly

ENOUGH = 5
TENTH = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Mean:
    """What `number` people said on average, 1 to 5, of the week or month that began `on` a day."""

    on: date
    mean: Decimal
    number: int


def moods_of(people: Iterable[int], before: date, *, at_most: int = 8) -> list[Mean]:
    """The mean mood of these people (ids) in each week that began before a Monday, newest first; weeks of fewer than five are left out."""
    said = Weekly.objects.filter(person__in=set(people), week_on__lt=before, mood__isnull=False).order_by("-week_on")
    rows = said.values("week_on").annotate(mean=Avg("mood"), number=Count("person"))
    return [_mean(row["week_on"], row["mean"], row["number"]) for row in rows if row["number"] >= ENOUGH][:at_most]


def trust_of(people: Iterable[int] | None, before: date, *, at_most: int = 12) -> list[Mean]:
    """The mean answer of these people (ids; None: everybody) in each month that began before a day, newest first, as `moods_of`.

    The mean of everybody is there for all to see: a month in which it would tell, less this one, what one to four others said is left out.
    """
    said = TrustAnswer.objects.filter(month_on__lt=before).order_by("-month_on")
    every = dict(said.values("month_on").annotate(number=Count("person")).values_list("month_on", "number"))
    said = said if people is None else said.filter(person__in=set(people))
    rows = said.values("month_on").annotate(mean=Avg("answer"), number=Count("person"))
    shown = [row for row in rows if row["number"] >= ENOUGH and not 0 < every[row["month_on"]] - row["number"] < ENOUGH]
    return [_mean(row["month_on"], row["mean"], row["number"]) for row in shown[:at_most]]


def own_trust(person: Person, month: date) -> int | None:
    """What somebody answered themselves in the month that began on a day. One query."""
    found = TrustAnswer.objects.filter(person=person, month_on=month).values_list("answer", flat=True)
    return found.first()


def _mean(on: date, mean: float, number: int) -> Mean:
    return Mean(on, Decimal(str(mean)).quantize(TENTH, ROUND_HALF_UP), number)
