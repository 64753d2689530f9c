"""Runs: each time a source was read, and what came of it."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from denyut.people.models import Person
from denyut.sources.models.sources import Source


class RunQuerySet(models.QuerySet["Run"]):
    def visible_to(self, viewer: Person) -> "RunQuerySet":
        """The runs of sources that the viewer sees."""
        return self.filter(source__in=Source.objects.visible_to(viewer))


class Run(models.Model):
    """One reading of a source. `person` asked for it; without one the clock did.

    `refused` rows were left out, the first of them with their reasons in `problems`: {"row", "column", "value", "code"}.
    `written` counts the readings or measurements that changed anything. `digest` is that of all that was worked out.
    """

    class Outcome(models.TextChoices):
        RUNNING = "running", _("Running")
        GOOD = "good", _("Read")
        SAME = "same", _("Nothing new")
        BROKEN = "broken", _("Stopped")

    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="runs")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(_("outcome"), max_length=8, choices=Outcome, default=Outcome.RUNNING)
    begun_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    rows = models.PositiveIntegerField(default=0)
    written = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)
    percent = models.PositiveSmallIntegerField(default=0)
    digest = models.CharField(max_length=64, blank=True)
    trouble = models.JSONField(default=dict)
    problems = models.JSONField(default=list)

    objects = RunQuerySet.as_manager()

    class Meta:
        ordering = ["-begun_at", "-id"]

    def __str__(self) -> str:
        return f"{self.source_id}: {self.outcome}"

    @property
    def seconds(self) -> float | None:
        """How long it took; None while it runs."""
        return (self.ended_at - self.begun_at).total_seconds() if self.ended_at else None
