"""Forecasts as they were made, one a day."""

from datetime import timedelta

from django.db import models
from django.db.models import Q

from denyut.okr.models import KeyResult
from denyut.people.models import Person
from denyut.spine import clock

GRACE = timedelta(hours=24)


class ForecastQuerySet(models.QuerySet["Forecast"]):
    def visible_to(self, viewer: Person) -> "ForecastQuerySet":
        """The owner sees them at once; whoever else sees the key result a day later, so that the owner hears first."""
        if not viewer.is_active:
            return self.none()
        others = Q(made_at__lte=clock.now() - GRACE, key_result__in=KeyResult.objects.visible_to(viewer))
        return self.filter(Q(key_result__owner=viewer) | others)


class Forecast(models.Model):
    """What a key result looked like on a day, and how likely its target was then.

    `probability` is the whole; `trend` (as said), `confidence` (the owner's, as corrected) and `vote` its parts; all from 0 to 1.
    `early`, `middle` and `late` are the days of arrival in 10, 50 and 90 of 100 cases; None: not in this cycle. `pace` and `needed`
    are changes a week, in the key result's own unit, `progress_pace` the pace so far as a share of the way.
    """

    key_result = models.ForeignKey(KeyResult, on_delete=models.CASCADE, related_name="forecasts")
    day = models.DateField()
    probability = models.FloatField()
    trend = models.FloatField()
    confidence = models.FloatField(null=True)
    vote = models.FloatField(null=True)
    value = models.DecimalField(max_digits=24, decimal_places=6, null=True)
    progress = models.DecimalField(max_digits=12, decimal_places=4)
    status = models.CharField(max_length=12)
    is_red = models.BooleanField(default=False)
    early = models.DateField(null=True)
    middle = models.DateField(null=True)
    late = models.DateField(null=True)
    pace = models.FloatField()
    progress_pace = models.FloatField()
    needed = models.FloatField(null=True)
    made_at = models.DateTimeField()

    objects = ForecastQuerySet.as_manager()

    class Meta:
        ordering = ["-day", "-id"]
        constraints = [models.UniqueConstraint(fields=["key_result", "day"], name="forecast_once_a_day")]

    def __str__(self) -> str:
        return f"{self.key_result_id} on {self.day}: {self.probability:.2f}"
