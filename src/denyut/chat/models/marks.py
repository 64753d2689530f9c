"""What people put onto lines: reactions and pins."""

from django.conf import settings
from django.db import models

from denyut.chat.models.lines import Line
from denyut.chat.models.rooms import Room


class Reaction(models.Model):
    """One emoji of one person on a line."""

    line = models.ForeignKey(Line, on_delete=models.CASCADE, related_name="reactions")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    emoji = models.CharField(max_length=32)
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["line", "person", "emoji"], name="reaction_once")]

    def __str__(self) -> str:
        return f"{self.emoji} {self.line_id}"


class Pin(models.Model):
    """A line that a room keeps at hand."""

    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="pins")
    line = models.OneToOneField(Line, on_delete=models.CASCADE, related_name="pin")
    put_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    put_at = models.DateTimeField()

    class Meta:
        ordering = ["-put_at"]

    def __str__(self) -> str:
        return f"{self.room_id}: {self.line_id}"
