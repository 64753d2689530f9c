"""Deeds on reports as files to print."""

from denyut.meetings.models import Print, Report
from denyut.meetings.verbs import PRINT_ASKED, PRINT_MADE
from denyut.people.models import Person
from denyut.spine import clock
from denyut.spine.access import NotThere
from denyut.spine.deeds import deed
from denyut.spine.events import record


@deed("meetings.ask_print")
def ask_print(actor: Person, report: Report, *, language: str) -> Print:
    """Have a report set for print in a language, by a job. One that is there or on its way already is the answer; one that failed
    is tried again. Raises NotThere for a report that the actor may not see.
    """
    if not Report.objects.visible_to(actor).filter(pk=report.pk).exists():
        raise NotThere("", code="not_there")
    one, is_new = Print.objects.get_or_create(
        report=report, edition=report.edition, language=language, defaults={"asked_at": clock.now()}
    )
    if is_new or one.fault:
        one.fault = ""
        one.save(update_fields=["fault"])
        record(PRINT_ASKED, actor, one, facts={"report": report.pk, "edition": report.edition, "language": language})
    return one


@deed("meetings.finish_print")
def finish_print(actor: Person | None, one: Print, *, pdf: bytes = b"", fault: str = "") -> Print:
    """Keep the file that was made, or why it could not be."""
    one.pdf, one.fault, one.made_at = pdf or None, fault[:200], clock.now()
    one.save(update_fields=["pdf", "fault", "made_at"])
    record(PRINT_MADE, actor, one, facts={"report": one.report_id, "letters": len(pdf), "is_there": bool(pdf)})
    return one
