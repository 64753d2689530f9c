"""Indicators (KPIs) and their readings."""

from decimal import Decimal

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from denyut.people.models import Department


class Indicator(models.Model):
    """A number the company watches over the years: NPS, churn, first response. `series` holds the last readings, oldest first."""

    class Good(models.TextChoices):
        HIGHER = "higher", _("Higher is better")
        LOWER = "lower", _("Lower is better")

    key = models.SlugField(max_length=60, unique=True)
    name = models.CharField(_("name"), max_length=120)
    unit = models.CharField(_("unit"), max_length=20, blank=True)
    good = models.CharField(_("good direction"), max_length=6, choices=Good, default=Good.HIGHER)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="indicators", verbose_name=_("owner")
    )
    department = models.ForeignKey(
        Department, null=True, blank=True, on_delete=models.SET_NULL, related_name="indicators"
    )
    position = models.PositiveIntegerField(default=0)
    value = models.DecimalField(max_digits=24, decimal_places=6, null=True)
    before = models.DecimalField(max_digits=24, decimal_places=6, null=True)
    read_at = models.DateTimeField(null=True)
    series = models.JSONField(default=list)

    class Meta:
        ordering = ["position", "name"]

    def __str__(self) -> str:
        return self.name

    def is_better(self) -> bool | None:
        """Whether the last reading is better than the one before; None when they are equal or one is missing."""
        if self.value is None or self.before is None or self.value == self.before:
            return None
        return (self.value > self.before) == (self.good == self.Good.HIGHER)


class Reading(models.Model):
    """One value of an indicator, at the moment for which it holds."""

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="readings")
    value = models.DecimalField(max_digits=24, decimal_places=6)
    valid_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-valid_at", "-id"]
        constraints = [models.UniqueConstraint(fields=["indicator", "valid_at"], name="reading_once")]

    def __str__(self) -> str:
        return f"{self.indicator_id}: {self.value}"


def change_of(indicator: Indicator) -> Decimal | None:
    """The last reading less the one before, None when one is missing."""
    if indicator.value is None or indicator.before is None:
        return None
    return indicator.value - indicator.before
