"""Edges: how goals stand to each other."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from denyut.okr.models.key_results import KeyResult
from denyut.okr.models.objectives import Objective, Visibility
from denyut.people.models import Person


def _one_of(first: str, second: str) -> Q:
    return Q(**{f"{first}__isnull": True, f"{second}__isnull": False}) | Q(
        **{f"{first}__isnull": False, f"{second}__isnull": True}
    )


class EdgeQuerySet(models.QuerySet["Edge"]):
    def visible_to(self, viewer: Person) -> "EdgeQuerySet":
        """Edges between goals that the viewer may both see."""
        if viewer.is_administrator or viewer.is_auditor:
            return self
        return self.filter(_is_seen("from", viewer) & _is_seen("to", viewer))

    def standing(self) -> "EdgeQuerySet":
        """Those that were agreed to."""
        return self.filter(state=Edge.EdgeState.ACCEPTED)

    def contributing(self) -> "EdgeQuerySet":
        """Those that carry progress by arithmetic."""
        return self.standing().filter(kind=Edge.EdgeKind.CONTRIBUTES)

    def waiting(self) -> "EdgeQuerySet":
        """Those that wait for an answer."""
        return self.filter(state=Edge.EdgeState.PROPOSED)


def _is_seen(end: str, viewer: Person) -> Q:
    seen = Q(**{f"{end}_key_result__owner": viewer})
    for goal in (f"{end}_objective", f"{end}_key_result__objective"):
        seen |= (
            Q(**{f"{goal}__visibility": Visibility.PUBLIC})
            | Q(**{f"{goal}__owner": viewer})
            | Q(**{f"{goal}__owner__manager": viewer})
            | Q(**{f"{goal}__department__lead": viewer})
        )
    return seen


class Edge(models.Model):
    """That one goal supports another, contributes to it by arithmetic, depends on it, or conflicts with it.

    It is proposed by one side and answered by the other: accepted, declined, or countered by another proposal (`counter_to` of that one).
    `weight` (0 to 1) is used by "contributes" alone. A primary one is the objective's `parent`.
    """

    class EdgeKind(models.TextChoices):
        SUPPORTS = "supports", _("Supports")
        CONTRIBUTES = "contributes", _("Contributes to")
        DEPENDS = "depends", _("Depends on")
        CONFLICTS = "conflicts", _("Conflicts with")

    class EdgeState(models.TextChoices):
        PROPOSED = "proposed", _("Proposed")
        ACCEPTED = "accepted", _("Accepted")
        DECLINED = "declined", _("Declined")
        COUNTERED = "countered", _("Countered")
        ENDED = "ended", _("Ended")

    kind = models.CharField(_("kind"), max_length=12, choices=EdgeKind, default=EdgeKind.SUPPORTS)
    state = models.CharField(_("state"), max_length=10, choices=EdgeState, default=EdgeState.PROPOSED)
    from_objective = models.ForeignKey(
        Objective, null=True, blank=True, on_delete=models.CASCADE, related_name="edges_out"
    )
    from_key_result = models.ForeignKey(
        KeyResult, null=True, blank=True, on_delete=models.CASCADE, related_name="edges_out"
    )
    to_objective = models.ForeignKey(
        Objective, null=True, blank=True, on_delete=models.CASCADE, related_name="edges_in"
    )
    to_key_result = models.ForeignKey(
        KeyResult, null=True, blank=True, on_delete=models.CASCADE, related_name="edges_in"
    )
    weight = models.DecimalField(_("weight"), max_digits=6, decimal_places=3, null=True)
    is_primary = models.BooleanField(default=False)
    note = models.CharField(_("note"), max_length=500, blank=True)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    asked = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True)
    answer = models.CharField(_("answer"), max_length=500, blank=True)
    counter_to = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="counters")

    objects = EdgeQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=_one_of("from_objective", "from_key_result"), name="edge_has_a_source"),
            models.CheckConstraint(condition=_one_of("to_objective", "to_key_result"), name="edge_has_a_target"),
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.kind} {self.target}"

    @property
    def source(self) -> Any:
        """The objective or key result it starts from."""
        return self.from_objective or self.from_key_result

    @property
    def target(self) -> Any:
        """The objective or key result it leads to."""
        return self.to_objective or self.to_key_result
