"""Owners whose goals nobody has heard of since they began."""

from django.conf import settings
from django.db import models

from denyut.okr.models import Cycle


class Silence(models.Model):
    """That an owner was told, `days` days into a cycle, that they have not updated anything of their own accord. Once for each."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    cycle = models.ForeignKey(Cycle, on_delete=models.CASCADE, related_name="+")
    days = models.PositiveSmallIntegerField()
    told_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "cycle", "days"], name="silence_once")]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.days} days"
