"""How many urgent calls somebody may still send this week. Everybody has the same number, and everybody sees what is left of it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.db.models import Q, Sum

from denyut.chat.models import Ding
from denyut.people.models import Person, Workspace
from denyut.people.times import company_now

USUAL = 5
CALM, PRESSING = 1, 2


@dataclass(frozen=True, slots=True)
class Budget:
    """Somebody's week: how many calls are `allowed`, how many are `spent`, and when the next week `begins`."""

    allowed: int
    spent: int
    begins: datetime

    @property
    def left(self) -> int:
        return max(0, self.allowed - self.spent)


def this_week() -> tuple[datetime, int]:
    """When the running week began by the company's clock, and how many calls everybody has in it. One query."""
    workspace = Workspace.objects.first()
    starts_on, allowed = (workspace.week_starts_on, workspace.ding_budget) if workspace else (1, USUAL)
    now = company_now()
    first = now.date() - timedelta(days=(now.isoweekday() - starts_on) % 7)
    return datetime.combine(first, time(), tzinfo=now.tzinfo), allowed


def budgets_of(people: Collection[int]) -> dict[int, Budget]:
    """The budgets of these people (their ids). What was taken back before it called anybody costs nothing. Two queries."""
    begun, allowed = this_week()
    counted = Ding.objects.filter(by__in=people, made_at__gte=begun).exclude(
        Q(cancelled_at__isnull=False) & Q(fired_at=None)
    )
    spent = dict(counted.order_by().values_list("by").annotate(cost=Sum("cost")))
    return {pk: Budget(allowed, spent.get(pk, 0), begun + timedelta(days=7)) for pk in people}


def budget_of(person: Person) -> Budget:
    """The budget of one person."""
    return budgets_of([person.pk])[person.pk]
