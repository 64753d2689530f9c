"""Meetings that may not be needed: a brief, a question for everybody, and what came of it."""

from django.conf import settings
from django.db import models
from django.utils.translation import pgettext_lazy

from denyut.chat.models import Room
from denyut.people.models import Person
from denyut.rhythm.models import Ritual


class DissolutionQuerySet(models.QuerySet["Dissolution"]):
    def visible_to(self, viewer: Person) -> "DissolutionQuerySet":
        """Like the calendar, open to all with an account."""
        return self if viewer.is_active else self.none()

    def proposed(self) -> "DissolutionQuerySet":
        return self.filter(state=Dissolution.State.PROPOSED)


class Dissolution(models.Model):
    """Whether a ritual's sitting of a `day` is needed. `brief` are the facts to be read; `threshold` the share in percent of right answers.

    `reasons` say why it could not be proposed; `failed` are the points that people got wrong, the agenda of a meeting that was kept.
    `saved` are person-minutes. `surprised_at` is when a warning came up about what the brief had said.
    """

    class State(models.TextChoices):
        BLOCKED = "blocked", pgettext_lazy("a meeting", "Needed")
        PROPOSED = "proposed", pgettext_lazy("a meeting", "May be dissolved")
        DISSOLVED = "dissolved", pgettext_lazy("a meeting", "Dissolved")
        KEPT = "kept", pgettext_lazy("a meeting", "Kept")

    ritual = models.ForeignKey(Ritual, on_delete=models.CASCADE, related_name="dissolutions")
    day = models.DateField()
    starts_at = models.DateTimeField()
    state = models.CharField(max_length=9, choices=State, default=State.PROPOSED)
    threshold = models.PositiveSmallIntegerField(default=80)
    brief = models.JSONField(default=list)
    reasons = models.JSONField(default=list)
    failed = models.JSONField(default=list)
    saved = models.PositiveIntegerField(default=0)
    room = models.ForeignKey(Room, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)
    surprised_at = models.DateTimeField(null=True)

    objects = DissolutionQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [models.UniqueConstraint(fields=["ritual", "day"], name="dissolution_once")]

    def __str__(self) -> str:
        return f"{self.ritual_id} {self.day}: {self.state}"


class QuestionQuerySet(models.QuerySet["Question"]):
    def visible_to(self, viewer: Person) -> "QuestionQuerySet":
        """One's own question only."""
        return self.filter(person=viewer)


class Question(models.Model):
    """The check question of one person: its `kind`, the options as key results' ids or numbers, and which of them (from 0) is `right`."""

    dissolution = models.ForeignKey(Dissolution, on_delete=models.CASCADE, related_name="questions")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10)
    options = models.JSONField(default=list)
    right = models.PositiveSmallIntegerField()
    answer = models.PositiveSmallIntegerField(null=True)
    answered_at = models.DateTimeField(null=True)

    objects = QuestionQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["dissolution", "person"], name="question_once")]

    def __str__(self) -> str:
        return f"{self.dissolution_id}: {self.person_id}"

    @property
    def is_right(self) -> bool:
        return self.answer == self.right
