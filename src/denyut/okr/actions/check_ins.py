"""The check-in: the deed this product exists for."""

from datetime import datetime
from decimal import Decimal

from django.db.models import F
from django.utils.translation import gettext as _

from denyut.okr.actions.key_results import kr_as_it_stands
from denyut.okr.actions.objectives import facts_of
from denyut.okr.actions.rollup import Moved, carry_up
from denyut.okr.models import CheckIn, KeyResult, Objective
from denyut.okr.progress import Bounds, Hold, Kind, held
from denyut.okr.values import allowed, own_key
from denyut.okr.verbs import CHECKED_IN
from denyut.people.models import Person
from denyut.spine import clock
from denyut.spine.access import Invalid, require
from denyut.spine.deeds import deed
from denyut.spine.events import door, record

NOTE_AT_MOST = 2000
POINTS = 13
# A fall of this many points is news that others ask about.
DROP = 20


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
    Raises Refused where the rule says no, Invalid for a value, confidence, note or moment that makes no sense, and without a note where
    the confidence falls by 20 points or more, or where an experiment is said to be done.
    """
    kr = kr_as_it_stands(key_result)
    require(actor, "okr.check_in", kr)
    _say_why(kr, confidence, note, at)
    _show_what(kr, value, note)
    return put_value(
        actor, kr, allowed(kr.measure, value), confidence=confidence, note=note, at=at, external_key=external_key
    )


def put_value(
    actor: Person,
    kr: KeyResult,
    value: Decimal,
    *,
    confidence: int | None = None,
    note: str = "",
    at: datetime | None = None,
    external_key: str | None = None,
    surface: str = "",
) -> CheckIn:
    """Write a check-in and move everything above it, inside a deed that has asked its rule. `kr` is loaded by `kr_as_it_stands`."""
    now = clock.now()
    said = CheckIn(
        key_result=kr,
        author=actor,
        segment=kr.segment,
        value=value,
        before=kr.value,
        progress=kr.progress_at(value),
        confidence=_percent(confidence),
        note=_short(note),
        surface=surface or door.get().surface,
        external_key=own_key(CheckIn, external_key),
        valid_at=_past(at or now, now),
        recorded_at=now,
    )
    if kr.measure.is_control:
        said.progress = _held(kr, said)
    said.save(force_insert=True)
    moved = _move(kr, said)
    facts = {
        **facts_of(kr.objective),
        "key_result": kr.pk,
        "label": kr.label,
        "check_in": said.pk,
        "segment": said.segment,
        "value": str(said.value),
        "before": None if said.before is None else str(said.before),
        "confidence": said.confidence,
        "moved": moved,
    }
    record(CHECKED_IN, actor, kr, facts=facts, text=said.note)
    return said


def _say_why(kr: KeyResult, confidence: int | None, note: str, at: datetime | None) -> None:
    is_history = at is not None and kr.checked_in_at is not None and at < kr.checked_in_at
    if is_history or confidence is None or kr.confidence is None or note.strip():
        return
    if kr.confidence - confidence >= DROP:
        reason = _(
            "You were %(before)s%% sure of the target and are %(now)s%% sure now. Say in a sentence what changed."
        )
        raise Invalid(reason % {"before": kr.confidence, "now": confidence}, code="note_needed", field="note")


def _show_what(kr: KeyResult, value: Decimal, note: str) -> None:
    """An experiment is done by what it showed, whatever that is, not by being over."""
    if kr.measure is Kind.LEARNING and value and not (kr.verdict and kr.verdict_note) and not note.strip():
        raise Invalid(
            _("An experiment is done when it has a verdict. Write what it showed and where that can be seen."),
            code="note_needed",
            field="note",
        )


def _held(kr: KeyResult, said: CheckIn) -> Decimal:
    """The progress of a number that stays within bounds, by its history in this stretch."""
    how = kr.how
    bounds = Bounds(kr.measure, kr.target, how.low, how.is_strict, how.tolerance)
    if how.hold is Hold.NOW:
        return bounds.credit(said.value)
    earlier = kr.check_ins.filter(segment=said.segment, valid_at__lte=said.valid_at)
    seen = [*earlier.values_list("valid_at", "value"), (said.valid_at, said.value)]
    return held(how.hold, seen, bounds, until=said.valid_at, required_share=how.share)


def _move(kr: KeyResult, said: CheckIn) -> Moved:
    is_newest = kr.checked_in_at is None or said.valid_at >= kr.checked_in_at
    if not is_newest:
        kr.series = latest_points(kr, said.segment)
        kr.save(update_fields=["series"])
        Objective.objects.filter(pk=kr.objective_id).update(version=F("version") + 1)
        return []
    kr.value, kr.progress, kr.checked_in_at = said.value, said.progress, said.valid_at
    kr.confidence = kr.confidence if said.confidence is None else said.confidence
    kr.series = [*kr.series, _point(said.value)][-POINTS:]
    kr.save(update_fields=["value", "progress", "checked_in_at", "confidence", "series"])
    return carry_up(kr.objective, key_result=kr)


def latest_points(kr: KeyResult, segment: int) -> list[str]:
    """The last values of a stretch as the sparkline draws them, oldest first."""
    own = kr.check_ins.filter(segment=segment).order_by("-valid_at", "-id")
    return [_point(value) for value in reversed(own.values_list("value", flat=True)[:POINTS])]


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
