"""What colleagues say of a check-in."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from denyut.okr.models import CheckIn, KeyResult
from denyut.people.models import Person


class FeedbackQuerySet(models.QuerySet["Feedback"]):
    def visible_to(self, viewer: Person) -> "FeedbackQuerySet":
        """Seen by whoever sees the key result."""
        return self.filter(check_in__key_result__in=KeyResult.objects.visible_to(viewer))


class Feedback(models.Model):
    """A short word on a check-in; an empty one says that it was seen. Each colleague has one of that kind."""

    check_in = models.ForeignKey(CheckIn, on_delete=models.CASCADE, related_name="feedback")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    text = models.CharField(_("feedback"), max_length=500, blank=True)
    at = models.DateTimeField()

    objects = FeedbackQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["check_in", "by"], condition=models.Q(text=""), name="seen_once")
        ]

    def __str__(self) -> str:
        return f"{self.check_in_id}: {self.text[:40]}"
