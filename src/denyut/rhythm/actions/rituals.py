"""Deeds on the calendar of a cycle."""

from datetime import date, time

from django.utils.translation import gettext as _

from denyut.okr.models import Cycle
from denyut.people.models import Department, Person
from denyut.rhythm.models import Ritual
from denyut.rhythm.occurrences import Every
from denyut.rhythm.usual import usual_rituals
from denyut.rhythm.verbs import RITUAL_ADDED, RITUAL_CHANGED, RITUAL_ENDED
from denyut.spine import clock
from denyut.spine.access import Conflict, Invalid, require
from denyut.spine.deeds import deed
from denyut.spine.events import record
from denyut.spine.verbs import Verb

TITLE_AT_MOST, MINUTES_AT_MOST = 120, 24 * 60


@deed("rhythm.use_usual_calendar")
def use_usual_calendar(actor: Person, cycle: Cycle, *, department: Department | None = None) -> Cycle:
    """Put the usual rituals of a cycle of this length into its calendar, for the company or for one department.

    Raises Refused where the rule says no, Conflict when the cycle is closed or these people have a calendar in it.
    """
    require(actor, "rhythm.manage", department)
    _check_is_open(cycle)
    if Ritual.objects.standing().filter(cycle=cycle, department=department).exists():
        raise Conflict(
            _("There are rituals in this calendar already. Change them, or remove them first."), code="has_calendar"
        )
    for usual in usual_rituals(cycle.starts_on, cycle.ends_on):
        ritual = Ritual(cycle=cycle, department=department, made_by=actor, made_at=clock.now())
        _describe(ritual, usual.kind, "", usual.first_on, usual.every, usual.at, usual.minutes)
        ritual.save(force_insert=True)
        _tell(RITUAL_ADDED, actor, ritual)
    return cycle


@deed("rhythm.add_ritual")
def add_ritual(
    actor: Person,
    cycle: Cycle,
    *,
    first_on: date,
    at: time,
    kind: str = Ritual.Kind.CUSTOM,
    title: str = "",
    every: str = Every.WEEK,
    minutes: int = 30,
    department: Department | None = None,
) -> Ritual:
    """Put a ritual into the calendar of a cycle: from `first_on` on, always on its weekday, at `at` by everybody's own clock.

    Raises Refused where the rule says no, Conflict when the cycle is closed, Invalid.
    """
    require(actor, "rhythm.manage", department)
    _check_is_open(cycle)
    ritual = Ritual(cycle=cycle, department=department, made_by=actor, made_at=clock.now())
    _describe(ritual, kind, title, first_on, every, at, minutes)
    ritual.save(force_insert=True)
    _tell(RITUAL_ADDED, actor, ritual)
    return ritual


@deed("rhythm.change_ritual")
def change_ritual(
    actor: Person,
    ritual: Ritual,
    *,
    first_on: date,
    at: time,
    kind: str = Ritual.Kind.CUSTOM,
    title: str = "",
    every: str = Every.WEEK,
    minutes: int = 30,
    department: Department | None = None,
) -> Ritual:
    """Move a ritual, or give it to other people. What took place stays as it was. Raises like add_ritual."""
    require(actor, "rhythm.manage_ritual", ritual)
    require(actor, "rhythm.manage", department)
    ritual = _standing(ritual)
    _describe(ritual, kind, title, first_on, every, at, minutes)
    ritual.department = department
    ritual.save()
    _tell(RITUAL_CHANGED, actor, ritual)
    return ritual


@deed("rhythm.end_ritual")
def end_ritual(actor: Person, ritual: Ritual) -> Ritual:
    """Take a ritual off the calendar; what came of it stays. Raises Refused, Conflict when it is off already."""
    require(actor, "rhythm.manage_ritual", ritual)
    ritual = _standing(ritual)
    ritual.ended_at = clock.now()
    ritual.save(update_fields=["ended_at"])
    _tell(RITUAL_ENDED, actor, ritual)
    return ritual


def _standing(ritual: Ritual) -> Ritual:
    ritual = Ritual.objects.select_for_update(of=("self",)).select_related("cycle").get(pk=ritual.pk)
    if ritual.ended_at:
        raise Conflict(_("This ritual is off the calendar already."), code="ended")
    _check_is_open(ritual.cycle)
    return ritual


def _check_is_open(cycle: Cycle) -> None:
    if cycle.is_closed:
        raise Conflict(_("This cycle is closed. Its calendar stays as it is."), code="cycle_closed")


def _describe(ritual: Ritual, kind: str, title: str, first_on: date, every: str, at: time, minutes: int) -> None:
    if kind not in Ritual.Kind.values:
        raise Invalid(_("There is no such kind of ritual."), code="not_a_choice", field="kind")
    if every not in Every:
        raise Invalid(_("Choose how often it comes again."), code="not_a_choice", field="every")
    if len(title.strip()) > TITLE_AT_MOST:
        raise Invalid(_("That is too long. Use up to 120 letters."), code="too_long", field="title")
    if kind == Ritual.Kind.CUSTOM and not title.strip():
        raise Invalid(_("Give the meeting a title."), code="empty", field="title")
    if not 0 < minutes <= MINUTES_AT_MOST:
        raise Invalid(_("A ritual lasts from one minute to a day."), code="not_minutes", field="minutes")
    if first_on > ritual.cycle.ends_on:
        raise Invalid(_("The cycle ends before that day. Choose an earlier one."), code="too_late", field="first_on")
    ritual.kind, ritual.title, ritual.first_on = kind, title.strip(), first_on
    ritual.every, ritual.at, ritual.minutes = Every(every).value, at, minutes


def _tell(verb: Verb, actor: Person, ritual: Ritual) -> None:
    facts = {
        "cycle": ritual.cycle_id,
        "kind": ritual.kind,
        "first_on": ritual.first_on.isoformat(),
        "every": ritual.every,
        "at": ritual.at.isoformat("minutes"),
        "minutes": ritual.minutes,
        "department": ritual.department_id,
    }
    record(verb, actor, ritual, facts=facts, text=ritual.title)
