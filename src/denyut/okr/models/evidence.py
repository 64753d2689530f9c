"""What key results are made of where no single number is typed: milestones, work, measurements, sessions."""

from decimal import Decimal

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from denyut.okr.models.key_results import KeyResult


class Milestone(models.Model):
    """A step on the way, reached or not. The shares of a key result's milestones sum to 1."""

    key_result = models.ForeignKey(KeyResult, on_delete=models.CASCADE, related_name="milestones")
    title = models.CharField(_("milestone"), max_length=200)
    weight = models.DecimalField(_("weight"), max_digits=6, decimal_places=3, default=Decimal(0))
    is_weight_fixed = models.BooleanField(default=False)
    due_on = models.DateField(_("due"), null=True, blank=True)
    reached_at = models.DateTimeField(null=True)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return self.title


class Initiative(models.Model):
    """Work that is to move a key result: its engine. `estimate` weighs it where a key result counts work."""

    class InitiativeKind(models.TextChoices):
        TASK = "task", _("Task")
        RULE = "rule", _("Rule")
        TRAINING = "training", _("Training")
        EXPERIMENT = "experiment", _("Experiment")

    key_result = models.ForeignKey(KeyResult, on_delete=models.CASCADE, related_name="initiatives")
    title = models.CharField(_("what will be done"), max_length=200)
    kind = models.CharField(_("kind"), max_length=10, choices=InitiativeKind, default=InitiativeKind.TASK)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="initiatives")
    due_on = models.DateField(_("due"), null=True, blank=True)
    estimate = models.DecimalField(_("estimate"), max_digits=8, decimal_places=2, default=Decimal(1))
    done_at = models.DateTimeField(null=True)
    dropped_at = models.DateTimeField(null=True)
    position = models.PositiveIntegerField(default=0)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return self.title


class Observation(models.Model):
    """One raw measurement of a statistic, or one amount of a count that adds up."""

    key_result = models.ForeignKey(KeyResult, on_delete=models.CASCADE, related_name="observations")
    value = models.DecimalField(max_digits=24, decimal_places=6)
    at = models.DateTimeField()
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    is_withdrawn = models.BooleanField(default=False)

    class Meta:
        ordering = ["at", "id"]
        indexes = [models.Index(fields=["key_result", "at"], name="observation_series")]

    def __str__(self) -> str:
        return f"{self.key_result_id}: {self.value}"


class Attendance(models.Model):
    """That somebody took part in a session of a key result that counts people. `score` in percent, where there is one."""

    key_result = models.ForeignKey(KeyResult, on_delete=models.CASCADE, related_name="attendances")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    session = models.PositiveSmallIntegerField()
    score = models.PositiveSmallIntegerField(null=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["person", "session"]
        constraints = [models.UniqueConstraint(fields=["key_result", "person", "session"], name="attendance_once")]

    def __str__(self) -> str:
        return f"{self.person_id} in {self.session}"


class Exemption(models.Model):
    """That somebody does not count among the people a key result is about, and why."""

    key_result = models.ForeignKey(KeyResult, on_delete=models.CASCADE, related_name="exemptions")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(_("reason"), max_length=300)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["person"]
        constraints = [models.UniqueConstraint(fields=["key_result", "person"], name="exemption_once")]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.reason}"
