"""What people said about findings: that they are fine as they are, and what becomes of goals that nobody moves."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from denyut.okr.models import Cycle, Objective
from denyut.people.models import Person


class DismissalQuerySet(models.QuerySet["Dismissal"]):
    def visible_to(self, viewer: Person) -> "DismissalQuerySet":
        """One's own, all for administrators and auditors; others stand beside the findings that one sees."""
        return self if viewer.is_administrator or viewer.is_auditor else self.filter(by=viewer)


class Dismissal(models.Model):
    """That a finding was looked at and left alone, for a reason. It holds while the finding's `fingerprint` is the same.

    `subject` is what was found, as "objective:12", "key_result:5", "person:3" or "indicator:7".
    """

    cycle = models.ForeignKey(Cycle, on_delete=models.CASCADE, related_name="dismissals")
    code = models.CharField(max_length=40)
    subject = models.CharField(max_length=40)
    fingerprint = models.CharField(max_length=64)
    reason = models.CharField(_("reason"), max_length=500)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = DismissalQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["cycle", "code", "subject", "fingerprint"], name="dismissal_once")
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.subject}"


class StanceQuerySet(models.QuerySet["Stance"]):
    def visible_to(self, viewer: Person) -> "StanceQuerySet":
        """What became of a goal is seen by whoever sees it."""
        return self.filter(objective__in=Objective.objects.visible_to(viewer))


class Stance(models.Model):
    """What the owner of a goal that nobody had moved for weeks decided about it."""

    class Choice(models.TextChoices):
        KEEP = "keep", _("Keep it as it is")
        FIX = "fix", _("Change it")
        DROP = "drop", _("Drop it")

    objective = models.ForeignKey(Objective, on_delete=models.CASCADE, related_name="stances")
    choice = models.CharField(_("decision"), max_length=4, choices=Choice)
    note = models.CharField(_("why"), max_length=500, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = StanceQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return f"{self.objective_id}: {self.choice}"
