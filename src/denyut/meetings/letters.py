"""Reports and digests as letters: text and page, in the language of whoever reads them; and the page that is set for print."""

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from denyut.meetings.models import Digest, Report
from denyut.meetings.report_rows import objectives_in, report_page
from denyut.meetings.wording import item_row
from denyut.okr.models import Objective
from denyut.people.languages import is_right_to_left
from denyut.people.models import Person, Workspace
from denyut.people.times import company_now


def report_letter(report: Report, person: Person) -> EmailMultiAlternatives:
    """A posted report for one subscriber. What only they may see stands on the page alone, never in a letter."""
    with translation.override(person.language):
        context = report_context(report, person.language)
        return _letter("report", {**context, "person": person}, person)


def digest_letter(digest: Digest, person: Person) -> EmailMultiAlternatives | None:
    """A digest for its subscriber; None when nothing is left in it that they may see."""
    with translation.override(person.language):
        named = {number for item in digest.items for number in objectives_in(item)}
        seen = set(Objective.objects.visible_to(person).filter(pk__in=named).values_list("pk", flat=True))
        rows = [item_row(item, person.language) for item in digest.items if objectives_in(item) <= seen]
        if not rows:
            return None
        link = settings.PUBLIC_URL.rstrip("/") + reverse("meetings:digest", args=[digest.pk])
        context = {**_frame(person.language), "rows": rows, "digest": digest, "link": link, "person": person}
        return _letter("digest", context, person)


def report_context(report: Report, language: str) -> dict[str, object]:
    """What a report is drawn from where nobody is signed in: in a letter, in print. The language must be active."""
    page = report_page(report, None, language)
    link = settings.PUBLIC_URL.rstrip("/") + reverse("meetings:report", args=[report.pk])
    return {**_frame(language), "page": page, "report": report, "link": link}


def printed_page(report: Report, language: str) -> str:
    """The whole page that the press sets, its style in it."""
    with translation.override(language):
        return render_to_string("meetings/print.html", report_context(report, language))


def _frame(language: str) -> dict[str, object]:
    direction = "rtl" if is_right_to_left(language) else "ltr"
    home = settings.PUBLIC_URL.rstrip("/")
    today = company_now()
    workspace = Workspace.objects.first()
    return {"workspace": workspace, "home": home, "language": language, "direction": direction, "today": today}


def _letter(name: str, context: dict[str, object], person: Person) -> EmailMultiAlternatives:
    subject = " ".join(render_to_string(f"meetings/mail/{name}_subject.txt", context).split())
    letter = EmailMultiAlternatives(subject, render_to_string(f"meetings/mail/{name}.txt", context), to=[person.email])
    letter.attach_alternative(render_to_string(f"meetings/mail/{name}.html", context), "text/html")
    return letter
