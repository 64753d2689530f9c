"""Where people work: the workspace, its sites with their holidays, its departments."""

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _
from tree_queries.models import TreeNode

from denyut.people.languages import LANGUAGES

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager


class Workspace(models.Model):
    """The company: one installation is one workspace. This is its one row; the fixed key makes a second impossible."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    name = models.CharField(_("name"), max_length=120)
    region = models.CharField(_("region"), max_length=2, default="ID")
    language = models.CharField(_("language"), max_length=10, choices=LANGUAGES, default="id")
    zone = models.CharField(_("time zone"), max_length=60, default="Asia/Jakarta")
    week_starts_on = models.PositiveSmallIntegerField(_("week starts on"), default=1)
    ding_budget = models.PositiveSmallIntegerField(_("urgent calls a week"), default=5)
    founded_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="workspace_one")]

    def __str__(self) -> str:
        return self.name


class Site(models.Model):
    """A place where people work, with its time zone and its working week."""

    name = models.CharField(_("name"), max_length=120, unique=True)
    zone = models.CharField(_("time zone"), max_length=60, default="Asia/Jakarta")
    working_days = models.CharField(
        _("working days"), max_length=7, default="12345", help_text=_("Digits from 1 (Monday) to 7 (Sunday).")
    )
    hours_per_day = models.DecimalField(_("hours a day"), max_digits=4, decimal_places=2, default=Decimal(8))

    holidays: "RelatedManager[Holiday]"

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def is_working_day(self, day: date) -> bool:
        """Whether people of this site work on `day`: a day of the working week that is no holiday here."""
        return str(day.isoweekday()) in self.working_days and not any(h.day == day for h in self.holidays.all())


class Holiday(models.Model):
    """A day on which a site does not work."""

    site = models.ForeignKey(Site, on_delete=models.CASCADE, related_name="holidays")
    day = models.DateField(_("day"))
    name = models.CharField(_("name"), max_length=120)

    class Meta:
        ordering = ["day"]
        constraints = [models.UniqueConstraint(fields=["site", "day"], name="holiday_once")]

    def __str__(self) -> str:
        return f"{self.day} {self.name}"


class Department(TreeNode):  # type: ignore[misc]
    """A part of the company, inside another or at the top. It is moved and renamed, never deleted: goals hang on it."""

    name = models.CharField(_("name"), max_length=120)
    position = models.PositiveIntegerField(default=0)
    lead = models.ForeignKey(
        "people.Person", null=True, blank=True, on_delete=models.SET_NULL, related_name="leads", verbose_name=_("lead")
    )

    class Meta:
        ordering = ["position", "name"]
        constraints = [
            models.UniqueConstraint(fields=["parent", "name"], name="department_once"),
            models.UniqueConstraint(fields=["name"], condition=models.Q(parent=None), name="department_once_at_top"),
        ]

    def __str__(self) -> str:
        return self.name
