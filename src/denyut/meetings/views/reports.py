"""Weekly reports: all of them, and one."""

from typing import Any

from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.views.generic import TemplateView

from denyut.meetings.due import teams
from denyut.meetings.models import Report
from denyut.meetings.report_rows import report_page, report_rows
from denyut.people.requests import new_key
from denyut.people.views.doors import Page
from denyut.spine.access import may

SHOWN = 60


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 18 else None


class Reports(Page, TemplateView):
    """The reports that the viewer may read, by week; of one team where one is chosen."""

    template_name = "meetings/reports.html"

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        chosen = self.request.GET.get("team", "")
        found = Report.objects.visible_to(self.person).select_related("department")
        if chosen == "company":
            found = found.filter(department=None)
        elif _number(chosen) is not None:
            found = found.filter(department=_number(chosen))
        rows = report_rows(found[:SHOWN], get_language() or "en")
        weeks: dict[str, list[Any]] = {}
        for row in rows:
            weeks.setdefault(row.span, []).append(row)
        own = {"weeks": list(weeks.items()), "teams": [one for one in teams() if one], "chosen": chosen}
        may_plan = may(self.person, "meetings.plan_report", self.person.department)
        return super().get_context_data(**{**own, "may_plan": may_plan, **context})


class OneReport(Page):
    """A page about one report that the viewer may read."""

    kwargs: dict[str, Any]

    @cached_property
    def report(self) -> Report:
        """Raises Http404."""
        found = Report.objects.visible_to(self.person).select_related("department", "posted_by", "room")
        return get_object_or_404(found, pk=self.kwargs["pk"])


class ReportPage(OneReport, TemplateView):
    """One report: for everybody, and below it what the viewer alone may know."""

    template_name = "meetings/report.html"

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        report = self.report
        own = {
            "report": report,
            "page": report_page(report, self.person, get_language() or "en"),
            "may_edit": not report.is_posted and may(self.person, "meetings.edit_report", report),
            "editions": report.editions.count(),
            "key": new_key(),
        }
        return super().get_context_data(**{**own, **context})
