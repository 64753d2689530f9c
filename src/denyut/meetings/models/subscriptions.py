"""Who follows which goals, and the digests that came of it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from denyut.chat.models import Room
from denyut.okr.models import Objective
from denyut.people.models import Department, Person


class SubscriptionQuerySet(models.QuerySet["Subscription"]):
    def visible_to(self, viewer: Person) -> "SubscriptionQuerySet":
        """One's own, and those of the rooms that one finds."""
        if not viewer.is_active:
            return self.none()
        return self.filter(Q(person=viewer) | Q(room__in=Room.objects.visible_to(viewer)))

    def standing(self) -> "SubscriptionQuerySet":
        return self.filter(ended_at=None)


class Subscription(models.Model):
    """A person or a room that wants to hear what changes in an objective, in a department, or (without both) in the company.

    `heard_to` is the moment up to which changes were told.
    """

    class Every(models.TextChoices):
        DAY = "day", _("Every day")
        WEEK = "week", _("Every week")

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="subscriptions"
    )
    room = models.ForeignKey(Room, null=True, on_delete=models.CASCADE, related_name="subscriptions")
    objective = models.ForeignKey(Objective, null=True, on_delete=models.CASCADE, related_name="subscriptions")
    department = models.ForeignKey(Department, null=True, on_delete=models.CASCADE, related_name="subscriptions")
    every = models.CharField(_("how often"), max_length=4, choices=Every, default=Every.WEEK)
    heard_to = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    objects = SubscriptionQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(person=None, room__isnull=False) | Q(person__isnull=False, room=None),
                name="subscription_of_one",
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id or self.room_id} follows {self.objective_id or self.department_id or 'all'}"


class DigestQuerySet(models.QuerySet["Digest"]):
    def visible_to(self, viewer: Person) -> "DigestQuerySet":
        """Those sent to oneself, and to the rooms that one finds."""
        return self.filter(subscription__in=Subscription.objects.visible_to(viewer))


class Digest(models.Model):
    """What was told to a subscriber at once: `items` are facts as reports have them, one for each change. `opened_at` is its receipt."""

    subscription = models.ForeignKey(Subscription, on_delete=models.CASCADE, related_name="digests")
    since = models.DateTimeField()
    until = models.DateTimeField()
    items = models.JSONField(default=list)
    sent_at = models.DateTimeField()
    mailed_at = models.DateTimeField(null=True)
    opened_at = models.DateTimeField(null=True)

    objects = DigestQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.subscription_id}: {self.until:%Y-%m-%d}"
