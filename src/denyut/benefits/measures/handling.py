"""How long it takes to keep goals up to date."""

from collections.abc import Mapping
from datetime import date

from django.utils.translation import gettext_lazy as _

from denyut.benefits.crew import person_weeks
from denyut.benefits.measures.registry import Shape, Tally, measure, rated
from denyut.benefits.models import Friction
from denyut.benefits.weeks import Weeks

A_MINUTE = 60
GOAL_UPDATES = (Friction.Flow.CHECK_IN_FORM, Friction.Flow.CHECK_IN_CHAT, Friction.Flow.CHECK_IN_CARD)


@measure(
    "update_overhead",
    number="M-07",
    title=_("Update overhead"),
    formula=_("Minutes from the first press to the recorded check-in, for each person and week."),
    unit=_("minutes per person and week"),
    shape=Shape.RATE,
    is_higher_better=False,
)
def update_overhead(weeks: Weeks) -> Mapping[date, Tally]:
    """M-07 by week. Two queries."""
    kept = Friction.objects.filter(flow__in=GOAL_UPDATES, week_on__gte=weeks.first, week_on__lte=weeks.last).order_by()
    rows = list(kept.values_list("week_on", "seconds", "times"))
    measured = {monday for monday, _seconds, _times in rows}
    people = {monday: count for monday, count in person_weeks(weeks).items() if monday in measured}
    return rated(((monday, seconds * times / A_MINUTE) for monday, seconds, times in rows), people)
