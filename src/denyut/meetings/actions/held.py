"""Deeds on the meeting log."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from denyut.meetings.models import Held
from denyut.meetings.verbs import MEETING_LOGGED, MEETING_REMOVED
from denyut.people.models import Department, Person
from denyut.people.times import company_now
from denyut.spine import clock
from denyut.spine.access import Invalid, require
from denyut.spine.deeds import deed
from denyut.spine.events import record

TITLE_AT_MOST, A_DAY = 200, 24 * 60


@deed("meetings.log_meeting")
def log_meeting(
    actor: Person,
    *,
    title: str,
    day: date,
    minutes: int,
    people: Sequence[Person] = (),
    kind: str = Held.MeetingKind.STATUS,
    status_minutes: int | None = None,
    department: Department | None = None,
) -> Held:
    """Enter a meeting that took place: how many `minutes`, with whom (the actor is always counted), of which `kind`.

    `status_minutes` is the part of it that told how things stand: all of a status meeting, none of another, unless it is said.
    Raises Refused from an auditor, Invalid for a day that is to come, no title, or no sensible length.
    """
    require(actor, "meetings.log")
    words = " ".join(title.replace("\x00", "").split())
    if not words or len(words) > TITLE_AT_MOST:
        raise Invalid(_("Say in up to 200 letters what it was about."), code="empty", field="title")
    if kind not in Held.MeetingKind.values:
        raise Invalid(_("There is no such kind of meeting."), code="not_a_choice", field="kind")
    if day > company_now().date():
        raise Invalid(_("Enter it when it has taken place."), code="ahead", field="day")
    if not 1 <= minutes <= A_DAY:
        raise Invalid(_("A meeting lasts from one minute to a day."), code="not_minutes", field="minutes")
    usual = minutes if kind == Held.MeetingKind.STATUS else 0
    told = usual if status_minutes is None else status_minutes
    if not 0 <= told <= minutes:
        raise Invalid(_("This can't be longer than the meeting."), code="not_minutes", field="status_minutes")
    held = Held.objects.create(
        title=words,
        kind=kind,
        day=day,
        minutes=minutes,
        status_minutes=told,
        department=department,
        logged_by=actor,
        logged_at=clock.now(),
    )
    held.people.set({actor.pk, *(one.pk for one in people)})
    facts = {"kind": kind, "minutes": minutes, "people": held.people.count(), "day": day.isoformat()}
    record(MEETING_LOGGED, actor, held, facts=facts, text=words)
    return held


@deed("meetings.remove_meeting")
def remove_meeting(actor: Person, held: Held) -> Held:
    """Take a meeting that was entered by hand out of the log. Raises Refused unless the actor entered it."""
    require(actor, "meetings.remove", held)
    record(MEETING_REMOVED, actor, held, facts={"kind": held.kind, "minutes": held.minutes})
    Held.objects.filter(pk=held.pk).delete()
    return held
