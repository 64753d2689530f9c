"""Early warnings: what may keep a key result from its target, seen while there is time."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import pgettext_lazy

from denyut.foresight.models.forecasts import GRACE
from denyut.okr.models import KeyResult, Visibility
from denyut.people.models import Person
from denyut.spine import clock

__all__ = ["GRACE", "EarlyWarning", "led_by"]


def led_by(leader: Person) -> Q:
    """The warnings of key results that somebody answers for without owning them: as manager, as lead, by its objective."""
    leads = (
        Q(key_result__owner__manager=leader)
        | Q(key_result__objective__owner=leader)
        | Q(key_result__objective__owner__manager=leader)
        | Q(key_result__objective__department__lead=leader)
    )
    return leads & ~Q(key_result__owner=leader)


class EarlyWarningQuerySet(models.QuerySet["EarlyWarning"]):
    def visible_to(self, viewer: Person) -> "EarlyWarningQuerySet":
        """The owner alone until it opens, administrators not excepted; then whoever sees the key result.

        What was settled before it opened stays with its owner.
        """
        if not viewer.is_active:
            return self.none()
        return self.filter(Q(key_result__owner=viewer) | self._opened(), self._of_goals_seen(viewer))

    def opened(self) -> "EarlyWarningQuerySet":
        """Those whose first day, the owner's own, is over."""
        return self.filter(self._opened())

    def open_to_all(self) -> "EarlyWarningQuerySet":
        """Opened ones about goals that everybody may see."""
        return self.opened().filter(key_result__objective__visibility=Visibility.PUBLIC)

    def standing(self) -> "EarlyWarningQuerySet":
        """Those whose cause is still there."""
        return self.filter(closed_at=None)

    def with_goals(self) -> "EarlyWarningQuerySet":
        """The same with all that their rows show. No query of its own."""
        return self.select_related(
            "key_result__owner", "key_result__objective__cycle", "key_result__objective__department", "surfaced_by"
        )

    def _opened(self) -> Q:
        return Q(open_at__lte=clock.now()) & (Q(closed_at=None) | Q(closed_at__gt=F("open_at")))

    def _of_goals_seen(self, viewer: Person) -> Q:
        return Q(key_result__in=KeyResult.objects.visible_to(viewer))


class EarlyWarning(models.Model):
    """A sign that a key result may miss. Raised once while its cause lasts; closes by itself when that is gone.

    `facts` are the numbers behind it, plain values. Until `open_at` its owner alone knows of it; `opened_at` is when others were told.
    `surfaced_by` is the owner when they acted or told the numbers before that. `status_then` is the computed status when it was raised.
    """

    class WarningKind(models.TextChoices):
        MISS = "miss", pgettext_lazy("a warning", "Likely to miss its target")
        FALL = "fall", pgettext_lazy("a warning", "Confidence fell")
        STALE = "stale", pgettext_lazy("a warning", "Nobody has checked in")
        BLOCKED = "blocked", pgettext_lazy("a warning", "Blocked")
        OVERLOAD = "overload", pgettext_lazy("a warning", "Its owner has too much to do")
        GAP = "gap", pgettext_lazy("a warning", "Declared better than the numbers say")

    class Outcome(models.TextChoices):
        MISSED = "missed", pgettext_lazy("a warning", "The target was missed")
        REACHED = "reached", pgettext_lazy("a warning", "The target was reached")

    key_result = models.ForeignKey(KeyResult, on_delete=models.CASCADE, related_name="early_warnings")
    kind = models.CharField(max_length=8, choices=WarningKind)
    raised_at = models.DateTimeField()
    facts = models.JSONField(default=dict)
    owner_told_at = models.DateTimeField()
    open_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True)
    status_then = models.CharField(max_length=12)
    was_red = models.BooleanField(default=False)
    closed_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=7, choices=Outcome, blank=True)
    surfaced_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="warnings_surfaced"
    )

    objects = EarlyWarningQuerySet.as_manager()

    class Meta:
        ordering = ["-raised_at", "-id"]
        indexes = [models.Index(fields=["closed_at", "open_at"], name="warning_standing")]
        constraints = [
            models.UniqueConstraint(
                fields=["key_result", "kind"], condition=Q(closed_at=None), name="warning_once_while_it_lasts"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.key_result_id}"

    @property
    def is_standing(self) -> bool:
        return self.closed_at is None

    def is_owners_alone(self, moment: datetime) -> bool:
        """Whether nobody but the owner may know of it yet, or ever will."""
        return moment < self.open_at or (self.closed_at is not None and self.closed_at <= self.open_at)
