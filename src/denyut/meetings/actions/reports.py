"""Deeds on weekly reports: planned, compiled, edited, posted."""

from collections.abc import Mapping, Sequence
from datetime import datetime, time
from typing import TypedDict, cast

from django.utils.translation import gettext as _

from denyut.chat.actions import tell_card
from denyut.chat.models import Room
from denyut.meetings.compiling.sections import sections_of
from denyut.meetings.compiling.sources import Span, for_everybody
from denyut.meetings.models import Edition, Report, ReportPlan
from denyut.meetings.models.reports import FRIDAY, USUAL_TIME
from denyut.meetings.moments import WEEK, monday_of_moment
from denyut.meetings.scope import room_of
from denyut.meetings.verbs import REPORT_COMPILED, REPORT_EDITED, REPORT_PLANNED, REPORT_POSTED
from denyut.people.models import Department, Person
from denyut.people.times import company_now
from denyut.spine import clock
from denyut.spine.access import Conflict, Invalid, require
from denyut.spine.deeds import deed
from denyut.spine.events import Facts, record

SUMMARY_AT_MOST, NOTE_AT_MOST, LONGEST_EDIT = 5000, 2000, 4 * 3600
CARD = "meetings.report_card"


class SectionNotes(TypedDict, total=False):
    """A word on each section, by its kind."""

    moved: str
    revised: str
    reached: str
    risks: str
    decided: str
    needed: str
    weeks: str


@deed("meetings.plan_report")
def plan_report(
    actor: Person,
    *,
    department: Department | None = None,
    weekday: int = FRIDAY,
    at: time = USUAL_TIME,
    room: Room | None = None,
    is_posted_at_once: bool = False,
    is_off: bool = False,
) -> ReportPlan:
    """Say when the report of a team (without one: of the company) is compiled, where it goes, and whether it waits for an editor.

    `weekday` is 0 for Monday. Raises Refused where the rule says no or the actor may not speak in the room, Invalid.
    """
    require(actor, "meetings.plan_report", department)
    if room is not None:
        require(actor, "chat.say", room)
    if not 0 <= weekday <= 6:
        raise Invalid(_("Choose a day of the week."), code="not_a_choice", field="weekday")
    plan = ReportPlan.objects.filter(department=department).first() or ReportPlan(department=department)
    plan.weekday, plan.at, plan.room = weekday, at, room
    plan.is_posted_at_once, plan.is_off = is_posted_at_once, is_off
    plan.set_by, plan.set_at = actor, clock.now()
    plan.save()
    facts = {"department": department.pk if department else None, "weekday": weekday, "at": at.isoformat("minutes")}
    record(REPORT_PLANNED, actor, plan, facts={**facts, "at_once": is_posted_at_once, "off": is_off})
    return plan


@deed("meetings.compile_report")
def compile_report(actor: Person | None, department: Department | None, *, due_at: datetime) -> Report:
    """Compile a team's report of the week in which `due_at` lies: what changed since the one before, for seven days at most. Nobody has
    to ask for it: `actor` is None for the clock. Once a week; again changes nothing and answers the one that is there.
    """
    if actor is not None:
        require(actor, "meetings.plan_report", department)
    now = clock.now()
    week_on = monday_of_moment(due_at, company_now().tzinfo or due_at.tzinfo)  # type: ignore[arg-type]
    known = Report.objects.filter(department=department, week_on=week_on).first()
    if known is not None:
        return known
    report = Report(department=department, week_on=week_on, due_at=due_at, until=now, since=_since(department, now))
    report.compiled_at = now
    report.body = sections_of(for_everybody(department), Span(report.since, report.until))
    report.save(force_insert=True)
    # Nobody is called to a draft in which nothing stands.
    lead = department.lead_id if department else None
    told = [lead] if lead and report.has_news else []
    record(REPORT_COMPILED, actor, report, facts={**_facts(report), "told": told})
    return report


@deed("meetings.refresh_report")
def refresh_report(actor: Person, report: Report) -> Report:
    """Compile a draft anew, up to now. What its editor wrote and left out stays. Raises Refused, Conflict once it is posted."""
    report = _draft(actor, report)
    report.until = report.compiled_at = clock.now()
    report.body = sections_of(for_everybody(report.department), Span(report.since, report.until))
    report.edition += 1
    report.save(update_fields=["until", "compiled_at", "body", "edition"])
    _keep(actor, report, 0)
    record(REPORT_EDITED, actor, report, facts={**_facts(report), "seconds": 0})
    return report


@deed("meetings.edit_report")
def edit_report(
    actor: Person,
    report: Report,
    *,
    summary: str = "",
    notes: SectionNotes | None = None,
    left_out: Sequence[str] = (),
    edition: int | None = None,
    seconds: int = 0,
) -> Report:
    """Put a summary and notes (by section) to a draft, and leave items out by their keys. Numbers can't be changed: they have sources.

    `edition` is the one that was read; `seconds` how long the editor worked on it. Raises Refused where the rule says no, Conflict when
    somebody saved meanwhile or it is posted, Invalid for words that are too long.
    """
    report = _draft(actor, report)
    if edition is not None and edition != report.edition:
        raise Conflict(_("Somebody edited this report meanwhile. Load it again and add what is yours."), code="stale")
    said = cast(Mapping[str, str], notes or {})
    words = {section["kind"]: said.get(section["kind"], "").strip() for section in report.body}
    _check_length(summary, words)
    keys = {item["key"] for section in report.body for item in section["items"]}
    report.summary, report.notes = summary.strip(), {kind: text for kind, text in words.items() if text}
    report.left_out = sorted(keys & set(left_out))
    seconds = max(0, min(seconds, LONGEST_EDIT))
    report.edition, report.edit_seconds = report.edition + 1, report.edit_seconds + seconds
    report.save(update_fields=["summary", "notes", "left_out", "edition", "edit_seconds"])
    _keep(actor, report, seconds)
    record(REPORT_EDITED, actor, report, facts={**_facts(report), "seconds": seconds}, text=report.summary)
    return report


@deed("meetings.post_report")
def post_report(actor: Person, report: Report, *, room: Room | None = None) -> Report:
    """Post a draft: from now on everybody may read it, the team's room (or `room`) tells of it, and its subscribers get a letter.

    One without news is posted too, and tells nobody. Raises Refused where the rule says no, Conflict once it is posted.
    """
    report = _draft(actor, report)
    plan = ReportPlan.objects.filter(department=report.department).select_related("room").first()
    place = room or (plan.room if plan else None) or room_of(report.department)
    if room is not None:
        require(actor, "chat.say", room)
    report.posted_at, report.posted_by, report.room = clock.now(), actor, place
    report.save(update_fields=["posted_at", "posted_by", "room"])
    event = record(REPORT_POSTED, actor, report, facts={**_facts(report), "has_news": report.has_news, "told": []})
    if place is not None and report.has_news:
        tell_card(actor, place, event_id=event.pk, card=CARD, number=report.pk)
    return report


def _since(department: Department | None, now: datetime) -> datetime:
    before = Report.objects.filter(department=department).order_by("-until").first()
    return max(before.until, now - WEEK) if before is not None else now - WEEK


def _draft(actor: Person, report: Report) -> Report:
    found = Report.objects.select_for_update(of=("self",)).select_related("department").get(pk=report.pk)
    require(actor, "meetings.edit_report", found)
    if found.is_posted:
        raise Conflict(_("This report is posted, and stays as it is."), code="posted")
    return found


def _check_length(summary: str, notes: Mapping[str, str]) -> None:
    if len(summary) > SUMMARY_AT_MOST:
        raise Invalid(_("That is too long. Use up to 5,000 letters."), code="too_long", field="summary")
    if any(len(text) > NOTE_AT_MOST for text in notes.values()):
        raise Invalid(_("That is too long. Use up to 2,000 letters."), code="too_long", field="notes")


def _keep(actor: Person, report: Report, seconds: int) -> None:
    Edition.objects.create(
        report=report,
        number=report.edition,
        summary=report.summary,
        notes=report.notes,
        left_out=report.left_out,
        by=actor,
        at=clock.now(),
        seconds=seconds,
    )


def _facts(report: Report) -> Facts:
    return {"report": report.pk, "department": report.department_id, "week_on": report.week_on.isoformat()}
