"""Suggestions: sentences that looked like progress, and what their authors made of them."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from denyut.chat.models import Line, Room
from denyut.okr.models import CheckIn, KeyResult
from denyut.people.models import Person

UNDO_WITHIN = timedelta(hours=24)


class SuggestionQuerySet(models.QuerySet["Suggestion"]):
    def visible_to(self, viewer: Person) -> "SuggestionQuerySet":
        """A suggestion is between Denyut and the author of the line, and concerns nobody else."""
        return self.filter(person=viewer)


class Suggestion(models.Model):
    """One key result and the `value` that a line seemed to report for it; `before` is where it stood then.

    `confidence` is a chance in percent. Nothing is written until its person takes it; what was taken can be undone for a day.
    """

    class Answer(models.TextChoices):
        OFFERED = "offered", pgettext_lazy("a suggestion", "Offered")
        TAKEN = "taken", pgettext_lazy("a suggestion", "Taken")
        DISMISSED = "dismissed", pgettext_lazy("a suggestion", "Dismissed")
        UNDONE = "undone", pgettext_lazy("a suggestion", "Undone")

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="+")
    line = models.ForeignKey(Line, on_delete=models.CASCADE, related_name="suggestions")
    key_result = models.ForeignKey(KeyResult, on_delete=models.CASCADE, related_name="+")
    value = models.DecimalField(_("value"), max_digits=24, decimal_places=6)
    before = models.DecimalField(max_digits=24, decimal_places=6, null=True)
    confidence = models.PositiveSmallIntegerField(null=True)
    note = models.TextField(blank=True)
    answer = models.CharField(max_length=9, choices=Answer, default=Answer.OFFERED)
    check_in = models.OneToOneField(CheckIn, null=True, on_delete=models.SET_NULL, related_name="suggestion")
    offered_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)

    objects = SuggestionQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["line", "key_result"], name="suggestion_once")]
        indexes = [models.Index(fields=["person", "room", "id"], name="suggestion_person")]

    def __str__(self) -> str:
        return f"{self.key_result_id}: {self.value} {self.answer}"
