"""Votes: how sure those who work on a key result are that it reaches its target."""

from django.conf import settings
from django.db import models

from denyut.okr.models.key_results import KeyResult


class Vote(models.Model):
    """The chance in percent that one person gives a key result. Nobody else ever reads it by itself: only the median of many is shown."""

    key_result = models.ForeignKey(KeyResult, on_delete=models.CASCADE, related_name="votes")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    confidence = models.PositiveSmallIntegerField()
    said_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key_result", "person"], name="vote_once")]

    def __str__(self) -> str:
        return f"A vote on {self.key_result_id}"
