"""How much of the talk is asking how things stand, and how much brings something forward."""

from collections.abc import Mapping
from datetime import date

from django.utils.translation import gettext_lazy as _

from denyut.assistant.models import Takeaway, TakeawayKind
from denyut.benefits.crew import manager_weeks, person_weeks
from denyut.benefits.measures.registry import Shape, Tally, measure, rated
from denyut.benefits.models import Classified
from denyut.benefits.weeks import Weeks
from denyut.people.models import Person

WEEKS_A_MONTH, HUNDRED, MINUTES_A_WEEK = 365.25 / 12 / 7, 100, 40 * 60


@measure(
    "status_chasing",
    number="M-21",
    title=_("Status-chase count"),
    formula=_("Messages that ask how something stands or whose it is, for each person and week."),
    unit=_("per person and week"),
    shape=Shape.RATE,
    is_higher_better=False,
)
def status_chasing(weeks: Weeks) -> Mapping[date, Tally]:
    """M-21 by week. Two queries."""
    asked = Classified.objects.filter(kind=Classified.Kind.CHASE, at__gte=weeks.begin, at__lt=weeks.end).order_by()
    return rated(((weeks.of(at), 1.0) for at in asked.values_list("at", flat=True)), person_weeks(weeks))


@measure(
    "manager_sync",
    number="M-22",
    title=_("Sync time of managers"),
    formula=_("Minutes of status meetings, status messages and reports, for each manager and week."),
    unit=_("minutes per manager and week"),
    shape=Shape.RATE,
    is_higher_better=False,
    claimed=40,
)
def manager_sync(weeks: Weeks) -> Mapping[date, Tally]:
    """M-22 by week. Two queries."""
    return rated(_minutes_of_managers(weeks), manager_weeks(weeks))


@measure(
    "supervision_load",
    number="M-02",
    title=_("Supervision load"),
    formula=_("Those same minutes, divided by the working minutes of managers at 40 hours a week."),
    unit="%",
    shape=Shape.RATE,
    is_higher_better=False,
    scale=100,
)
def supervision_load(weeks: Weeks) -> Mapping[date, Tally]:
    """M-02 by week. Two queries."""
    working = {monday: count * MINUTES_A_WEEK for monday, count in manager_weeks(weeks).items()}
    return rated(_minutes_of_managers(weeks), working)


@measure(
    "suggestions",
    number="M-24",
    title=_("Suggestions"),
    formula=_("Suggestions kept from the talk, for each hundred people and month."),
    unit=_("per hundred people and month"),
    shape=Shape.RATE,
    is_higher_better=True,
    claimed=65,
    scale=HUNDRED * WEEKS_A_MONTH,
)
def suggestions(weeks: Weeks) -> Mapping[date, Tally]:
    """M-24 by week. Two queries."""
    made = Takeaway.objects.filter(kind=TakeawayKind.SUGGESTION, at__gte=weeks.begin, at__lt=weeks.end).order_by()
    return rated(((weeks.of(at), 1.0) for at in made.values_list("at", flat=True)), person_weeks(weeks))


def _minutes_of_managers(weeks: Weeks) -> list[tuple[date, float]]:
    leading = Person.objects.colleagues().filter(reports__is_active=True)
    counted = Classified.objects.counted().filter(
        at__gte=weeks.begin, at__lt=weeks.end, person__in=leading.values("pk")
    )
    return [(weeks.of(at), minutes) for at, minutes in counted.order_by().values_list("at", "minutes")]
