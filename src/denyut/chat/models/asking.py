"""Polls, and reminders."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models

from denyut.chat.models.lines import Line
from denyut.chat.models.rooms import Room
from denyut.people.models import Person

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager


class PollQuerySet(models.QuerySet["Poll"]):
    def visible_to(self, viewer: Person) -> "PollQuerySet":
        """What is asked in the rooms that the viewer finds."""
        return self.filter(room__in=Room.objects.visible_to(viewer))


class Poll(models.Model):
    """A question with 2 to 10 `options`, answered in the room. Of a secret one only the counts are shown."""

    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="polls")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    question = models.CharField(max_length=300)
    options = models.JSONField(default=list)
    is_multiple = models.BooleanField(default=False)
    is_secret = models.BooleanField(default=False)
    made_at = models.DateTimeField()
    closes_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    objects = PollQuerySet.as_manager()
    votes: "RelatedManager[Vote]"

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.question

    def is_over(self, moment: datetime) -> bool:
        """Whether it takes no more votes."""
        return self.closed_at is not None or (self.closes_at is not None and self.closes_at <= moment)


class VoteQuerySet(models.QuerySet["Vote"]):
    def visible_to(self, viewer: Person) -> "VoteQuerySet":
        """One's own votes, and those of polls that are not secret, in the rooms that the viewer finds."""
        said = models.Q(poll__is_secret=False, poll__room__in=Room.objects.visible_to(viewer))
        return self.filter(said | models.Q(person=viewer))


class Vote(models.Model):
    """One person for one option of a poll (its place in the list, from 0)."""

    poll = models.ForeignKey(Poll, on_delete=models.CASCADE, related_name="votes")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    option = models.PositiveSmallIntegerField()
    at = models.DateTimeField()

    objects = VoteQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["poll", "person", "option"], name="poll_vote_once")]

    def __str__(self) -> str:
        return f"{self.poll_id}: {self.option}"


class ReminderQuerySet(models.QuerySet["Reminder"]):
    def visible_to(self, viewer: Person) -> "ReminderQuerySet":
        """Reminders are between whoever is reminded and whoever asked for it."""
        return self.filter(models.Q(person=viewer) | models.Q(by=viewer))

    def standing(self) -> "ReminderQuerySet":
        """Those that are not over."""
        return self.filter(done_at=None)


class Reminder(models.Model):
    """Something a `person` is to be told of at a minute, by themself or by somebody else; with a `room` it is said there instead.

    `line` is the message it is about.
    """

    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="reminders")
    room = models.ForeignKey(Room, null=True, on_delete=models.CASCADE, related_name="+")
    line = models.ForeignKey(Line, null=True, on_delete=models.CASCADE, related_name="+")
    text = models.CharField(max_length=300)
    at = models.DateTimeField()
    made_at = models.DateTimeField()
    fired_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)

    objects = ReminderQuerySet.as_manager()

    class Meta:
        ordering = ["at", "id"]
        indexes = [models.Index(fields=["fired_at", "at"], name="reminder_due")]

    def __str__(self) -> str:
        return self.text
