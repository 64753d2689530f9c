"""Reminders of check-ins."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from denyut.okr.models import KeyResult
from denyut.people.models import Person


class Stage(models.TextChoices):
    """When somebody is reminded: a day ahead, when it is due, a day after; then whoever helps is. `CADENCE` asks how often is right."""

    AHEAD = "ahead", _("A day before")
    DUE = "due", _("When it is due")
    AFTER = "after", _("A day after")
    HELPER = "helper", _("The helper, three days after")
    CADENCE = "cadence", _("Whether the cadence is right")


class PromptQuerySet(models.QuerySet["Prompt"]):
    def visible_to(self, viewer: Person) -> "PromptQuerySet":
        """One's own, nobody else's."""
        return self.filter(person=viewer)

    def standing(self) -> "PromptQuerySet":
        """Those that were neither answered nor let pass."""
        return self.filter(answered_at=None, was_ignored=False)


class Prompt(models.Model):
    """That a person was reminded of one key result's check-in. Those that went out in one notice share their `head`, the first of them.

    It is answered by a check-in, whoever makes it, and was ignored when the next one fell due without.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="prompts")
    key_result = models.ForeignKey(KeyResult, null=True, on_delete=models.CASCADE, related_name="prompts")
    due_on = models.DateField(_("due"))
    stage = models.CharField(_("stage"), max_length=8, choices=Stage)
    sent_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    was_ignored = models.BooleanField(default=False)
    head = models.ForeignKey("self", null=True, on_delete=models.CASCADE, related_name="others")

    objects = PromptQuerySet.as_manager()

    class Meta:
        ordering = ["-sent_at", "-id"]
        constraints = [models.UniqueConstraint(fields=["person", "key_result", "due_on", "stage"], name="prompt_once")]
        indexes = [models.Index(fields=["key_result", "sent_at"], name="prompt_of_key_result")]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.key_result_id} {self.due_on} {self.stage}"
