"""What meetings do by the clock: reports, digests, letters, prints, and whether a meeting is needed."""

import logging
import subprocess
from datetime import date, datetime, timedelta

from django.tasks import task

from denyut.meetings.actions.dissolutions import consider_ritual, settle_dissolution
from denyut.meetings.actions.prints import finish_print
from denyut.meetings.actions.reports import compile_report, post_report
from denyut.meetings.actions.subscriptions import note_digest_mailed, send_digest
from denyut.meetings.dissolving import due_to_consider, due_to_settle
from denyut.meetings.due import digests_due, reports_due
from denyut.meetings.letters import digest_letter, printed_page, report_letter
from denyut.meetings.models import Digest, Dissolution, Print, Report, ReportPlan, Subscription
from denyut.meetings.press import NoPress, pressed
from denyut.people.models import Department, Person
from denyut.rhythm.models import Ritual
from denyut.spine import clock
from denyut.spine.access import Refused
from denyut.spine.jobs.cron import schedule
from denyut.spine.jobs.retrying import retrying

log = logging.getLogger("denyut.meetings")
NO_PRESS, FAILED = "no_press", "failed"


@task()
def compile_reports() -> None:
    """Compile each report that is due. A task of its own each: one that fails stops no other."""
    for team, moment in reports_due(clock.now()):
        compile_one.enqueue(team.pk if team else 0, moment.isoformat())


@retrying(max_attempts=5, backoff=60.0)
def compile_one(department_id: int, moment: str) -> None:
    """Compile a team's report (0: the company's), and post it where its plan says so."""
    team = Department.objects.filter(pk=department_id).first()
    plan = ReportPlan.objects.filter(department=team).select_related("set_by").first()
    report = compile_report(None, team, due_at=datetime.fromisoformat(moment))
    if plan is not None and plan.is_posted_at_once and not report.is_posted:
        try:
            post_report(plan.set_by, report)
        except Refused as refusal:
            # Whoever planned it may have lost the right since then: it waits as a draft.
            log.warning("report %s stays a draft: %s", report.pk, refusal.code)


@retrying(max_attempts=5, backoff=60.0)
def mail_report(report_id: int, person_id: int) -> None:
    """A posted report as a letter to one subscriber."""
    report = Report.objects.posted().select_related("department").filter(pk=report_id).first()
    person = Person.objects.colleagues().filter(pk=person_id).first()
    if report is not None and person is not None:
        report_letter(report, person).send()


@task()
def send_digests() -> None:
    """Tell each subscriber whose hour has come. A task of its own each."""
    for one in digests_due(clock.now()):
        send_one_digest.enqueue(one.pk)


@retrying(max_attempts=5, backoff=60.0)
def send_one_digest(subscription_id: int) -> None:
    """One subscriber's digest, if its hour has come and anything changed."""
    one = next((one for one in digests_due(clock.now()) if one.pk == subscription_id), None)
    digest = send_digest(None, one) if one is not None else None
    if digest is not None and digest.subscription.person_id:
        mail_digest.enqueue(digest.pk)


@retrying(max_attempts=5, backoff=60.0)
def mail_digest(digest_id: int) -> None:
    """A digest as a letter, once."""
    digest = Digest.objects.select_related("subscription__person").filter(pk=digest_id, mailed_at=None).first()
    person = digest.subscription.person if digest is not None else None
    if digest is not None and person is not None and person.is_active:
        letter = digest_letter(digest, person)
        if letter is not None:
            letter.send()
        note_digest_mailed(None, digest)


@task()
def make_print(print_id: int) -> None:
    """Set a report for print, in a process of its own."""
    one = Print.objects.select_related("report__department").filter(pk=print_id, pdf=None).first()
    if one is None:
        return
    try:
        finish_print(None, one, pdf=pressed(printed_page(one.report, one.language)))
    except NoPress:
        finish_print(None, one, fault=NO_PRESS)
    except (subprocess.SubprocessError, OSError):
        log.exception("print %s failed", one.pk)
        finish_print(None, one, fault=FAILED)


@task()
def consider_meetings() -> None:
    """Ask a day before each status meeting whether it is needed; settle those that are about to begin."""
    for ritual, day, starts_at in due_to_consider(clock.now()):
        consider_one.enqueue(ritual.pk, day.isoformat(), starts_at.isoformat())
    for one in due_to_settle(clock.now()):
        settle_one.enqueue(one.pk)


@task()
def consider_one(ritual_id: int, day: str, starts_at: str) -> None:
    """Whether one meeting is needed."""
    ritual = Ritual.objects.standing().select_related("cycle", "department", "made_by").filter(pk=ritual_id).first()
    if ritual is not None:
        moment = datetime.fromisoformat(starts_at)
        consider_ritual(None, ritual, day=date.fromisoformat(day), starts_at=moment)


@task()
def settle_one(dissolution_id: int) -> None:
    """The last word about one meeting."""
    one = Dissolution.objects.select_related("ritual__department", "ritual__made_by").filter(pk=dissolution_id).first()
    if one is not None:
        settle_dissolution(None, one)


def subscribers_of(report: Report) -> list[int]:
    """The ids of the people who follow the team of a report, or all of the company for its report. One query."""
    follows = Subscription.objects.standing().filter(objective=None, department=report.department)
    return sorted(set(follows.exclude(person=None).values_list("person", flat=True)) - {None})


schedule(compile_reports, every=timedelta(minutes=15))
schedule(send_digests, every=timedelta(minutes=30))
schedule(consider_meetings, every=timedelta(minutes=30))
