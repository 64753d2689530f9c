"""How often people ask each other what the data could tell."""

from django.conf import settings
from django.db import models
from django.utils.translation import pgettext_lazy

from denyut.chat.models import Room


class Question(models.Model):
    """That somebody asked for the status of a goal, for its owner or for what is late, and whether the data answered. Not the words."""

    class QuestionKind(models.TextChoices):
        STATUS = "status", pgettext_lazy("a question", "How does it stand?")
        OWNER = "owner", pgettext_lazy("a question", "Whose is it?")
        LATE = "late", pgettext_lazy("a question", "What is late?")

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=8, choices=QuestionKind)
    is_answered = models.BooleanField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["at"], name="question_at")]

    def __str__(self) -> str:
        return f"{self.kind} {self.at:%Y-%m-%d}"
