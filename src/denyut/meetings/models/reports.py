"""Weekly reports: what changed in a team's goals and why, compiled at a fixed hour and edited until somebody posts it."""

from datetime import time

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from denyut.chat.models import Room
from denyut.meetings.news import has_news
from denyut.people.models import Department, Person

FRIDAY, USUAL_TIME = 4, time(15)
WEEKDAYS = [
    (0, _("Monday")),
    (1, _("Tuesday")),
    (2, _("Wednesday")),
    (3, _("Thursday")),
    (4, _("Friday")),
    (5, _("Saturday")),
    (6, _("Sunday")),
]


class ReportPlan(models.Model):
    """When the report of a team (without a `department`: of the company) is compiled, and what becomes of it.

    `weekday` is 0 for Monday; `at` is by the workspace's clock. One that `is_posted_at_once` waits for no editor; one that `is_off` is
    not compiled. A team without a plan has the usual one: a draft on Fridays at three.
    """

    department = models.OneToOneField(
        Department, null=True, blank=True, on_delete=models.CASCADE, related_name="report_plan"
    )
    weekday = models.PositiveSmallIntegerField(
        _("weekday"), choices=WEEKDAYS, default=FRIDAY, validators=[MaxValueValidator(6)]
    )
    at = models.TimeField(_("time"), default=USUAL_TIME)
    room = models.ForeignKey(Room, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    is_posted_at_once = models.BooleanField(_("posted without waiting for an editor"), default=False)
    is_off = models.BooleanField(_("not compiled"), default=False)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "is_off", condition=Q(department=None, is_off=False), name="report_plan_company_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.department_id or 'company'}: {self.weekday} {self.at}"


class ReportQuerySet(models.QuerySet["Report"]):
    def visible_to(self, viewer: Person) -> "ReportQuerySet":
        """A posted report is open to all colleagues; a draft to those who may edit it: leads, managers, administrators, auditors."""
        if not viewer.is_active:
            return self.none()
        if viewer.is_administrator or viewer.is_auditor or viewer.role == "manager":
            return self
        led: set[int] = set()
        # Parents come before what lies in them.
        for one in Department.objects.with_tree_fields():
            if one.lead_id == viewer.pk or one.parent_id in led:
                led.add(one.pk)
        return self.filter(~Q(posted_at=None) | Q(department__in=led))

    def posted(self) -> "ReportQuerySet":
        return self.exclude(posted_at=None)


class Report(models.Model):
    """One week of a team, or of the company: facts of what changed from `since` to `until`, without a language.

    `body` is a list of sections {"kind", "items"}; of open goals only. Items carry a "key", by which an editor leaves them out. `summary`,
    `notes` (by section) and `left_out` are the editor's; every saved state of theirs is an Edition, and `edit_seconds` how long they
    worked on all of them.
    """

    department = models.ForeignKey(
        Department, null=True, blank=True, on_delete=models.CASCADE, related_name="weekly_reports"
    )
    week_on = models.DateField()
    since = models.DateTimeField()
    until = models.DateTimeField()
    compiled_at = models.DateTimeField()
    due_at = models.DateTimeField()
    body = models.JSONField(default=list)
    summary = models.TextField(_("in a few words"), blank=True)
    notes = models.JSONField(default=dict)
    left_out = models.JSONField(default=list)
    edition = models.PositiveIntegerField(default=1)
    edit_seconds = models.PositiveIntegerField(default=0)
    posted_at = models.DateTimeField(null=True)
    posted_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    room = models.ForeignKey(Room, null=True, on_delete=models.SET_NULL, related_name="+")

    objects = ReportQuerySet.as_manager()

    class Meta:
        ordering = ["-week_on", "department__position", "department__name", "id"]
        constraints = [
            models.UniqueConstraint(fields=["department", "week_on"], name="report_once"),
            models.UniqueConstraint(fields=["week_on"], condition=Q(department=None), name="report_company_once"),
        ]

    def __str__(self) -> str:
        return f"{self.department_id or 'company'} {self.week_on}"

    @property
    def has_news(self) -> bool:
        """Whether anything changed."""
        return has_news(self.body)

    @property
    def is_posted(self) -> bool:
        return self.posted_at is not None


class Edition(models.Model):
    """How an editor left a report: their words, what they left out, and the active seconds that it took them."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="editions")
    number = models.PositiveIntegerField()
    summary = models.TextField(blank=True)
    notes = models.JSONField(default=dict)
    left_out = models.JSONField(default=list)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    seconds = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["report", "number"], name="edition_once")]

    def __str__(self) -> str:
        return f"{self.report_id}/{self.number}"


class Print(models.Model):
    """A report as a file to print, in one language: made by a job. Without `pdf` it is not there yet; `fault` says why it can't be."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="prints")
    edition = models.PositiveIntegerField()
    language = models.CharField(max_length=10)
    pdf = models.BinaryField(null=True)
    fault = models.CharField(max_length=200, blank=True)
    asked_at = models.DateTimeField()
    made_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["report", "edition", "language"], name="print_once")]

    def __str__(self) -> str:
        return f"{self.report_id}/{self.edition} {self.language}"
