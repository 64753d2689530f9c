"""Editing a draft, posting it, and saying when reports are compiled."""

from typing import Any, cast

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from denyut.meetings.actions import edit_report, plan_report, post_report, refresh_report
from denyut.meetings.actions.reports import SectionNotes
from denyut.meetings.forms import EditForm, PlanForm
from denyut.meetings.models import Report, ReportPlan
from denyut.meetings.report_rows import report_page
from denyut.meetings.views.reports import OneReport
from denyut.people.models import Department
from denyut.people.requests import new_key
from denyut.people.views.doors import DeedButton, DeedPage
from denyut.spine.access import require
from denyut.spine.events import Via


class Editing(OneReport, DeedPage):
    """The draft with its summary, a note for each section, and a tick at each item that stays."""

    form_class = EditForm
    template_name = "meetings/edit.html"
    done = _("Saved.")

    def get_initial(self) -> dict[str, Any]:
        return {"summary": self.report.summary, "edition": self.report.edition, "seconds": 0}

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        require(self.person, "meetings.edit_report", self.report)
        page = report_page(self.report, None, get_language() or "en", is_editing=True)
        return super().get_context_data(**{"report": self.report, "page": page, "is_editing": True, **context})

    def do(self, form: EditForm, via: Via) -> Report:
        keys = [item["key"] for section in self.report.body for item in section["items"]]
        kept = set(self.request.POST.getlist("kept"))
        said = {one["kind"]: self.request.POST.get(f"note-{one['kind']}", "") for one in self.report.body}
        notes = cast(SectionNotes, said)
        words = form.words()
        return edit_report.via(via)(
            self.person, self.report, notes=notes, left_out=[key for key in keys if key not in kept], **words
        )

    def get_success_url(self) -> str:
        return reverse("meetings:report", args=[self.report.pk])


class Editions(OneReport, TemplateView):
    """How a report read each time it was saved."""

    template_name = "meetings/editions.html"

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        editions = self.report.editions.select_related("by")
        return super().get_context_data(**{"report": self.report, "editions": editions, **context})


class Refreshing(OneReport, DeedButton):
    """Compile a draft anew."""

    done = _("Compiled anew.")

    def do(self, via: Via) -> Report:
        return refresh_report.via(via)(self.person, self.report)

    def get_success_url(self) -> str:
        return reverse("meetings:report", args=[self.report.pk])


class Posting(Refreshing):
    """Post a draft."""

    done = _("Posted.")

    def do(self, via: Via) -> Report:
        return post_report.via(via)(self.person, self.report)


class Planning(DeedPage):
    """When the report of a team is compiled: of the department in `?department=`, else of the viewer's own."""

    form_class = PlanForm
    heading = _("When the report is compiled")
    done = _("Saved.")

    @cached_property
    def department(self) -> Department | None:
        """The team; None is the company. Raises Http404."""
        asked = self.request.GET.get("department", "")
        if asked == "company":
            return None
        if asked.isascii() and asked.isdecimal() and len(asked) < 18:
            return get_object_or_404(Department, pk=int(asked))
        return self.person.department

    def get_initial(self) -> dict[str, Any]:
        plan = ReportPlan.objects.filter(department=self.department).first()
        if plan is None:
            return {"department": self.department}
        kept = {name: getattr(plan, name) for name in ("weekday", "at", "room", "is_posted_at_once", "is_off")}
        return {"department": self.department, **kept}

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "viewer": self.person}

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        require(self.person, "meetings.plan_report", self.department)
        return super().get_context_data(**{"key": new_key(), **context})

    def do(self, form: PlanForm, via: Via) -> ReportPlan:
        return plan_report.via(via)(self.person, **form.words())

    def get_success_url(self) -> str:
        return reverse("meetings:reports")
