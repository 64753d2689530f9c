"""Who has confirmed what, and who is called until they do."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from denyut.chat.models.lines import Line
from denyut.chat.models.rooms import Room
from denyut.people.models import Person

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager


class Confirmation(models.Model):
    """Somebody who was asked to confirm a line: everybody who sat in the room when it was said, its author left out."""

    line = models.ForeignKey(Line, on_delete=models.CASCADE, related_name="confirmations")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    asked_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["line", "person"], name="confirmation_once")]
        indexes = [models.Index(fields=["person", "confirmed_at"], name="confirmation_person")]

    def __str__(self) -> str:
        return f"{self.line_id}: {self.person_id}"


class DingQuerySet(models.QuerySet["Ding"]):
    def visible_to(self, viewer: Person) -> "DingQuerySet":
        """Those that the viewer sent or was called with, and those of rooms that they find."""
        called = Call.objects.filter(person=viewer).values("ding")
        return self.filter(Q(by=viewer) | Q(pk__in=called) | Q(room__in=Room.objects.visible_to(viewer)))


class Ding(models.Model):
    """An urgent call: `text` and its `reason`, at a minute (`at`), to people who are called again until they confirm it.

    "Friday 15:00" is that hour where each of them works, so `at` is when the first of them is called. One that cannot wait calls in quiet
    hours too; `cost` is what it took of the weekly budget of who sent it.
    """

    room = models.ForeignKey(Room, null=True, on_delete=models.CASCADE, related_name="dings")
    line = models.ForeignKey(Line, null=True, on_delete=models.SET_NULL, related_name="dings")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    text = models.CharField(max_length=500)
    reason = models.CharField(max_length=300)
    at = models.DateTimeField()
    made_at = models.DateTimeField()
    fired_at = models.DateTimeField(null=True)
    called_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)
    cannot_wait = models.BooleanField(default=False)
    cost = models.PositiveSmallIntegerField(default=1)

    objects = DingQuerySet.as_manager()
    calls: "RelatedManager[Call]"

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["fired_at", "at"], name="ding_due"),
            models.Index(fields=["by", "at"], name="ding_by"),
        ]

    def __str__(self) -> str:
        return self.text[:40]

    @property
    def is_cancelled(self) -> bool:
        return self.cancelled_at is not None


class Call(models.Model):
    """One person of a ding: how far up the ladder they were called (`step`), when last, how often, and when they confirmed.

    `next_at` is when they are called by itself, the first time or again; None when that is over.
    """

    class Step(models.TextChoices):
        WAITING = "waiting", pgettext_lazy("a call", "Waiting")
        APP = "app", _("In Denyut")
        MAIL = "mail", _("By e-mail")
        GATEWAY = "gateway", _("By the gateway")

    ding = models.ForeignKey(Ding, on_delete=models.CASCADE, related_name="calls")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="calls")
    step = models.CharField(max_length=8, choices=Step, default=Step.WAITING)
    times = models.PositiveSmallIntegerField(default=0)
    called_at = models.DateTimeField(null=True)
    next_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)
    confirmed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["ding", "person"], name="call_once")]
        indexes = [
            models.Index(fields=["person", "confirmed_at"], name="call_person"),
            models.Index(fields=["next_at"], name="call_next"),
        ]

    def __str__(self) -> str:
        return f"{self.ding_id}: {self.person_id}"
