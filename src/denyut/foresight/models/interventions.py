"""What people did about a warning, and what came of it."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from denyut.foresight.models.warnings import EarlyWarning
from denyut.people.models import Person

HORIZONS = (7, 14, 28)


class InterventionQuerySet(models.QuerySet["Intervention"]):
    def visible_to(self, viewer: Person) -> "InterventionQuerySet":
        """Seen by whoever sees its warning."""
        return self.filter(warning__in=EarlyWarning.objects.visible_to(viewer))


class Intervention(models.Model):
    """One act upon a warning. `status_then`, `probability_then` and `pace_then` (share of the way a week) are those of its moment.

    `lead_days` are the days to the end that were left. `effects` are by days after it: {"7": {"probability": …, "pace": …,
    "matched": …, "n": …}}: its own changes, and the mean change of the probability of `n` like key results on which nobody acted.
    `helped` is judged by the last of these; None while nothing is known.
    """

    class InterventionKind(models.TextChoices):
        HELP = "help", pgettext_lazy("an act upon a warning", "Offer or ask for help")
        UNBLOCK = "unblock", pgettext_lazy("an act upon a warning", "Clear what is in the way")
        HANDS = "hands", pgettext_lazy("an act upon a warning", "Add hands")
        SCOPE = "scope", pgettext_lazy("an act upon a warning", "Cut the scope")
        ACTION = "action", pgettext_lazy("an act upon a warning", "Go another way")
        ACCEPT = "accept", pgettext_lazy("an act upon a warning", "Accept the risk")

    warning = models.ForeignKey(EarlyWarning, on_delete=models.CASCADE, related_name="interventions")
    kind = models.CharField(_("what is done"), max_length=8, choices=InterventionKind)
    note = models.CharField(_("in a sentence"), max_length=500, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="interventions")
    with_person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("who joins"),
    )
    blocker = models.ForeignKey("matters.Blocker", null=True, on_delete=models.SET_NULL, related_name="interventions")
    at = models.DateTimeField()
    status_then = models.CharField(max_length=12)
    was_red = models.BooleanField(default=False)
    probability_then = models.FloatField(null=True)
    pace_then = models.FloatField(null=True)
    lead_days = models.IntegerField()
    effects = models.JSONField(default=dict)
    helped = models.BooleanField(null=True)

    objects = InterventionQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return f"{self.kind} on {self.warning_id}"
