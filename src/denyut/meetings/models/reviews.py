"""Reviews: a sitting of a ritual led through an agenda that made itself."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from denyut.chat.models import Room
from denyut.okr.models import KeyResult
from denyut.people.models import Person
from denyut.rhythm.models import Sitting
from denyut.tasks.models import Task


class ReviewQuerySet(models.QuerySet["Review"]):
    def visible_to(self, viewer: Person) -> "ReviewQuerySet":
        """What comes of rituals is open to all with an account; reviews show open goals only."""
        return self if viewer.is_active else self.none()

    def running(self) -> "ReviewQuerySet":
        return self.filter(closed_at=None)


class Review(models.Model):
    """A sitting as it is led: who leads, which item is up (`current`, since `item_since`), how long it may take in all.

    `minutes` are the facts of what happened, written at the close: see minutes.py. `edition` moves with all that its stage shows.
    """

    sitting = models.OneToOneField(Sitting, on_delete=models.CASCADE, related_name="review")
    facilitator = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    began_at = models.DateTimeField()
    planned = models.DurationField(default=timedelta(minutes=30))
    current = models.ForeignKey("ReviewItem", null=True, on_delete=models.SET_NULL, related_name="+")
    item_since = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    minutes = models.JSONField(default=dict)
    room = models.ForeignKey(Room, null=True, on_delete=models.SET_NULL, related_name="+")

    objects = ReviewQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"review of {self.sitting_id}"

    @property
    def is_closed(self) -> bool:
        return self.closed_at is not None

    def lasted(self, moment: datetime) -> timedelta:
        """How long it took, or has taken by `moment`."""
        return (self.closed_at or moment) - self.began_at


class ReviewItem(models.Model):
    """One item of a review's agenda: a key result and the `reasons` why it is up, or one thing of its `kind`, by its `number`.

    `title` is as it read when it came onto the agenda. `spent` is how long it was up so far. `notes` are written by all at once.
    """

    class ItemKind(models.TextChoices):
        GOAL = "goal", pgettext_lazy("an agenda", "Key result")
        BLOCKER = "blocker", pgettext_lazy("an agenda", "Blocker")
        DECISION = "decision", pgettext_lazy("an agenda", "Decision")
        WARNING = "warning", pgettext_lazy("an agenda", "Warning")
        TASK = "task", pgettext_lazy("an agenda", "Last meeting's action")
        TOPIC = "topic", pgettext_lazy("an agenda", "Topic")

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="items")
    kind = models.CharField(max_length=8, choices=ItemKind)
    number = models.BigIntegerField(default=0)
    key_result = models.ForeignKey(KeyResult, null=True, on_delete=models.SET_NULL, related_name="+")
    title = models.CharField(_("topic"), max_length=500)
    reasons = models.JSONField(default=list)
    position = models.PositiveSmallIntegerField(default=0)
    minutes = models.PositiveSmallIntegerField(_("minutes"), default=3)
    spent = models.DurationField(default=timedelta)
    notes = models.TextField(_("notes"), blank=True)
    edition = models.PositiveIntegerField(default=0)
    done_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["review", "kind", "number"], condition=~models.Q(kind="topic"), name="item_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.review_id}: {self.title[:40]}"


class ReviewTask(models.Model):
    """An action that came of a review."""

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="actions")
    item = models.ForeignKey(ReviewItem, null=True, on_delete=models.SET_NULL, related_name="actions")
    task = models.OneToOneField(Task, on_delete=models.CASCADE, related_name="from_review")

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.review_id}: {self.task_id}"
