"""Freezing what everything is compared with later."""

from collections import defaultdict
from datetime import date

from django.utils.translation import gettext as _

from denyut.benefits.measures import MEASURES
from denyut.benefits.models import Baseline, Weekly
from denyut.benefits.models.ledger import seal_of
from denyut.benefits.verbs import BASELINES_FROZEN
from denyut.benefits.weeks import this_monday
from denyut.people.models import Person
from denyut.spine import clock
from denyut.spine.access import Conflict, Invalid, require
from denyut.spine.deeds import deed
from denyut.spine.events import News, record_many

WEEKS_AT_LEAST = 4


@deed("benefits.freeze_baselines")
def freeze_baselines(actor: Person, *, before_on: date) -> Baseline:
    """Freeze the weeks before a day (that of adoption) as the baseline of every measure that has four of them and none yet.

    Returns the first of those frozen. Raises Refused where the rule says no, Invalid for a day to come, Conflict when there is nothing
    left to freeze: a frozen baseline never changes.
    """
    require(actor, "benefits.freeze_baselines")
    if before_on > this_monday():
        raise Invalid(_("Those weeks are not over yet. Choose an earlier day."), code="future", field="before_on")
    made = _frozen(actor, before_on)
    if not made:
        reason = _(
            "There is nothing to freeze before that day: a baseline needs four weeks with data, and a frozen one stays."
        )
        raise Conflict(reason, code="nothing_to_freeze")
    Baseline.objects.bulk_create(made)
    kept = list(Baseline.objects.filter(measure__in=[one.measure for one in made]))
    facts = {"count": len(kept), "before_on": before_on.isoformat(), "seals": {one.measure: one.seal for one in kept}}
    record_many(actor, [News(BASELINES_FROZEN, kept[0], facts)])
    return kept[0]


def _frozen(actor: Person, before_on: date) -> list[Baseline]:
    standing = set(Baseline.objects.values_list("measure", flat=True))
    weeks: defaultdict[str, list[list[object]]] = defaultdict(list)
    for one in Weekly.objects.filter(week_on__lt=before_on, measure__in=set(MEASURES) - standing):
        weeks[one.measure].append([one.week_on.isoformat(), one.hits, one.of, one.samples])
    return [
        Baseline(
            measure=measure,
            before_on=before_on,
            weeks=some,
            seal=seal_of(measure, before_on.isoformat(), some),
            frozen_by=actor,
            frozen_at=clock.now(),
        )
        for measure, some in sorted(weeks.items())
        if len(some) >= WEEKS_AT_LEAST and any(hits or samples for _on, hits, _of, samples in some)
    ]
