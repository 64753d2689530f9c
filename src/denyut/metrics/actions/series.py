"""Deeds on whole series: many readings at once, and putting one of them right."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from decimal import Decimal

from django.utils.translation import gettext as _

from denyut.metrics.actions.fields import reason_checked, value_checked
from denyut.metrics.actions.refreshing import refresh
from denyut.metrics.bulk import Fresh
from denyut.metrics.models import Correction, Indicator, Reading
from denyut.metrics.verbs import READING_CORRECTED, READINGS_TAKEN
from denyut.people.models import Person
from denyut.spine import clock
from denyut.spine.access import Conflict, Invalid, require
from denyut.spine.deeds import deed
from denyut.spine.events import record

AT_ONCE = 10_000
BATCH = 1_000
COMPARED = ("value", "n", "quality")


@deed("metrics.take_readings")
def take_readings(actor: Person, indicator: Indicator, *, readings: Sequence[Fresh], reason: str = "") -> Indicator:
    """Enter up to 10,000 readings at once. One that there is already for its moment is corrected where it differs, and what it
    said is kept; one that says the same changes nothing, so that the same series again changes nothing at all.

    Raises Refused, Invalid for none, too many, the same moment twice, or the future.
    """
    bring_readings(actor, indicator, readings, reason=reason)
    return indicator


def bring_readings(
    actor: Person, indicator: Indicator, readings: Sequence[Fresh], *, origin: str = "", reason: str = ""
) -> int:
    """As `take_readings`, inside a deed of a feature above, which names itself as the `origin`. Returns how many changed anything."""
    require(actor, "metrics.read", indicator)
    fresh = _checked(readings)
    indicator = Indicator.objects.select_for_update(of=("self",)).get(pk=indicator.pk)
    standing = {one.valid_at: one for one in indicator.readings.filter(valid_at__range=(min(fresh), max(fresh)))}
    new = [_new(actor, indicator, one, origin) for at, one in fresh.items() if at not in standing]
    wrong = [(standing[at], one) for at, one in fresh.items() if at in standing and _differs(standing[at], one)]
    if new or wrong:
        Reading.objects.bulk_create(new, batch_size=BATCH)
        _put_right(actor, indicator, wrong, origin, reason_checked(reason))
        refresh(indicator)
        facts = {"indicator": indicator.pk, "new": len(new), "corrected": len(wrong), "origin": origin}
        record(READINGS_TAKEN, actor, indicator, facts=facts, text=indicator.name)
    return len(new) + len(wrong)


@deed("metrics.correct_reading")
def correct_reading(
    actor: Person, reading: Reading, *, value: Decimal, reason: str, n: int | None = None, is_estimated: bool = False
) -> Reading:
    """Put a reading right, and say why. What it said before stays in its history. Raises Refused, Invalid, Conflict for the same again."""
    require(actor, "metrics.read", reading.indicator)
    reason = reason_checked(reason)
    if not reason:
        raise Invalid(
            _("Say why the number is put right: others have seen the old one."), code="reason", field="reason"
        )
    reading = Reading.objects.select_for_update(of=("self",)).select_related("indicator").get(pk=reading.pk)
    fresh = _one(Fresh(at=reading.valid_at, value=value, n=n, is_estimated=is_estimated))
    if not _differs(reading, fresh):
        raise Conflict(_("The reading says this already."), code="same", field="value")
    _put_right(actor, reading.indicator, [(reading, fresh)], "", reason)
    refresh(reading.indicator)
    facts = {"indicator": reading.indicator_id, "value": str(value), "unit": reading.indicator.unit}
    record(READING_CORRECTED, actor, reading.indicator, facts=facts, text=reading.indicator.name)
    return reading


def _checked(readings: Sequence[Fresh]) -> dict[datetime, Reading]:
    if not 1 <= len(readings) <= AT_ONCE:
        raise Invalid(_("Send between one and 10,000 readings."), code="readings", field="readings")
    found = {one.valid_at: one for one in map(_one, readings)}
    if len(found) < len(readings):
        raise Invalid(_("The same moment stands there twice."), code="moment_twice", field="readings")
    if max(found) > clock.now():
        raise Invalid(_("That moment lies in the future."), code="future", field="readings")
    return found


def _one(given: Fresh) -> Reading:
    if given["at"].tzinfo is None:
        raise Invalid(_("Write the moment with its zone, like 2026-11-20T12:00:00Z."), code="zone", field="readings")
    n = given.get("n")
    if n is not None and not 0 <= n < 2**31:
        raise Invalid(_("The number of cases is a whole number of at least zero."), code="n", field="n")
    is_estimated = given.get("is_estimated") or False
    quality = Reading.Quality.ESTIMATED if is_estimated else Reading.Quality.MEASURED
    return Reading(value=value_checked(given["value"]), valid_at=given["at"], n=n, quality=quality)


def _new(actor: Person, indicator: Indicator, reading: Reading, origin: str) -> Reading:
    reading.indicator, reading.version, reading.origin = indicator, indicator.version, origin
    reading.author, reading.recorded_at = actor, clock.now()
    return reading


def _differs(standing: Reading, fresh: Reading) -> bool:
    return any(getattr(standing, name) != getattr(fresh, name) for name in COMPARED)


def _put_right(
    actor: Person, indicator: Indicator, wrong: Iterable[tuple[Reading, Reading]], origin: str, reason: str
) -> None:
    """The history is written first; only then the readings say something else."""
    now, pairs = clock.now(), list(wrong)
    Correction.objects.bulk_create(
        [
            Correction(
                reading=was, was=was.value, was_n=was.n, was_from=was.origin, reason=reason, made_by=actor, made_at=now
            )
            for was, _fresh in pairs
        ],
        batch_size=BATCH,
    )
    for reading, fresh in pairs:
        _take_over(reading, fresh, {"version": indicator.version, "origin": origin, "author": actor})
    fields = [*COMPARED, "version", "origin", "author", "recorded_at", "is_corrected", "inputs"]
    Reading.objects.bulk_update([reading for reading, _fresh in pairs], fields, batch_size=BATCH)


def _take_over(reading: Reading, fresh: Reading, said: Mapping[str, object]) -> None:
    for name, value in {**{name: getattr(fresh, name) for name in COMPARED}, **said}.items():
        setattr(reading, name, value)
    reading.recorded_at, reading.is_corrected, reading.inputs = clock.now(), True, {}
