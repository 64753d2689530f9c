"""Guardrails: indicators that must not fall below or rise above a limit while a strategy is followed."""

from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from denyut.metrics.models import Indicator, Reading
from denyut.okr.models import Cycle, Objective
from denyut.people.models import Person


class GuardrailQuerySet(models.QuerySet["Guardrail"]):
    def visible_to(self, viewer: Person) -> "GuardrailQuerySet":
        """Open to all, but for those of an objective that the viewer does not see; sponsors see theirs."""
        if not viewer.is_active:
            return self.none()
        seen = Q(objective=None) | Q(objective__in=Objective.objects.visible_to(viewer))
        sponsored = Guardrail.sponsors.through.objects.filter(person=viewer).values("guardrail")
        return self.filter(seen | Q(set_by=viewer) | Q(pk__in=sponsored))

    def standing(self) -> "GuardrailQuerySet":
        """Those that are watched."""
        return self.filter(ended_at=None)


class Guardrail(models.Model):
    """A `limit` that an indicator must not pass, as long as an objective or a cycle is followed; `sponsors` are told of a breach."""

    class Side(models.TextChoices):
        FLOOR = "floor", pgettext_lazy("a limit", "Must not fall below")
        CEILING = "ceiling", pgettext_lazy("a limit", "Must not rise above")

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="guardrails")
    side = models.CharField(_("limit"), max_length=7, choices=Side, default=Side.FLOOR)
    limit = models.DecimalField(_("value"), max_digits=24, decimal_places=6)
    objective = models.ForeignKey(Objective, null=True, blank=True, on_delete=models.CASCADE, related_name="guardrails")
    cycle = models.ForeignKey(Cycle, null=True, blank=True, on_delete=models.CASCADE, related_name="guardrails")
    sponsors = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+")
    why = models.CharField(_("why"), max_length=300, blank=True)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    objects = GuardrailQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["indicator", "ended_at"], name="guardrail_watched")]

    def __str__(self) -> str:
        return f"{self.indicator_id} {self.side} {self.limit}"

    def is_breached_by(self, value: Decimal) -> bool:
        """Whether a value lies beyond the limit; the limit itself is still inside."""
        return value < self.limit if self.side == self.Side.FLOOR else value > self.limit


class Breach(models.Model):
    """That a guardrail did not hold: from the `reading` that passed it until `ended_at`, when one came back inside."""

    guardrail = models.ForeignKey(Guardrail, on_delete=models.CASCADE, related_name="breaches")
    reading = models.ForeignKey(Reading, on_delete=models.CASCADE, related_name="+")
    value = models.DecimalField(max_digits=24, decimal_places=6)
    limit = models.DecimalField(max_digits=24, decimal_places=6)
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["guardrail"], condition=Q(ended_at=None), name="breach_open_once"),
            models.UniqueConstraint(fields=["guardrail", "reading"], name="breach_once"),
        ]

    def __str__(self) -> str:
        return f"{self.guardrail_id}: {self.value}"
