"""Deeds on how an indicator is watched: how often readings are expected, and how many cases one needs."""

from django.utils.translation import gettext as _

from denyut.metrics.actions.refreshing import refresh
from denyut.metrics.models import Indicator
from denyut.metrics.verbs import INDICATOR_WATCHED, WENT_STALE
from denyut.people.models import Person
from denyut.spine import clock
from denyut.spine.access import Invalid, require
from denyut.spine.deeds import deed
from denyut.spine.events import record

LEAST_AT_MOST = 1_000_000


@deed("metrics.watch_indicator")
def watch_indicator(actor: Person, indicator: Indicator, *, cadence: str = "", least: int = 1) -> Indicator:
    """Say how often readings are expected (hour, day, week, month, quarter, or empty for never) and how many cases a reading needs
    at least to move anything. Raises Refused for whoever is neither its owner nor a manager, Invalid."""
    require(actor, "metrics.change_indicator", indicator)
    indicator = Indicator.objects.select_for_update(of=("self",)).get(pk=indicator.pk)
    if cadence and cadence not in Indicator.Cadence.values:
        raise Invalid(_("Choose how often readings are expected."), code="not_a_choice", field="cadence")
    if not 1 <= least <= LEAST_AT_MOST:
        raise Invalid(_("Write a whole number from 1 to 1,000,000."), code="least", field="least")
    if (indicator.cadence, indicator.least) != (cadence, least):
        indicator.cadence, indicator.least = cadence, least
        indicator.save(update_fields=["cadence", "least"])
        refresh(indicator)
        facts = {"indicator": indicator.pk, "cadence": cadence, "least": least}
        record(INDICATOR_WATCHED, actor, indicator, facts=facts, text=indicator.name)
    return indicator


@deed("metrics.tell_stale")
def tell_stale(actor: Person | None, indicator: Indicator) -> Indicator:
    """Tell the owner that no reading came in time, once until the next one comes. Inside the house only, by the clock."""
    indicator = Indicator.objects.select_for_update(of=("self",)).get(pk=indicator.pk)
    if indicator.stale_told_at is None and indicator.is_stale(clock.now()):
        indicator.stale_told_at = clock.now()
        indicator.save(update_fields=["stale_told_at"])
        facts = {"indicator": indicator.pk, "owner": indicator.owner_id}
        record(WENT_STALE, actor, indicator, facts=facts, text=indicator.name)
    return indicator
