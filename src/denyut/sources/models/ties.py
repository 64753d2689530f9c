"""Key results that follow an indicator: each of its readings is checked in by itself."""

from django.conf import settings
from django.db import models

from denyut.metrics.models import Indicator
from denyut.okr.models import KeyResult
from denyut.people.models import Person


class TieQuerySet(models.QuerySet["Tie"]):
    def visible_to(self, viewer: Person) -> "TieQuerySet":
        """Those of key results that the viewer sees."""
        return self.filter(key_result__in=KeyResult.objects.visible_to(viewer))


class Tie(models.Model):
    """`key_result` follows `indicator`, in the name of whoever tied them."""

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="ties")
    key_result = models.OneToOneField(KeyResult, on_delete=models.CASCADE, related_name="tie")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    objects = TieQuerySet.as_manager()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.indicator_id} → {self.key_result_id}"
