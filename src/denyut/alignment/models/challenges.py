"""Challenges: somebody who sees a goal holds against it, and whoever answers for it has to answer."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from denyut.okr.models import KeyResult, Objective
from denyut.people.models import Person

PATIENCE = timedelta(days=5)


class ChallengeQuerySet(models.QuerySet["Challenge"]):
    def visible_to(self, viewer: Person) -> "ChallengeQuerySet":
        """What is held against a goal is seen by whoever sees the goal."""
        seen = Q(objective__in=Objective.objects.visible_to(viewer))
        return self.filter(seen | Q(key_result__in=KeyResult.objects.visible_to(viewer)))

    def with_goals(self) -> "ChallengeQuerySet":
        """The same, with the goals and the people loaded."""
        objective = [f"objective__{name}" for name in ("cycle", "owner", "department")]
        parts = ["key_result__owner", *(f"key_result__{name}" for name in objective)]
        return self.select_related(*objective, *parts, "by", "answered_by")

    def of(self, owner: Person) -> "ChallengeQuerySet":
        """Those against goals of this person."""
        return self.filter(Q(objective__owner=owner) | Q(key_result__owner=owner))

    def open(self) -> "ChallengeQuerySet":
        """Those without an answer."""
        return self.filter(state=Challenge.ChallengeState.OPEN)

    def overdue(self, moment: datetime) -> "ChallengeQuerySet":
        """Open for more than five days."""
        return self.open().filter(made_at__lt=moment - PATIENCE)


class Challenge(models.Model):
    """An objection to a goal from whoever sees it, with another target where one is proposed.

    `escalated_at` is when it had waited for more than five days and the manager of the goal's owner was told.
    """

    class ChallengeState(models.TextChoices):
        OPEN = "open", _("Open")
        ACCEPTED = "accepted", _("Accepted")
        DECLINED = "declined", _("Declined")

    objective = models.ForeignKey(Objective, null=True, on_delete=models.CASCADE, related_name="challenges")
    key_result = models.ForeignKey(KeyResult, null=True, on_delete=models.CASCADE, related_name="challenges")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    text = models.CharField(_("what speaks against it"), max_length=1000)
    proposed_target = models.DecimalField(_("another target"), max_digits=24, decimal_places=6, null=True)
    state = models.CharField(_("state"), max_length=8, choices=ChallengeState, default=ChallengeState.OPEN)
    answer = models.CharField(_("answer"), max_length=500, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    escalated_at = models.DateTimeField(null=True)

    objects = ChallengeQuerySet.as_manager()

    class Meta:
        ordering = ["made_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(objective__isnull=True, key_result__isnull=False)
                | Q(objective__isnull=False, key_result__isnull=True),
                name="challenge_has_a_goal",
            )
        ]

    def __str__(self) -> str:
        return f"{self.goal}: {self.text[:40]}"

    @property
    def goal(self) -> Any:
        """The objective or key result it is held against."""
        return self.objective or self.key_result

    @property
    def is_open(self) -> bool:
        return self.state == self.ChallengeState.OPEN

    def is_overdue(self, moment: datetime) -> bool:
        """Whether it has waited for more than five days."""
        return self.is_open and moment - self.made_at > PATIENCE
