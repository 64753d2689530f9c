"""Addresses of other programs that hear what happens, and what was sent to them."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from denyut.chat.models import Room
from denyut.people.models import Person


class OutgoingQuerySet(models.QuerySet["Outgoing"]):
    def visible_to(self, viewer: Person) -> "OutgoingQuerySet":
        """Administrators and auditors see where news go; nobody else does."""
        return self.filter(ended_at=None) if viewer.is_administrator or viewer.is_auditor else self.none()

    def active(self) -> "OutgoingQuerySet":
        """Those to which news go now."""
        return self.filter(is_active=True, ended_at=None)


class Outgoing(models.Model):
    """An address (`url`) that hears of some `verbs`, from event `since` on. With a `room` it hears what is said there too, as long as its
    owner finds that room.

    Its secret is derived from its id and `turn`, so that none is stored. `busy_until` is the lease of whoever is sending to it now.
    """

    class Stop(models.TextChoices):
        BY_HAND = "by_hand", _("Switched off")
        FAILING = "failing", _("Did not answer for five days")
        GONE = "gone", _("Said that it is gone for good")

    name = models.CharField(_("name"), max_length=80)
    url = models.CharField(_("address"), max_length=500)
    verbs = models.JSONField(default=list)
    room = models.ForeignKey(Room, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    is_active = models.BooleanField(default=True)
    turn = models.PositiveIntegerField(default=1)
    turned_at = models.DateTimeField()
    since = models.BigIntegerField(default=0)
    failing_since = models.DateTimeField(null=True)
    stop = models.CharField(max_length=10, choices=Stop, blank=True)
    stopped_at = models.DateTimeField(null=True)
    busy_until = models.DateTimeField(null=True)
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    objects = OutgoingQuerySet.as_manager()

    class Meta:
        ordering = ["name", "id"]

    def __str__(self) -> str:
        return self.name


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    def visible_to(self, viewer: Person) -> "DeliveryQuerySet":
        """Those of the addresses that the viewer sees; where one hears a room, its talk is in them, so the viewer must find that too."""
        heard = Q(hook__room=None) | Q(hook__room__in=Room.objects.visible_to(viewer))
        return self.filter(heard, hook__in=Outgoing.objects.visible_to(viewer))


class Delivery(models.Model):
    """One message to one address: what happened (`event`, None for a test), the `body` as it is sent, and what came of it.

    `milliseconds` is how long the last answer took; `answer` begins its words.
    """

    class State(models.TextChoices):
        WAITING = "waiting", pgettext_lazy("a delivery", "Waiting")
        DELIVERED = "delivered", pgettext_lazy("a delivery", "Delivered")
        FAILED = "failed", pgettext_lazy("a delivery", "Failed")

    hook = models.ForeignKey(Outgoing, on_delete=models.CASCADE, related_name="deliveries")
    event = models.BigIntegerField(null=True)
    verb = models.CharField(max_length=80)
    key = models.CharField(max_length=64)
    body = models.TextField()
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField(null=True)
    status = models.PositiveSmallIntegerField(null=True)
    milliseconds = models.PositiveIntegerField(null=True)
    answer = models.CharField(max_length=500, blank=True)
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [models.UniqueConstraint(fields=["hook", "key"], name="delivery_once")]
        indexes = [
            models.Index(fields=["hook", "next_at"], name="delivery_due", condition=Q(state="waiting")),
            models.Index(fields=["made_at"], name="delivery_made"),
        ]

    def __str__(self) -> str:
        return f"{self.verb} → {self.hook_id}"
