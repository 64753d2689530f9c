"""Departments, sites, and the workspace itself."""

from typing import Any

from django.conf import settings
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from denyut.people.actions import (
    add_department,
    add_holiday,
    add_site,
    change_department,
    change_site,
    change_workspace,
    remove_holiday,
)
from denyut.people.forms.places import DepartmentForm, HolidayForm, SiteForm, WorkspaceForm
from denyut.people.models import Department, Holiday, Site, Workspace
from denyut.people.requests import new_key
from denyut.people.trees import rooted
from denyut.people.views.doors import DeedButton, DeedPage, Page
from denyut.spine.access import may
from denyut.spine.events import Via


class Settings(Page):
    """Where everything that can be set is found."""

    def get(self, request: HttpRequest) -> HttpResponse:
        context = {
            "may_administer": may(self.person, "people.administer"),
            "may_invite": may(self.person, "people.see_invitations"),
        }
        return render(request, "people/settings.html", context)


FIELDS = ("name", "language", "region", "zone", "week_starts_on", "ding_budget")


class WorkspaceSettings(DeedPage):
    """What holds for everybody."""

    rule = "people.administer"
    form_class = WorkspaceForm
    heading = _("Workspace")
    done = _("Saved.")

    def get_initial(self) -> dict[str, Any]:
        workspace = Workspace.objects.get()
        return {name: getattr(workspace, name) for name in FIELDS}

    def do(self, form: WorkspaceForm, via: Via) -> Workspace:
        return change_workspace.via(via)(self.person, **form.words())

    def get_success_url(self) -> str:
        return reverse("people:workspace")


class Departments(Page):
    """The tree of departments, with leads and head counts."""

    def get(self, request: HttpRequest) -> HttpResponse:
        heads = Count("people", filter=Q(people__is_active=True, people__is_bot=False))
        departments = Department.objects.with_tree_fields().select_related("lead").annotate(heads=heads)
        context = {"roots": rooted(departments), "may_administer": may(self.person, "people.administer")}
        return render(request, "people/departments.html", context)


class NewDepartment(DeedPage):
    """Add a department; `?parent=` says where."""

    rule = "people.administer"
    form_class = DepartmentForm
    heading = _("New department")
    submit = _("Add")

    def get_initial(self) -> dict[str, Any]:
        return {"parent": self.request.GET.get("parent")}

    def do(self, form: DepartmentForm, via: Via) -> Department:
        return add_department.via(via)(self.person, **form.words())

    def get_success_url(self) -> str:
        return reverse("people:departments")


class DepartmentPage(DeedPage):
    """Rename, move, lead."""

    rule = "people.administer"
    form_class = DepartmentForm
    heading = _("Department")

    @cached_property
    def department(self) -> Department:
        """Raises Http404."""
        found: Department = get_object_or_404(Department.objects.without_tree_fields(), pk=self.kwargs["pk"])
        return found

    def get_initial(self) -> dict[str, Any]:
        return {"name": self.department.name, "parent": self.department.parent_id, "lead": self.department.lead_id}

    def do(self, form: DepartmentForm, via: Via) -> Department:
        return change_department.via(via)(self.person, self.department, **form.words())

    def get_success_url(self) -> str:
        return reverse("people:departments")


class Sites(Page):
    """The places of work."""

    def get(self, request: HttpRequest) -> HttpResponse:
        heads = Count("people", filter=Q(people__is_active=True, people__is_bot=False))
        context = {"sites": Site.objects.annotate(heads=heads), "may_administer": may(self.person, "people.administer")}
        return render(request, "people/sites.html", context)


class NewSite(DeedPage):
    """Add a site."""

    rule = "people.administer"
    form_class = SiteForm
    heading = _("New site")
    submit = _("Add")

    def get_initial(self) -> dict[str, Any]:
        workspace = Workspace.objects.first()
        return {
            "zone": workspace.zone if workspace else settings.TIME_ZONE,
            "working_days": list("12345"),
            "hours_per_day": 8,
        }

    def do(self, form: SiteForm, via: Via) -> Site:
        return add_site.via(via)(self.person, **form.words())

    def get_success_url(self) -> str:
        return reverse("people:sites")


class SitePage(DeedPage):
    """A site's clock and week, and its holidays."""

    rule = "people.administer"
    form_class = SiteForm
    template_name = "people/site.html"
    done = _("Saved.")

    @cached_property
    def site(self) -> Site:
        """Raises Http404."""
        return get_object_or_404(Site, pk=self.kwargs["pk"])

    def get_initial(self) -> dict[str, Any]:
        site = self.site
        return {
            "name": site.name,
            "zone": site.zone,
            "working_days": list(site.working_days),
            "hours_per_day": site.hours_per_day.normalize(),
        }

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        return super().get_context_data(**context, site=self.site, holidays=self.site.holidays.all(), key=new_key())

    def do(self, form: SiteForm, via: Via) -> Site:
        return change_site.via(via)(self.person, self.site, **form.words())

    def get_success_url(self) -> str:
        return reverse("people:site", args=[self.site.pk])


class NewHoliday(DeedPage):
    """Add a holiday to a site."""

    rule = "people.administer"
    form_class = HolidayForm
    heading = _("New holiday")
    submit = _("Add")

    def do(self, form: HolidayForm, via: Via) -> Holiday:
        return add_holiday.via(via)(self.person, get_object_or_404(Site, pk=self.kwargs["pk"]), **form.words())

    def get_success_url(self) -> str:
        return reverse("people:site", args=[self.kwargs["pk"]])


class HolidayRemoval(DeedButton):
    """Make a holiday a working day again."""

    rule = "people.administer"

    @cached_property
    def holiday(self) -> Holiday:
        """Raises Http404."""
        return get_object_or_404(Holiday.objects.select_related("site"), pk=self.kwargs["pk"])

    def do(self, via: Via) -> None:
        remove_holiday.via(via)(self.person, self.holiday)

    def get_success_url(self) -> str:
        return reverse("people:site", args=[self.holiday.site_id])
