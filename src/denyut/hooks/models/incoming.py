"""Addresses at which other programs speak into a room."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from denyut.chat.models import Room
from denyut.people.models import Person


class IncomingQuerySet(models.QuerySet["Incoming"]):
    def visible_to(self, viewer: Person) -> "IncomingQuerySet":
        """Those of the rooms that the viewer finds."""
        return self.filter(room__in=Room.objects.visible_to(viewer))

    def standing(self) -> "IncomingQuerySet":
        """Those that were not ended."""
        return self.filter(ended_at=None)


class Incoming(models.Model):
    """An address that puts messages into a room under `name`. Its secret is kept as a digest only; `turn` counts the secrets it has had.

    Robots that speak DingTalk may have to sign, to use one of some `words`, or to call from one of some `networks`; empty asks for nothing.

    `token` is filled on the one object that came out of making or turning it, and can never be read again.
    """

    token: str = ""

    class Format(models.TextChoices):
        SLACK = "slack", _("Slack")
        DINGTALK = "dingtalk", _("DingTalk")
        PLAIN = "plain", _("Plain JSON")

    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="incoming")
    kind = models.CharField(max_length=10, choices=Format, default=Format.SLACK)
    name = models.CharField(max_length=80)
    digest = models.CharField(max_length=64, unique=True)
    turn = models.PositiveIntegerField(default=1)
    is_signed = models.BooleanField(default=False)
    words = models.JSONField(default=list)
    networks = models.JSONField(default=list)
    used = models.PositiveIntegerField(default=0)
    used_at = models.DateTimeField(null=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    objects = IncomingQuerySet.as_manager()

    class Meta:
        ordering = ["name", "id"]

    def __str__(self) -> str:
        return self.name
