"""Reports as files: asked for, waited for, taken home."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.views.generic import TemplateView

from denyut.meetings.actions import ask_print
from denyut.meetings.models import Print
from denyut.meetings.views.reports import OneReport
from denyut.people.requests import via_web, wants_fragment
from denyut.people.views.doors import gone_to


class Printing(OneReport, TemplateView):
    """POST asks for the file; the page waits for it, and says how to print without it where it can't be made."""

    template_name = "meetings/printing.html"

    def get_template_names(self) -> list[str]:
        return ["meetings/_printing.html" if wants_fragment(self.request) else "meetings/printing.html"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        ask_print.via(via_web(request))(self.person, self.report, language=get_language() or "en")
        return gone_to(request, reverse("meetings:print", args=[self.report.pk]))

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        return super().get_context_data(**{"report": self.report, "one": _print_of(self), **context})


class Pdf(OneReport):
    """The file, once it is there."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        one = _print_of(self)
        if one is None or one.pdf is None:
            raise Http404
        answer = HttpResponse(bytes(one.pdf), content_type="application/pdf")
        answer["Content-Disposition"] = f'attachment; filename="report-{self.report.week_on}-{one.language}.pdf"'
        return answer


def _print_of(page: OneReport) -> Print | None:
    return page.report.prints.filter(edition=page.report.edition, language=get_language() or "en").first()
