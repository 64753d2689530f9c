"""Decisions: a question with its options, the numbers as they were seen, and what was chosen."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from denyut.chat.models import Line, Room
from denyut.okr.models import KeyResult, Visibility
from denyut.people.models import Person


class DecisionQuerySet(models.QuerySet["Decision"]):
    def visible_to(self, viewer: Person) -> "DecisionQuerySet":
        """Seen by who asked and who decides; else by whoever sees all its key results; one without any, by whoever finds its room."""
        if not viewer.is_active:
            return self.none()
        concerned = Q(asked_by=viewer) | Q(decider=viewer)
        hidden = KeyResult.objects.exclude(pk__in=KeyResult.objects.visible_to(viewer).values("pk"))
        return self.filter(concerned | (~Q(_hidden(hidden)) & (Q(_any_goal()) | _heard(viewer))))

    def open_to_all(self) -> "DecisionQuerySet":
        """Those that every colleague may see."""
        is_heard = Q(room=None) | Q(room__kind=Room.RoomKind.OPEN)
        return self.about_open_goals().filter(Q(_any_goal()) | is_heard)

    def about_open_goals(self) -> "DecisionQuerySet":
        """Those that concern no private goal."""
        return self.exclude(_hidden(KeyResult.objects.exclude(objective__visibility=Visibility.PUBLIC)))

    def pending(self) -> "DecisionQuerySet":
        """Those that nobody has taken or withdrawn."""
        return self.filter(decided_at=None, withdrawn_at=None)

    def with_people(self) -> "DecisionQuerySet":
        """The same decisions with all that their rows show. One query more, for the key results."""
        people = self.select_related("asked_by", "decider", "decided_by", "room")
        return people.prefetch_related("key_results__objective")


def _any_goal() -> Exists:
    return Exists(Decision.key_results.through.objects.filter(decision=OuterRef("pk")))


def _hidden(hidden: models.QuerySet[KeyResult]) -> Exists:
    return Exists(Decision.key_results.through.objects.filter(decision=OuterRef("pk"), keyresult__in=hidden))


def _heard(viewer: Person) -> Q:
    return Q(room=None) | Q(room__in=Room.objects.visible_to(viewer))


class Decision(models.Model):
    """A question to be decided by its `decider` until `due_on`: one of two to five `options`, chosen with a `reason`.

    `snapshot` holds the numbers of its key results when it was asked, `snapshot_then` those when it was decided (see snapshots.Seen);
    neither ever changes. One that was only written down after it had been taken in talk has no options.
    """

    question = models.CharField(_("question"), max_length=500)
    options = models.JSONField(default=list)
    key_results = models.ManyToManyField(KeyResult, related_name="decisions")
    snapshot = models.JSONField(default=list)
    snapshot_then = models.JSONField(default=list)
    due_on = models.DateField(_("decide by"), null=True, blank=True)
    decider = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="decisions")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="decisions_asked")
    asked_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    choice = models.CharField(max_length=500, blank=True)
    reason = models.CharField(_("reason"), max_length=1000, blank=True)
    withdrawn_at = models.DateTimeField(null=True)
    reminded_at = models.DateTimeField(null=True)
    room = models.ForeignKey(Room, null=True, on_delete=models.SET_NULL, related_name="+")
    line = models.ForeignKey(Line, null=True, on_delete=models.SET_NULL, related_name="decisions")

    objects = DecisionQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["decided_at", "due_on"], name="decision_pending")]

    def __str__(self) -> str:
        return f"{self.label}: {self.question[:40]}"

    @property
    def label(self) -> str:
        """The name people type: D-12."""
        return f"D-{self.pk}"

    @property
    def is_pending(self) -> bool:
        return self.decided_at is None and self.withdrawn_at is None

    def took(self, moment: datetime) -> timedelta:
        """The time to decide: until it was decided or withdrawn, else until `moment`."""
        return (self.decided_at or self.withdrawn_at or moment) - self.asked_at
