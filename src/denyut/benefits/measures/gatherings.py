"""How much time people spend in meetings."""

from collections.abc import Mapping
from datetime import date

from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from denyut.benefits.crew import person_weeks
from denyut.benefits.measures.registry import Shape, Tally, measure, rated
from denyut.benefits.sources import held_in
from denyut.benefits.weeks import Weeks
from denyut.rhythm.models import Sitting

AN_HOUR = 60


@measure(
    "meeting_load",
    number="M-04",
    title=_("Meeting load"),
    formula=_("Hours of meetings times the people in them, for each person and week."),
    unit=_("hours per person and week"),
    shape=Shape.RATE,
    is_higher_better=False,
    claimed=30,
)
def meeting_load(weeks: Weeks) -> Mapping[date, Tally]:
    """M-04 by week: rituals that took place, and what other features know of meetings. Two queries and theirs."""
    sat = Sitting.objects.filter(opened_at__gte=weeks.begin, opened_at__lt=weeks.end).order_by()
    rows = sat.annotate(heads=Count("attended")).values_list("opened_at", "ritual__minutes", "heads")
    found = [(weeks.of(at), minutes * heads / AN_HOUR) for at, minutes, heads in rows]
    found += [(weeks.of(one.at), one.minutes * one.people / AN_HOUR) for one in held_in(weeks)]
    return rated(found, person_weeks(weeks))
