"""Influences: what people expect a goal to do to an indicator."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from denyut.metrics.models import Indicator
from denyut.okr.models import GONE, Cycle, KeyResult, Objective, State
from denyut.people.models import Person

NOW = Q(replaced_at=None, ended_at=None)


type Question = tuple[int | None, int | None, int, int]
"""What is asked of the data: objective or key result, indicator, delay in days."""


class InfluenceQuerySet(models.QuerySet["Influence"]):
    def visible_to(self, viewer: Person) -> "InfluenceQuerySet":
        """What is expected of a goal is seen by whoever sees the goal; indicators are open to all."""
        seen = Q(objective__in=Objective.objects.visible_to(viewer))
        return self.filter(seen | Q(key_result__in=KeyResult.objects.visible_to(viewer)))

    def standing(self) -> "InfluenceQuerySet":
        """The versions that hold today."""
        return self.filter(NOW)

    def of_cycle(self, cycle: Cycle) -> "InfluenceQuerySet":
        return self.filter(Q(objective__cycle=cycle) | Q(key_result__objective__cycle=cycle))

    def of_objective(self, objective: Objective) -> "InfluenceQuerySet":
        """Those of an objective and of its key results."""
        return self.filter(Q(objective=objective) | Q(key_result__objective=objective))

    def alive(self) -> "InfluenceQuerySet":
        """Those of goals that were not given up."""
        gone = Q(objective__state__in=GONE) | Q(key_result__objective__state__in=GONE)
        return self.exclude(gone | Q(key_result__state=State.CANCELLED))

    def chances(self, since: datetime) -> dict["Question", float | None]:
        """How often chance alone brings what was seen, of each question that was tested. One query.

        Those that were given up or replaced after `since` count too: whoever asks until something answers has asked that often.
        """
        lately = Q(replaced_at__gte=since) | Q(ended_at__gte=since)
        tested = self.filter(NOW | lately).exclude(chance=None).order_by("pk")
        return {
            (objective, kr, indicator, delay): chance
            for objective, kr, indicator, delay, chance in tested.values_list(
                "objective", "key_result", "indicator", "delay_days", "chance"
            )
        }

    def with_ends(self) -> "InfluenceQuerySet":
        """The same with goal, indicator and what rules and pages ask of them loaded."""
        goals = ("owner", "cycle", "department")
        ends = [f"{goal}__{name}" for goal in ("objective", "key_result__objective") for name in goals]
        return self.select_related(*ends, "key_result__owner", "indicator", "made_by")


class Influence(models.Model):
    """The hypothesis that an objective or a key result moves an indicator: `direction` up or down as the goal comes nearer,
    by `size` in the indicator's unit, `delay_days` later, for a `reason`.

    A change is a new version: the row that held until then is kept with `replaced_at`; one that was given up with `ended_at`. `number`
    counts the versions of a goal and an indicator. `chance` (0 to 1) is how often chance alone brings what the data showed when all links
    were weighed last; None where they were too few.
    """

    class Way(models.TextChoices):
        UP = "up", _("Up")
        DOWN = "down", _("Down")

    objective = models.ForeignKey(Objective, null=True, on_delete=models.CASCADE, related_name="influences")
    key_result = models.ForeignKey(KeyResult, null=True, on_delete=models.CASCADE, related_name="influences")
    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="influences")
    direction = models.CharField(_("the indicator goes"), max_length=4, choices=Way)
    size = models.DecimalField(_("by how much"), max_digits=24, decimal_places=6, null=True)
    delay_days = models.PositiveSmallIntegerField(_("after how many days"), default=0)
    reason = models.CharField(_("why"), max_length=500)
    number = models.PositiveSmallIntegerField(default=1)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    end_note = models.CharField(max_length=500, blank=True)
    chance = models.FloatField(null=True)

    objects = InfluenceQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(objective__isnull=True, key_result__isnull=False)
                | Q(objective__isnull=False, key_result__isnull=True),
                name="influence_has_a_goal",
            ),
            models.UniqueConstraint(
                fields=["objective", "indicator"], condition=NOW, name="influence_of_objective_once"
            ),
            models.UniqueConstraint(
                fields=["key_result", "indicator"], condition=NOW, name="influence_of_key_result_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.goal} → {self.indicator_id} v{self.number}"

    @property
    def goal(self) -> Any:
        """The objective or key result that is said to move the indicator."""
        return self.objective or self.key_result

    @property
    def question(self) -> Question:
        """What it asks of the data; another size, direction or reason asks the same."""
        return self.objective_id, self.key_result_id, self.indicator_id, self.delay_days

    @property
    def is_standing(self) -> bool:
        return self.replaced_at is None and self.ended_at is None

    @property
    def is_up(self) -> bool:
        """Whether the indicator is expected to go up."""
        return self.direction == self.Way.UP
