"""Blockers: what keeps a key result from moving, and whom it waits for."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from denyut.chat.models import Line, Room
from denyut.okr.models import KeyResult, Visibility
from denyut.people.models import Department, Person


class Cause(models.TextChoices):
    DECISION = "decision", pgettext_lazy("a cause", "A decision is missing")
    CAPACITY = "capacity", pgettext_lazy("a cause", "Nobody has time")
    DEPENDENCY = "dependency", pgettext_lazy("a cause", "Other work has to come first")
    INFORMATION = "information", pgettext_lazy("a cause", "Information is missing")
    SUPPLIER = "supplier", pgettext_lazy("a cause", "A supplier or partner")
    TECHNOLOGY = "technology", pgettext_lazy("a cause", "Technology")
    OTHER = "other", pgettext_lazy("a cause", "Something else")


class BlockerQuerySet(models.QuerySet["Blocker"]):
    def visible_to(self, viewer: Person) -> "BlockerQuerySet":
        """Seen by whoever sees its key result, raised it, or is waited for: by name, or as lead of the department."""
        if not viewer.is_active:
            return self.none()
        concerned = Q(raised_by=viewer) | Q(waits_on=viewer) | Q(waits_on_department__lead=viewer)
        return self.filter(concerned | Q(key_result__in=KeyResult.objects.visible_to(viewer)))

    def standing(self) -> "BlockerQuerySet":
        """Those that nobody has cleared."""
        return self.filter(closed_at=None)

    def open_to_all(self) -> "BlockerQuerySet":
        """Those of goals that everybody may see."""
        return self.filter(key_result__objective__visibility=Visibility.PUBLIC)

    def with_people(self) -> "BlockerQuerySet":
        """The same blockers with all that their rows show. No query of its own."""
        return self.select_related(
            "key_result__owner__department",
            "key_result__objective__department",
            "waits_on__department",
            "waits_on_department__lead",
            "raised_by",
            "closed_by",
            "room",
        )


class Blocker(models.Model):
    """Something that keeps a key result from moving, and who is waited for: a person, a department, or both.

    `standing_since` is when it was opened last; `waited_before` is how long it stood in earlier openings. It closes with a `resolution`
    alone. `escalated_at` is when somebody above was told that it still stands.
    """

    key_result = models.ForeignKey(KeyResult, on_delete=models.CASCADE, related_name="blockers")
    text = models.CharField(_("what is in the way"), max_length=1000)
    cause = models.CharField(_("cause"), max_length=11, choices=Cause, default=Cause.OTHER)
    waits_on = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="blockers_on"
    )
    waits_on_department = models.ForeignKey(
        Department, null=True, blank=True, on_delete=models.PROTECT, related_name="blockers_on"
    )
    raised_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="blockers_raised")
    opened_at = models.DateTimeField()
    standing_since = models.DateTimeField()
    waited_before = models.DurationField(default=timedelta)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    resolution = models.CharField(_("how it ended"), max_length=1000, blank=True)
    escalated_at = models.DateTimeField(null=True)
    room = models.ForeignKey(Room, null=True, on_delete=models.SET_NULL, related_name="+")
    line = models.ForeignKey(Line, null=True, on_delete=models.SET_NULL, related_name="blockers")

    objects = BlockerQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["key_result", "closed_at"], name="blocker_goal"),
            models.Index(fields=["closed_at", "standing_since"], name="blocker_standing"),
        ]

    def __str__(self) -> str:
        return f"{self.label}: {self.text[:40]}"

    @property
    def label(self) -> str:
        """The name people type: B-12."""
        return f"B-{self.pk}"

    @property
    def is_standing(self) -> bool:
        return self.closed_at is None

    def waited(self, moment: datetime) -> timedelta:
        """How long it has stood in the way until `moment`, all openings together."""
        return self.waited_before + ((self.closed_at or moment) - self.standing_since)

    def waited_for(self) -> Person | None:
        """Whoever is to clear it: the person named, else the lead of the department."""
        department = self.waits_on_department
        return self.waits_on or (department.lead if department is not None else None)


class BlockerStep(models.Model):
    """What happened to a blocker after it was raised: it was closed, or opened again, with the words that were given."""

    class StepKind(models.TextChoices):
        CLOSED = "closed", pgettext_lazy("a blocker", "Closed")
        REOPENED = "reopened", pgettext_lazy("a blocker", "Opened again")

    blocker = models.ForeignKey(Blocker, on_delete=models.CASCADE, related_name="steps")
    kind = models.CharField(max_length=8, choices=StepKind)
    text = models.CharField(max_length=1000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.kind}: {self.text[:40]}"
