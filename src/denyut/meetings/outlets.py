"""What meetings do about what happens: letters for posted reports, prints that were asked for, surprises on dissolved topics."""

from denyut.meetings.actions.dissolutions import note_surprise
from denyut.meetings.jobs import mail_report, make_print, subscribers_of
from denyut.meetings.models import Report
from denyut.meetings.verbs import PRINT_ASKED, REPORT_POSTED
from denyut.spine.models import Event
from denyut.spine.outlets import outlet

WARNED = ("foresight.warned",)


@outlet("meetings.report_letters", [REPORT_POSTED])
def send_report(event: Event) -> None:
    """A posted report with news goes to those who follow its team."""
    report = Report.objects.filter(pk=event.subject_id or 0).first()
    if report is not None and event.facts["has_news"]:
        for person in subscribers_of(report):
            mail_report.enqueue(report.pk, person)


@outlet("meetings.prints", [PRINT_ASKED])
def print_report(event: Event) -> None:
    """A report that was asked for is set by a job."""
    make_print.enqueue(event.subject_id or 0)


@outlet("meetings.surprises", WARNED)
def hear_warning(event: Event) -> None:
    """A warning about what a dissolved meeting had said to be fine makes the next one harder to dissolve."""
    if event.facts.get("key_result"):
        note_surprise(None, event.facts["key_result"])
