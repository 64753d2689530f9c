"""Keeping what was counted, week by week."""

from collections.abc import Sequence

from denyut.benefits.measures import MEASURES, Measure
from denyut.benefits.models import Weekly
from denyut.benefits.weeks import Weeks
from denyut.people.models import Person
from denyut.spine.deeds import deed

SAMPLES_AT_MOST = 400


@deed("benefits.count_weeks")
def count_weeks(actor: Person | None, *, measure: str, weeks: Weeks) -> Sequence[Weekly]:
    """Count one measure over these weeks anew and keep what there is. Raises KeyError for an unknown measure."""
    counted = _counted(MEASURES[measure], weeks)
    Weekly.objects.filter(measure=measure, week_on__gte=weeks.first, week_on__lte=weeks.last).delete()
    return Weekly.objects.bulk_create(counted)


def _counted(chosen: Measure, weeks: Weeks) -> list[Weekly]:
    tallies = chosen.count(weeks)
    return [
        Weekly(measure=chosen.name, week_on=monday, hits=one.hits, of=one.of, samples=one.samples[:SAMPLES_AT_MOST])
        for monday, one in sorted(tallies.items())
        if not one.is_empty and weeks.first <= monday <= weeks.last
    ]
