"""The vision, how key results serve it, and whether it is understood."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from denyut.okr.models import KeyResult
from denyut.people.models import Department, Person


class VisionQuerySet(models.QuerySet["Vision"]):
    def visible_to(self, viewer: Person) -> "VisionQuerySet":
        return self if viewer.is_active else self.none()


class Vision(models.Model):
    """Vision and mission in one version; other words are another version."""

    number = models.PositiveIntegerField(unique=True)
    vision = models.TextField(_("vision"))
    mission = models.TextField(_("mission"), blank=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    objects = VisionQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]

    def __str__(self) -> str:
        return f"vision {self.number}"


class ServingQuerySet(models.QuerySet["Serving"]):
    def visible_to(self, viewer: Person) -> "ServingQuerySet":
        return self.filter(key_result__in=KeyResult.objects.visible_to(viewer))


class Serving(models.Model):
    """In one sentence, how a key result serves the vision."""

    key_result = models.OneToOneField(KeyResult, on_delete=models.CASCADE, related_name="serving")
    text = models.CharField(_("how this serves the vision"), max_length=300)
    said_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    said_at = models.DateTimeField()

    objects = ServingQuerySet.as_manager()

    def __str__(self) -> str:
        return self.text[:40]


class UnderstandingCheckQuerySet(models.QuerySet["UnderstandingCheck"]):
    def visible_to(self, viewer: Person) -> "UnderstandingCheckQuerySet":
        """One's own; of others only shares of units are told."""
        return self.filter(person=viewer)


class UnderstandingCheck(models.Model):
    """How many of three questions about the company's goals somebody answered rightly, the last time. Which ones, is kept nowhere."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="understanding")
    department = models.ForeignKey(Department, null=True, on_delete=models.SET_NULL, related_name="+")
    right = models.PositiveSmallIntegerField()
    asked = models.PositiveSmallIntegerField()
    answered_at = models.DateTimeField()

    objects = UnderstandingCheckQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.right}/{self.asked}"
