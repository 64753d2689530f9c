"""Deeds on absences: days on which somebody is away."""

from datetime import date

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from denyut.lib.dates import format_day
from denyut.people.models import Absence, Person
from denyut.people.verbs import ABSENCE_ADDED, ABSENCE_CHANGED, ABSENCE_REMOVED
from denyut.spine import clock
from denyut.spine.access import Conflict, Invalid, require
from denyut.spine.deeds import deed
from denyut.spine.events import record

DAYS_AT_MOST = 366
NOTE_AT_MOST = 500


@deed("people.add_absence")
def add_absence(
    actor: Person,
    person: Person,
    *,
    first_on: date,
    last_on: date,
    kind: str = Absence.Kind.LEAVE,
    stand_in: Person | None = None,
    note: str = "",
) -> Absence:
    """Say that a person is away from `first_on` to `last_on`, both included, and who stands in for them.

    `kind` is "leave", "sick", "training" or "other". Raises Refused for whoever is neither the person nor in their
    line of managers nor an administrator, Invalid, Conflict when the person is away on one of these days already.
    """
    require(actor, "people.add_absence", person)
    absence = Absence(person=person, made_at=clock.now())
    _describe(absence, first_on, last_on, kind, stand_in, note)
    absence.save(force_insert=True)
    record(ABSENCE_ADDED, actor, absence, facts=_facts(absence))
    return absence


@deed("people.change_absence")
def change_absence(
    actor: Person,
    absence: Absence,
    *,
    first_on: date,
    last_on: date,
    kind: str = Absence.Kind.LEAVE,
    stand_in: Person | None = None,
    note: str = "",
) -> Absence:
    """Move an absence or correct what it says. Raises like add_absence, and Conflict when it was removed."""
    require(actor, "people.change_absence", absence)
    absence = _standing(absence)
    before = {"first_before": absence.first_on.isoformat(), "last_before": absence.last_on.isoformat()}
    _describe(absence, first_on, last_on, kind, stand_in, note)
    absence.save()
    record(ABSENCE_CHANGED, actor, absence, facts=_facts(absence) | before)
    return absence


@deed("people.remove_absence")
def remove_absence(actor: Person, absence: Absence) -> Absence:
    """Take an absence back; its note is erased. Raises Refused, Conflict when it was removed before."""
    require(actor, "people.change_absence", absence)
    absence = _standing(absence)
    absence.removed_at, absence.note = clock.now(), ""
    absence.save(update_fields=["removed_at", "note"])
    record(ABSENCE_REMOVED, actor, absence, facts=_facts(absence))
    return absence


def _standing(absence: Absence) -> Absence:
    absence = Absence.objects.select_for_update(of=("self",)).select_related("person").get(pk=absence.pk)
    if absence.removed_at:
        raise Conflict(_("This absence was removed already."), code="removed")
    return absence


def _describe(absence: Absence, first_on: date, last_on: date, kind: str, stand_in: Person | None, note: str) -> None:
    _check_span(first_on, last_on)
    absence.first_on, absence.last_on = first_on, last_on
    absence.kind, absence.note = _kind(kind), _note(note)
    absence.stand_in = _stand_in(absence.person, stand_in)
    _check_is_free(absence)


def _check_span(first_on: date, last_on: date) -> None:
    if last_on < first_on:
        raise Invalid(_("The last day lies before the first."), code="not_in_order", field="last_on")
    if (last_on - first_on).days >= DAYS_AT_MOST:
        raise Invalid(_("That is more than a year. Enter a longer absence in parts."), code="too_long", field="last_on")


def _kind(kind: str) -> Absence.Kind:
    try:
        return Absence.Kind(kind)
    except ValueError as error:
        raise Invalid(
            _("There is no kind of absence “%(kind)s”.") % {"kind": kind[:20]}, code="unknown_kind", field="kind"
        ) from error


def _note(note: str) -> str:
    if len(note.strip()) > NOTE_AT_MOST:
        raise Invalid(_("That is too long. Use up to 500 letters."), code="too_long", field="note")
    return note.strip()


def _stand_in(person: Person, stand_in: Person | None) -> Person | None:
    if stand_in is not None and stand_in.pk == person.pk:
        raise Invalid(_("Nobody stands in for themselves. Choose somebody else."), code="own", field="stand_in")
    if stand_in is not None and (stand_in.is_bot or not stand_in.is_active):
        raise Invalid(_("Choose a colleague whose account is open."), code="not_a_colleague", field="stand_in")
    return stand_in


def _check_is_free(absence: Absence) -> None:
    others = Absence.objects.touching(absence.first_on, absence.last_on).filter(person=absence.person)
    other = others.exclude(pk=absence.pk).first()
    if other is not None:
        language = get_language() or "en"
        days = {"first": format_day(other.first_on, language), "last": format_day(other.last_on, language)}
        raise Conflict(
            _("There is an absence from %(first)s to %(last)s already. Change that one, or choose other days.") % days,
            code="overlaps",
            field="first_on",
        )


def _facts(absence: Absence) -> dict[str, str | int | None]:
    # The kind and the note stay out of the log: it goes to places where they have no business.
    return {
        "person": absence.person_id,
        "first_on": absence.first_on.isoformat(),
        "last_on": absence.last_on.isoformat(),
        "stand_in": absence.stand_in_id,
    }
