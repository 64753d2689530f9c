"""Workshops: ideas on cards, groups, votes, and what each department says to the key results."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from denyut.chat.models import Room
from denyut.matters.models import Blocker
from denyut.okr.models import Cycle, KeyResult, Objective
from denyut.people.models import Department, Person


class Phase(models.TextChoices):
    """What a workshop is doing, in order."""

    VISION = "vision", pgettext_lazy("workshop", "Vision")
    IDEAS = "ideas", pgettext_lazy("workshop", "Silent ideas")
    GROUPS = "groups", pgettext_lazy("workshop", "Grouping")
    VOTES = "votes", pgettext_lazy("workshop", "Votes")
    DRAFT = "draft", pgettext_lazy("workshop", "Goals")
    AGREE = "agree", pgettext_lazy("workshop", "Agreement")
    OVER = "over", pgettext_lazy("workshop", "Over")


PHASES = list(Phase)


class WorkshopQuerySet(models.QuerySet["Workshop"]):
    def visible_to(self, viewer: Person) -> "WorkshopQuerySet":
        """What a workshop comes to, everybody sees; cards while they are silent only their authors do."""
        return self if viewer.is_active else self.none()


class Workshop(models.Model):
    """People of several departments turn a vision into key results that all of them agree to.

    `edition` moves with everything that its page shows. `minutes` is what came of it, written by itself when it ends; they go to `room`.
    `agenda` are the planned minutes of each phase, by its name.
    """

    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="workshops")
    title = models.CharField(_("title"), max_length=120)
    facilitator = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="workshops_led")
    departments = models.ManyToManyField(Department, related_name="workshops", blank=True)
    phase = models.CharField(_("phase"), max_length=6, choices=Phase, default=Phase.VISION)
    phase_at = models.DateTimeField()
    agenda = models.JSONField(default=dict)
    votes_each = models.PositiveSmallIntegerField(_("votes each"), default=3)
    vision = models.TextField(_("vision"), blank=True)
    vision_version = models.PositiveIntegerField(default=0)
    room = models.ForeignKey(
        Room, null=True, blank=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("minutes go to")
    )
    edition = models.PositiveIntegerField(default=1)
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    minutes = models.TextField(blank=True)

    objects = WorkshopQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.title

    @property
    def is_over(self) -> bool:
        return self.phase == Phase.OVER

    @property
    def is_silent(self) -> bool:
        """Whether everybody sees their own cards alone."""
        return self.phase in (Phase.VISION, Phase.IDEAS)

    @property
    def place(self) -> int:
        """The number of its phase, from 0."""
        return PHASES.index(Phase(self.phase))

    @property
    def phase_ends_at(self) -> datetime | None:
        """When the planned minutes of its phase are over; None without any."""
        minutes = int(self.agenda.get(self.phase, 0))
        return self.phase_at + timedelta(minutes=minutes) if minutes else None


class Group(models.Model):
    """Cards that mean the same, and the objective that was drafted from them."""

    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="groups")
    title = models.CharField(_("title"), max_length=200)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    objective = models.ForeignKey(Objective, null=True, on_delete=models.SET_NULL, related_name="+")
    removed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.title


class CardQuerySet(models.QuerySet["Card"]):
    def visible_to(self, viewer: Person) -> "CardQuerySet":
        """While a workshop is silent, one's own alone."""
        told = ~Q(workshop__phase__in=(Phase.VISION, Phase.IDEAS))
        return self.filter(Q(author=viewer) | told) if viewer.is_active else self.none()

    def standing(self) -> "CardQuerySet":
        """Those that were not taken back."""
        return self.filter(removed_at=None)


class Card(models.Model):
    """An idea, in a sentence."""

    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="cards")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    text = models.CharField(_("idea"), max_length=280)
    group = models.ForeignKey(Group, null=True, on_delete=models.SET_NULL, related_name="cards")
    made_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)

    objects = CardQuerySet.as_manager()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.text[:40]


class Vote(models.Model):
    """One dot of somebody on a group."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="votes")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["group", "person"], name="launch_vote_once")]

    def __str__(self) -> str:
        return f"{self.person_id} for {self.group_id}"


class Stance(models.TextChoices):
    """What a department says to a key result."""

    WAITING = "", pgettext_lazy("stance", "Not said yet")
    AGREES = "agrees", pgettext_lazy("stance", "Agrees")
    CONDITION = "condition", pgettext_lazy("stance", "Agrees with a condition")
    OBJECTS = "objects", pgettext_lazy("stance", "Objects")


class PositionQuerySet(models.QuerySet["Position"]):
    def visible_to(self, viewer: Person) -> "PositionQuerySet":
        """Seen by whoever sees the key result."""
        return self.filter(key_result__in=KeyResult.objects.visible_to(viewer))


class Position(models.Model):
    """What one named department says to one key result. Its condition is a blocker, until it is met."""

    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="positions")
    key_result = models.ForeignKey(KeyResult, on_delete=models.CASCADE, related_name="positions")
    department = models.ForeignKey(Department, on_delete=models.PROTECT, related_name="+")
    stance = models.CharField(_("stance"), max_length=9, choices=Stance, blank=True, default=Stance.WAITING)
    text = models.CharField(_("in a sentence"), max_length=500, blank=True)
    said_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    said_at = models.DateTimeField(null=True)
    blocker = models.ForeignKey(Blocker, null=True, on_delete=models.SET_NULL, related_name="+")
    version = models.PositiveIntegerField(default=0)

    objects = PositionQuerySet.as_manager()

    class Meta:
        ordering = ["key_result", "department__position", "department__name"]
        constraints = [
            models.UniqueConstraint(fields=["workshop", "key_result", "department"], name="launch_position_once")
        ]

    def __str__(self) -> str:
        return f"{self.department_id} on {self.key_result_id}: {self.stance}"
