"""Saying very many values at once: the same rows as `check_in` makes one by one."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db.models import F
from django.utils.translation import gettext as _

from denyut.exchange.actions.rolling import roll_up
from denyut.exchange.actions.traces import trace_made
from denyut.exchange.actions.writing import create_all, write_fields
from denyut.exchange.existing import in_batches
from denyut.exchange.models import Import
from denyut.okr.actions import check_in
from denyut.okr.actions.objectives import facts_of
from denyut.okr.models import CheckIn, KeyResult, Objective
from denyut.okr.progress import progress_of
from denyut.okr.values import allowed
from denyut.okr.verbs import CHECKED_IN
from denyut.people.models import Person
from denyut.spine import clock
from denyut.spine.access import Invalid, require
from denyut.spine.events import News, door, record_many

NOTE_AT_MOST = 2000
POINTS = 13
WRITTEN = ("value", "progress", "checked_in_at", "confidence", "series")


@dataclass(frozen=True, slots=True)
class Said:
    """A value of a key result at a moment, as a file says it. `confidence` is in whole percent."""

    key_result: KeyResult
    value: Decimal
    at: datetime
    key: str
    confidence: int | None = None
    note: str = ""


def may_be_said(actor: Person, said: Said) -> None:
    """Go on only if this check-in could be made by hand. Raises Refused and Invalid, as `check_in` does."""
    require(actor, "okr.check_in", said.key_result)
    allowed(said.key_result.measure, said.value)
    if len(said.note) > NOTE_AT_MOST:
        raise Invalid(_("A note has up to 2,000 letters. Put the rest into the chat."), code="too_long", field="note")
    if said.at > clock.now():
        raise Invalid(
            _("That moment lies in the future. A check-in tells what is, not what will be."), code="future", field="at"
        )


def say_all(actor: Person, done: Import, news: Sequence[Said]) -> None:
    """Write check-ins that may be said; those of one key result in the order of their moments.

    Values that have to stay within bounds are counted by their whole history, so these go one by one.
    """
    ordered = sorted(news, key=lambda said: (said.key_result.pk, said.at))
    by_hand = [said for said in ordered if said.key_result.measure.is_control]
    together = [said for said in ordered if not said.key_result.measure.is_control]
    for said in by_hand:
        row = check_in(
            actor,
            said.key_result,
            value=said.value,
            confidence=said.confidence,
            note=said.note,
            at=said.at,
            external_key=said.key,
        )
        trace_made(done, [row], [None])
    if together:
        say_together(actor, done, together)


def say_together(actor: Person, done: Import, news: Sequence[Said]) -> None:
    """Write check-ins, move their key results and what is above them, and record each."""
    key_results = {said.key_result.pk: said.key_result for said in news}
    older = [pk for pk, first in first_moments(news).items() if is_history(key_results[pk], first)]
    rows = [row_of(actor, key_results[said.key_result.pk], said) for said in news]
    create_all(rows)
    for pk, series in latest_series(older).items():
        key_results[pk].series = series
    write_fields(list(key_results.values()), WRITTEN)
    objectives = {kr.objective_id for kr in key_results.values()}
    moved = roll_up(objectives)
    if older:
        still = {key_results[pk].objective_id for pk in older}.difference(pk for pk, _is_open in moved)
        Objective.objects.filter(pk__in=still).update(version=F("version") + 1)
    told = [News(CHECKED_IN, row.key_result, facts_about(row), row.note) for row in rows]
    told[-1].facts["moved"] = moved
    trace_made(done, rows, record_many(actor, told))


def row_of(actor: Person, kr: KeyResult, said: Said) -> CheckIn:
    """A check-in, not yet written; its key result is moved by it, in memory."""
    row = CheckIn(
        key_result=kr,
        author=actor,
        segment=kr.segment,
        value=said.value,
        before=kr.value,
        progress=progress_of(kr.measure, kr.baseline, kr.target, said.value),
        confidence=said.confidence,
        note=said.note.strip(),
        surface=door.get().surface,
        external_key=said.key,
        valid_at=said.at,
        recorded_at=clock.now(),
    )
    if kr.checked_in_at is None or said.at >= kr.checked_in_at:
        kr.value, kr.progress, kr.checked_in_at = row.value, row.progress, row.valid_at
        kr.confidence = kr.confidence if row.confidence is None else row.confidence
        kr.series = [*kr.series, point(row.value)][-POINTS:]
    return row


def first_moments(news: Iterable[Said]) -> dict[int, datetime]:
    """The earliest moment that is said of each key result."""
    found: dict[int, datetime] = {}
    for said in news:
        found.setdefault(said.key_result.pk, said.at)
    return found


def is_history(kr: KeyResult, first: datetime) -> bool:
    """Whether something older than its current value joins the history of a key result."""
    return kr.checked_in_at is not None and first < kr.checked_in_at


def latest_series(ids: Iterable[int]) -> dict[int, list[str]]:
    """The last values of key results, oldest first, as their rows say them now."""
    found: dict[int, list[str]] = defaultdict(list)
    for some in in_batches(ids):
        rows = CheckIn.objects.filter(key_result__in=some, segment=F("key_result__segment"))
        for pk, value in rows.order_by("valid_at", "id").values_list("key_result", "value"):
            found[pk] = [*found[pk], point(value)][-POINTS:]
    return found


def facts_about(row: CheckIn) -> dict[str, object]:
    """What every event of a check-in tells."""
    kr = row.key_result
    return {
        **facts_of(kr.objective),
        "key_result": kr.pk,
        "label": kr.label,
        "check_in": row.pk,
        "segment": row.segment,
        "value": str(row.value),
        "before": None if row.before is None else str(row.before),
        "confidence": row.confidence,
        "moved": [],
    }


def point(value: Decimal) -> str:
    """A value of the trend line."""
    return format(value.normalize(), "f")
