"""Polls, and reminders."""

from django.conf import settings
from django.db import models

from denyut.chat.models.lines import Line
from denyut.chat.models.rooms import Room


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

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.question


class Vote(models.Model):
    """One person for one option of a poll (its place in the list, from 0)."""

    poll = models.ForeignKey(Poll, on_delete=models.CASCADE, related_name="votes")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    option = models.PositiveSmallIntegerField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["poll", "person", "option"], name="vote_once")]

    def __str__(self) -> str:
        return f"{self.poll_id}: {self.option}"


class Reminder(models.Model):
    """Something a `person` wants to be told of at a minute, by themself or by somebody else, in the room or about the line it names."""

    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="reminders")
    room = models.ForeignKey(Room, null=True, on_delete=models.CASCADE, related_name="+")
    line = models.ForeignKey(Line, null=True, on_delete=models.CASCADE, related_name="+")
    text = models.CharField(max_length=300)
    at = models.DateTimeField()
    made_at = models.DateTimeField()
    fired_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["at", "id"]
        indexes = [models.Index(fields=["fired_at", "at"], name="reminder_due")]

    def __str__(self) -> str:
        return self.text
