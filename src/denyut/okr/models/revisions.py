"""Revisions: what was changed in a goal, from what to what, and why. And the rates by which money is compared."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from denyut.okr.models.key_results import KeyResult
from denyut.okr.models.objectives import Objective


class Reason(models.TextChoices):
    """Why a goal was changed after it was promised."""

    MARKET = "market", _("The market changed")
    RESOURCES = "resources", _("Resources changed")
    STRATEGY = "strategy", _("The strategy changed")
    DATA_ERROR = "data_error", _("A number was wrong")
    LEARNING = "learning", _("We learned something")


class Revision(models.Model):
    """One change of a goal: {field: [from, to]} as text. A free one is a correction before or within a day of publishing."""

    class RevisionKind(models.TextChoices):
        REWORD = "reword", _("Reworded")
        RETARGET = "retarget", _("New target")
        REBASELINE = "rebaseline", _("New start value")
        REWEIGHT = "reweight", _("New weight")
        RETYPE = "retype", _("Measured in another way")
        REDATE = "redate", _("New dates")
        REOWNER = "reowner", _("New owner")
        REALIGN = "realign", _("Aligned anew")
        STATE = "state", _("Another state")
        AMEND = "amend", _("Another score")

    objective = models.ForeignKey(Objective, on_delete=models.CASCADE, related_name="revisions")
    key_result = models.ForeignKey(KeyResult, null=True, on_delete=models.CASCADE, related_name="revisions")
    kind = models.CharField(max_length=10, choices=RevisionKind)
    changes = models.JSONField(default=dict)
    reason = models.CharField(_("reason"), max_length=10, choices=Reason, blank=True)
    note = models.CharField(_("note"), max_length=500, blank=True)
    is_free = models.BooleanField(default=False)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return f"{self.kind} of {self.key_result_id or self.objective_id}"


class Rate(models.Model):
    """What one unit of a currency is worth in the base currency from a day on. The base itself has the rate 1."""

    currency = models.CharField(_("currency"), max_length=3)
    from_on = models.DateField(_("from"))
    rate = models.DecimalField(_("rate"), max_digits=24, decimal_places=10)

    class Meta:
        ordering = ["currency", "-from_on"]
        constraints = [
            models.UniqueConstraint(fields=["currency", "from_on"], name="rate_once"),
            models.CheckConstraint(condition=models.Q(rate__gt=0), name="rate_is_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.currency} {self.from_on}"
