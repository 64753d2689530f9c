"""Indicators (KPIs), the versions of what they mean, their readings, and the signals that warn before them."""

from datetime import datetime
from decimal import Decimal

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from denyut.metrics.freshness import is_overdue
from denyut.people.models import Department, Person


class Meaning(models.Model):
    """What a number means: name, unit, good direction, formula, healthy band, and whether it leads or lags."""

    class Good(models.TextChoices):
        HIGHER = "higher", _("Higher is better")
        LOWER = "lower", _("Lower is better")

    name = models.CharField(_("name"), max_length=120)
    unit = models.CharField(_("unit"), max_length=20, blank=True)
    good = models.CharField(_("good direction"), max_length=6, choices=Good, default=Good.HIGHER)
    formula = models.CharField(_("formula"), max_length=40, blank=True)
    band_low = models.DecimalField(_("healthy from"), max_digits=24, decimal_places=6, null=True, blank=True)
    band_high = models.DecimalField(_("healthy up to"), max_digits=24, decimal_places=6, null=True, blank=True)
    description = models.TextField(_("description"), blank=True)
    is_leading = models.BooleanField(_("leading"), default=False)

    class Meta:
        abstract = True


MEANING = tuple(field.name for field in Meaning._meta.local_fields)


class IndicatorQuerySet(models.QuerySet["Indicator"]):
    def visible_to(self, viewer: Person) -> "IndicatorQuerySet":
        """Indicators are open to all with an account."""
        return self if viewer.is_active else self.none()


class Indicator(Meaning):
    """A number the company watches over the years: NPS, churn, first response.

    `version` is that of its present meaning; `series_from` is the first version whose readings can be compared with
    today's, and `series` holds the last of those, oldest first. A reading of fewer than `least` cases is hollow: it is
    shown and moves nothing. By `cadence` readings are expected, `heard_at` is the moment of the last of them, hollow or not;
    `stale_told_at` is when the owner heard that none came.
    """

    class Cadence(models.TextChoices):
        HOUR = "hour", _("Every hour")
        DAY = "day", _("Every day")
        WEEK = "week", _("Every week")
        MONTH = "month", _("Every month")
        QUARTER = "quarter", _("Every quarter")

    key = models.SlugField(max_length=60, unique=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="indicators", verbose_name=_("owner")
    )
    department = models.ForeignKey(
        Department, null=True, blank=True, on_delete=models.SET_NULL, related_name="indicators"
    )
    position = models.PositiveIntegerField(default=0)
    version = models.PositiveSmallIntegerField(default=1)
    series_from = models.PositiveSmallIntegerField(default=1)
    value = models.DecimalField(max_digits=24, decimal_places=6, null=True)
    before = models.DecimalField(max_digits=24, decimal_places=6, null=True)
    read_at = models.DateTimeField(null=True)
    series = models.JSONField(default=list)
    least = models.PositiveIntegerField(_("fewest cases of a reading"), default=1)
    cadence = models.CharField(_("readings are expected"), max_length=8, choices=Cadence, blank=True)
    heard_at = models.DateTimeField(null=True)
    stale_told_at = models.DateTimeField(null=True)

    objects = IndicatorQuerySet.as_manager()

    class Meta:
        ordering = ["position", "name"]

    def __str__(self) -> str:
        return self.name

    def is_better(self) -> bool | None:
        """Whether the last reading is better than the one before; None when they are equal or one is missing."""
        if self.value is None or self.before is None or self.value == self.before:
            return None
        return (self.value > self.before) == (self.good == self.Good.HIGHER)

    def is_healthy(self) -> bool | None:
        """Whether the last reading lies in the band, both ends included; None without a reading or a band."""
        return is_in_band(self.value, self.band_low, self.band_high)

    def is_stale(self, now: datetime) -> bool:
        """Whether its last reading is older than its cadence allows; never without a cadence or a reading."""
        return is_overdue(self.heard_at or self.read_at, self.cadence, now)


class Definition(Meaning):
    """One version of what an indicator means. It is kept as long as its readings; `reason` says why it was changed."""

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="definitions")
    version = models.PositiveSmallIntegerField()
    reason = models.CharField(max_length=300, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["-version"]
        constraints = [models.UniqueConstraint(fields=["indicator", "version"], name="definition_once")]

    def __str__(self) -> str:
        return f"{self.indicator_id} v{self.version}"


class Reading(models.Model):
    """One value of an indicator, at the moment for which it holds, under the version it was read in.

    `inputs` are what a formula made it from: names and plain numbers as text. Empty: the value was entered itself.
    `n` is how many cases it sums up, where that is known. `origin` names what brought it in ("source:12" is run 12 of a
    data source); empty, its author entered it.
    """

    class Quality(models.TextChoices):
        MEASURED = "measured", _("Measured")
        ESTIMATED = "estimated", _("Estimated")

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="readings")
    value = models.DecimalField(max_digits=24, decimal_places=6)
    version = models.PositiveSmallIntegerField(default=1)
    inputs = models.JSONField(default=dict, blank=True)
    valid_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    n = models.PositiveIntegerField(_("cases"), null=True, blank=True)
    quality = models.CharField(_("quality"), max_length=10, choices=Quality, default=Quality.MEASURED)
    is_corrected = models.BooleanField(default=False)
    origin = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ["-valid_at", "-id"]
        constraints = [models.UniqueConstraint(fields=["indicator", "valid_at"], name="reading_once")]

    def __str__(self) -> str:
        return f"{self.indicator_id}: {self.value}"

    def is_hollow(self, least: int) -> bool:
        """Whether it sums up too few cases to move anything."""
        return self.n is not None and self.n < least


class Correction(models.Model):
    """What a reading said before somebody, or a later run of its source, put it right. It is never deleted."""

    reading = models.ForeignKey(Reading, on_delete=models.CASCADE, related_name="corrections")
    was = models.DecimalField(max_digits=24, decimal_places=6)
    was_n = models.PositiveIntegerField(null=True)
    was_from = models.CharField(max_length=40, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["-made_at", "-id"]

    def __str__(self) -> str:
        return f"{self.reading_id}: {self.was}"


class Signal(models.Model):
    """A leading indicator that warns before a result moves."""

    result = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="signals")
    leading = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="warns_of")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["made_at", "id"]
        constraints = [models.UniqueConstraint(fields=["result", "leading"], name="signal_once")]

    def __str__(self) -> str:
        return f"{self.leading_id} → {self.result_id}"


def is_in_band(value: Decimal | None, low: Decimal | None, high: Decimal | None) -> bool | None:
    """Whether a value lies from `low` to `high`, both included; None without a value or without any bound."""
    if value is None or (low is None and high is None):
        return None
    return (low is None or value >= low) and (high is None or value <= high)


def change_of(indicator: Indicator) -> Decimal | None:
    """The last reading less the one before, None when one is missing."""
    if indicator.value is None or indicator.before is None:
        return None
    return indicator.value - indicator.before
