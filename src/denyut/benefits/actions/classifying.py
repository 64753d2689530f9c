"""Keeping what somebody's time went into, and correcting it."""

from datetime import datetime

from django.utils.translation import gettext as _

from denyut.benefits.models import Classified
from denyut.people.models import Person
from denyut.spine import clock
from denyut.spine.access import Invalid, require
from denyut.spine.deeds import deed

MINUTES_AT_MOST = 24 * 60


@deed("benefits.classify")
def classify(
    actor: Person | None, person: int, *, source: str, kind: str, minutes: float, confidence: int, at: datetime
) -> Classified:
    """Keep what was read from a `source` for the person with this id. What is kept already, and perhaps corrected, stays as it is."""
    found = {"kind": kind, "minutes": minutes, "confidence": confidence, "at": at}
    item, _is_new = Classified.objects.get_or_create(person_id=person, source=source, defaults=found)
    return item


@deed("benefits.correct")
def correct(actor: Person, item: Classified, *, kind: str, minutes: int | None = None) -> Classified:
    """Say what one's own time went into after all, and for how many minutes. Raises Refused for somebody else's, Invalid."""
    require(actor, "benefits.correct", item)
    if kind not in Classified.Kind.values:
        raise Invalid(_("There is no such kind of work."), code="not_a_choice", field="kind")
    if minutes is not None and not 0 <= minutes <= MINUTES_AT_MOST:
        raise Invalid(_("A day has 1,440 minutes."), code="out_of_range", field="minutes")
    item.kind, item.confidence, item.corrected_at = kind, 100, clock.now()
    item.minutes = item.minutes if minutes is None else minutes
    item.save(update_fields=["kind", "confidence", "corrected_at", "minutes"])
    return item
