"""Undoing a check-in that was a slip: for a day, by whoever made it."""

from datetime import timedelta
from decimal import Decimal

from django.utils.translation import gettext as _

from denyut.okr.actions.check_ins import latest_points
from denyut.okr.actions.key_results import kr_as_it_stands
from denyut.okr.actions.objectives import facts_of
from denyut.okr.actions.rollup import carry_up
from denyut.okr.models import CheckIn, KeyResult
from denyut.okr.verbs import CHECK_IN_UNDONE
from denyut.people.models import Person
from denyut.spine import clock
from denyut.spine.access import Conflict, NotThere, require
from denyut.spine.deeds import deed
from denyut.spine.events import record

WITHIN = timedelta(hours=24)


@deed("okr.undo_check_in")
def undo_check_in(actor: Person, check_in: CheckIn) -> KeyResult:
    """Take back a check-in, within 24 hours of making it: the key result stands where it stood before. The log keeps both.

    Raises NotThere when it was taken back already, Refused for anybody but its author, Conflict after a day, or when a newer check-in
    of the key result stands.
    """
    found = CheckIn.objects.select_related("author").filter(pk=check_in.pk).first()
    if found is None:
        raise NotThere(_("This check-in was taken back already."), code="gone")
    kr = kr_as_it_stands(found.key_result)
    require(actor, "okr.undo_check_in", kr, found)
    if found.recorded_at < clock.now() - WITHIN:
        raise Conflict(_("A check-in is undone within 24 hours. Check in with the right value instead."), code="late")
    if kr.check_ins.filter(recorded_at__gt=found.recorded_at).exists():
        raise Conflict(_("A newer check-in stands. Check in with the right value instead."), code="newer")
    told = {"check_in": found.pk, "value": str(found.value), "key_result": kr.pk, "label": kr.label}
    found.delete()
    _stand_as_before(kr)
    record(
        CHECK_IN_UNDONE,
        actor,
        kr,
        facts={**facts_of(kr.objective), **told, "moved": carry_up(kr.objective, key_result=kr)},
    )
    return kr


def _stand_as_before(kr: KeyResult) -> None:
    """Give a key result the value, confidence and trend that its check-ins of this stretch leave it."""
    own = kr.check_ins.filter(segment=kr.segment)
    last = own.order_by("-valid_at", "-id").first()
    sure = own.exclude(confidence=None).order_by("-valid_at", "-id").first()
    kr.value = last.value if last else None
    kr.progress = last.progress if last else Decimal(0)
    kr.checked_in_at = last.valid_at if last else None
    kr.confidence = sure.confidence if sure else None
    kr.series = latest_points(kr, kr.segment)
    kr.save(update_fields=["value", "progress", "checked_in_at", "confidence", "series"])
