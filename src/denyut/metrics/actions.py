"""The deeds on indicators."""

from datetime import datetime
from decimal import Decimal

from django.utils.translation import gettext as _

from denyut.metrics.models import Indicator, Reading
from denyut.metrics.verbs import INDICATOR_ADDED, READ
from denyut.people.models import Department, Person
from denyut.spine import clock
from denyut.spine.access import Conflict, Invalid, require
from denyut.spine.deeds import deed
from denyut.spine.events import record

POINTS = 26


@deed("metrics.add_indicator")
def add_indicator(
    actor: Person,
    *,
    key: str,
    name: str,
    unit: str = "",
    good: str = Indicator.Good.HIGHER,
    owner: Person | None = None,
    department: Department | None = None,
) -> Indicator:
    """Add an indicator. Raises Refused for whoever is no manager, Invalid without a name, Conflict for a key in use."""
    require(actor, "metrics.add_indicator")
    if not name.strip():
        raise Invalid(_("Give the indicator a name."), code="name", field="name")
    if Indicator.objects.filter(key=key).exists():
        raise Conflict(_("There is an indicator with this key already."), code="key_taken", field="key")
    indicator = Indicator.objects.create(
        key=key,
        name=name.strip(),
        unit=unit,
        good=Indicator.Good(good),
        owner=owner or actor,
        department=department,
        position=Indicator.objects.count(),
    )
    record(INDICATOR_ADDED, actor, indicator, facts={"indicator": indicator.pk}, text=indicator.name)
    return indicator


@deed("metrics.read")
def read_indicator(actor: Person, indicator: Indicator, *, value: Decimal, at: datetime | None = None) -> Reading:
    """Enter a reading for the moment `at` (default now). Reading the same moment again is a Conflict; the future is Invalid."""
    require(actor, "metrics.read", indicator)
    now = clock.now()
    valid_at = at or now
    if valid_at > now:
        raise Invalid(_("That moment lies in the future."), code="future", field="at")
    if Reading.objects.filter(indicator=indicator, valid_at=valid_at).exists():
        raise Conflict(_("There is a reading for this moment already."), code="moment_taken", field="at")
    reading = Reading.objects.create(indicator=indicator, value=value, valid_at=valid_at, recorded_at=now, author=actor)
    _refresh(indicator)
    record(READ, actor, indicator, facts={"indicator": indicator.pk, "value": str(value)})
    return reading


def _refresh(indicator: Indicator) -> None:
    latest = list(indicator.readings.order_by("-valid_at", "-id")[:POINTS])
    indicator.value, indicator.read_at = latest[0].value, latest[0].valid_at
    indicator.before = latest[1].value if len(latest) > 1 else None
    indicator.series = [format(reading.value.normalize(), "f") for reading in reversed(latest)]
    indicator.save(update_fields=["value", "read_at", "before", "series"])
