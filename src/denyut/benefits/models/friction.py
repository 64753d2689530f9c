"""How long things take, measured by the product's own pages and kept as counts; and what people say of it."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _


class Friction(models.Model):
    """How often a `flow` took so many `seconds` (the upper end of a step), presses and pages, in the week of a Monday. Nobody's name."""

    class Flow(models.TextChoices):
        CHECK_IN_FORM = "check_in_form", _("Check-in by form")
        CHECK_IN_CHAT = "check_in_chat", _("Check-in in the chat")
        CHECK_IN_CARD = "check_in_card", _("Check-in by a suggestion")
        TASK_DONE = "task_done", _("Task done")
        MESSAGE = "message", _("Message")

    flow = models.CharField(max_length=16, choices=Flow)
    week_on = models.DateField()
    seconds = models.PositiveSmallIntegerField()
    presses = models.PositiveSmallIntegerField()
    pages = models.PositiveSmallIntegerField()
    times = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["flow", "week_on", "seconds"]
        constraints = [
            models.UniqueConstraint(fields=["flow", "week_on", "seconds", "presses", "pages"], name="friction_once")
        ]

    def __str__(self) -> str:
        return f"{self.flow} {self.seconds} s"


class Answer(models.Model):
    """How easy somebody finds it to keep goals up to date, 1 (hard) to 5 (easy): once a month, shown in groups of five and more alone."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    month_on = models.DateField()
    ease = models.PositiveSmallIntegerField(_("how easy"), validators=[MinValueValidator(1), MaxValueValidator(5)])
    answered_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "month_on"], name="ease_once_a_month")]

    def __str__(self) -> str:
        return f"{self.month_on}: {self.ease}"
