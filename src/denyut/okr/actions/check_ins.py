"""The check-in: the deed this product exists for."""

from datetime import datetime
from decimal import Decimal

from django.db.models import F
from django.utils.translation import gettext as _

from denyut.okr.actions.objectives import facts_of
from denyut.okr.actions.rollup import carry_up
from denyut.okr.models import CheckIn, KeyResult, Objective
from denyut.okr.progress import Kind, progress_of
from denyut.okr.values import allowed, own_key
from denyut.okr.verbs import CHECKED_IN
from denyut.people.models import Person
from denyut.spine import clock
from denyut.spine.access import Invalid, require
from denyut.spine.deeds import deed
from denyut.spine.events import door, record

NOTE_AT_MOST = 2000
POINTS = 13


@deed("okr.check_in")
def check_in(
    actor: Person,
    key_result: KeyResult,
    *,
    value: Decimal,
    confidence: int | None = None,
    note: str = "",
    at: datetime | None = None,
    external_key: str | None = None,
) -> CheckIn:
    """Say where a key result stands: its value in its unit, the chance in percent of reaching the target, and a note.

    `at` is the moment for which the value holds (default now); an older one joins the history and leaves the current value alone.
    Raises Refused where the rule says no, Invalid for a value, confidence, note or moment that makes no sense.
    """
    kr = KeyResult.objects.select_related("objective__cycle", "objective__owner", "objective__department", "owner").get(
        pk=key_result.pk
    )
    require(actor, "okr.check_in", kr)
    now = clock.now()
    said = CheckIn(
        key_result=kr,
        author=actor,
        value=allowed(Kind(kr.kind), value),
        before=kr.value,
        progress=progress_of(Kind(kr.kind), kr.baseline, kr.target, value),
        confidence=_percent(confidence),
        note=_short(note),
        surface=door.get().surface,
        external_key=own_key(CheckIn, external_key),
        valid_at=_past(at or now, now),
        recorded_at=now,
    )
    said.save(force_insert=True)
    moved = _move(kr, said)
    facts = {
        **facts_of(kr.objective),
        "key_result": kr.pk,
        "label": kr.label,
        "title": kr.title,
        "unit": kr.unit,
        "check_in": said.pk,
        "value": str(said.value),
        "before": None if said.before is None else str(said.before),
        "confidence": said.confidence,
        "moved": moved,
    }
    record(CHECKED_IN, actor, kr, facts=facts, text=said.note)
    return said


def _move(kr: KeyResult, said: CheckIn) -> list[tuple[int, bool]]:
    is_newest = kr.checked_in_at is None or said.valid_at >= kr.checked_in_at
    if not is_newest:
        kr.series = _latest(kr)
        kr.save(update_fields=["series"])
        Objective.objects.filter(pk=kr.objective_id).update(version=F("version") + 1)
        return []
    kr.value, kr.progress, kr.checked_in_at = said.value, said.progress, said.valid_at
    kr.confidence = kr.confidence if said.confidence is None else said.confidence
    kr.series = [*kr.series, _point(said.value)][-POINTS:]
    kr.save(update_fields=["value", "progress", "checked_in_at", "confidence", "series"])
    return carry_up(kr.objective)


def _latest(kr: KeyResult) -> list[str]:
    values = kr.check_ins.order_by("-valid_at", "-id").values_list("value", flat=True)[:POINTS]
    return [_point(value) for value in reversed(values)]


def _point(value: Decimal) -> str:
    return format(value.normalize(), "f")


def _percent(confidence: int | None) -> int | None:
    if confidence is not None and not 0 <= confidence <= 100:
        raise Invalid(_("Confidence is a chance in percent, from 0 to 100."), code="not_percent", field="confidence")
    return confidence


def _short(note: str) -> str:
    if len(note) > NOTE_AT_MOST:
        raise Invalid(_("A note has up to 2,000 letters. Put the rest into the chat."), code="too_long", field="note")
    return note.strip().replace("\x00", "")


def _past(at: datetime, now: datetime) -> datetime:
    if at > now:
        raise Invalid(
            _("That moment lies in the future. A check-in tells what is, not what will be."), code="future", field="at"
        )
    return at
