"""Whether a goal is still the right one: asked of its owner every month."""

from django.conf import settings
from django.db import models

from denyut.okr.models import KeyResult
from denyut.people.models import Person


class RelevanceQuerySet(models.QuerySet["Relevance"]):
    def visible_to(self, viewer: Person) -> "RelevanceQuerySet":
        """Seen by whoever is asked, and by whoever sees the goal."""
        if not viewer.is_active:
            return self.none()
        return self.filter(models.Q(person=viewer) | models.Q(key_result__in=KeyResult.objects.visible_to(viewer)))

    def waiting(self) -> "RelevanceQuerySet":
        """Those without an answer."""
        return self.filter(is_right=None)


class Relevance(models.Model):
    """One owner's answer for one month: is this still the right goal? None until they answer."""

    key_result = models.ForeignKey(KeyResult, on_delete=models.CASCADE, related_name="relevance")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    month_on = models.DateField()
    asked_at = models.DateTimeField()
    is_right = models.BooleanField(null=True)
    note = models.CharField(max_length=500, blank=True)
    answered_at = models.DateTimeField(null=True)

    objects = RelevanceQuerySet.as_manager()

    class Meta:
        ordering = ["-month_on", "id"]
        constraints = [models.UniqueConstraint(fields=["key_result", "month_on"], name="relevance_once")]
        indexes = [models.Index(fields=["person", "is_right"], name="relevance_of_person")]

    def __str__(self) -> str:
        return f"{self.key_result_id} {self.month_on:%Y-%m}: {self.is_right}"
