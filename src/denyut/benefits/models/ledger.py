"""Counts by week, and the baselines they are compared with."""

import hashlib
import json
from typing import Any

from django.conf import settings
from django.db import models


class Weekly(models.Model):
    """What a measure counted in the week of a Monday: `hits` of or for each `of`, or `samples`. Kept so that a page need not count."""

    measure = models.CharField(max_length=40)
    week_on = models.DateField()
    hits = models.FloatField(default=0.0)
    of = models.FloatField(default=0.0)
    samples = models.JSONField(default=list)

    class Meta:
        ordering = ["week_on"]
        constraints = [models.UniqueConstraint(fields=["measure", "week_on"], name="weekly_measure_once")]

    def __str__(self) -> str:
        return f"{self.measure} {self.week_on}"


class Baseline(models.Model):
    """The weeks before a day, as they were counted when somebody froze them. Never changed; `seal` proves it.

    `weeks` are [Monday, hits, of, samples], oldest first.
    """

    measure = models.CharField(max_length=40, unique=True)
    before_on = models.DateField()
    weeks = models.JSONField()
    seal = models.CharField(max_length=64)
    frozen_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    frozen_at = models.DateTimeField()

    class Meta:
        ordering = ["measure"]

    def __str__(self) -> str:
        return f"{self.measure} before {self.before_on}"

    @property
    def is_whole(self) -> bool:
        """Whether nobody has changed it since it was frozen."""
        return self.seal == seal_of(self.measure, self.before_on.isoformat(), self.weeks)


def seal_of(measure: str, before_on: str, weeks: list[Any]) -> str:
    """The SHA-256 of a baseline's measure, day and numbers."""
    plain = json.dumps([measure, before_on, weeks], separators=(",", ":"), sort_keys=True)
    return hashlib.sha256(plain.encode()).hexdigest()
