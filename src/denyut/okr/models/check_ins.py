"""Check-ins, and the segments of a key result to which they belong."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from denyut.okr.models.key_results import KINDS, KeyResult


class CheckIn(models.Model):
    """What an owner said about a key result at one moment. Never changed: a correction is another check-in.

    `progress` is as it was counted then; a key result that was measured anew since keeps earlier ones in their `segment`.
    """

    key_result = models.ForeignKey(KeyResult, on_delete=models.CASCADE, related_name="check_ins")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    segment = models.PositiveSmallIntegerField(default=1)
    value = models.DecimalField(max_digits=24, decimal_places=6)
    before = models.DecimalField(max_digits=24, decimal_places=6, null=True)
    progress = models.DecimalField(max_digits=12, decimal_places=4)
    confidence = models.PositiveSmallIntegerField(null=True)
    note = models.TextField(blank=True)
    surface = models.CharField(max_length=20)
    external_key = models.CharField(max_length=200, null=True, unique=True)
    valid_at = models.DateTimeField()
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["-valid_at", "-id"]
        indexes = [models.Index(fields=["key_result", "valid_at", "id"], name="check_in_series")]

    def __str__(self) -> str:
        return f"{self.key_result_id}: {self.value}"


class Segment(models.Model):
    """A stretch of a key result's life that was measured in one way. A change of type or unit begins the next; none is ever rewritten.

    A key result without segments was always measured as it is now; the one that runs is not written down until it ends.
    """

    key_result = models.ForeignKey(KeyResult, on_delete=models.CASCADE, related_name="segments")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=KINDS)
    unit = models.CharField(max_length=20, blank=True)
    currency = models.CharField(max_length=3, blank=True)
    baseline = models.DecimalField(max_digits=24, decimal_places=6)
    target = models.DecimalField(max_digits=24, decimal_places=6)
    setup = models.JSONField(default=dict)
    value = models.DecimalField(max_digits=24, decimal_places=6, null=True)
    progress = models.DecimalField(max_digits=12, decimal_places=4)
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(_("ended"))

    class Meta:
        ordering: ClassVar = ["number"]
        constraints = [models.UniqueConstraint(fields=["key_result", "number"], name="segment_once")]

    def __str__(self) -> str:
        return f"{self.key_result_id}/{self.number}"
