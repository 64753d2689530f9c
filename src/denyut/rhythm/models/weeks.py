"""People's weeks: what they plan, what moved, what stands in the way."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from denyut.okr.models import KeyResult
from denyut.people.models import Person


class ItemKind(models.TextChoices):
    """What a line of a week is."""

    PLAN = "plan", _("Plan")
    PROGRESS = "progress", _("Progress")
    PROBLEM = "problem", _("Problem")


class WeeklyQuerySet(models.QuerySet["Weekly"]):
    def visible_to(self, viewer: Person) -> "WeeklyQuerySet":
        """Weeks are open to all with an account; how somebody felt is for themselves alone, and is no part of that."""
        return self if viewer.is_active else self.none()


class Weekly(models.Model):
    """A person's week, from its Monday. `mood` (1 to 5) is their own affair; `filed_at` is when they said that it is all there."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="weeks")
    week_on = models.DateField(_("week of"))
    mood = models.PositiveSmallIntegerField(_("mood"), null=True)
    filed_at = models.DateTimeField(null=True)

    objects = WeeklyQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-week_on", "-id"]
        constraints = [models.UniqueConstraint(fields=["person", "week_on"], name="weekly_once")]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.week_on}"


class WeeklyItemQuerySet(models.QuerySet["WeeklyItem"]):
    def visible_to(self, viewer: Person) -> "WeeklyItemQuerySet":
        """As their weeks are."""
        return self.standing() if viewer.is_active else self.none()

    def about_what_is_seen(self, viewer: Person) -> "WeeklyItemQuerySet":
        """Those that are about no key result, or about one that the viewer sees."""
        return self.filter(Q(key_result=None) | Q(key_result__in=KeyResult.objects.visible_to(viewer)))

    def standing(self) -> "WeeklyItemQuerySet":
        """Those that were not taken back."""
        return self.filter(dropped_at=None)


class WeeklyItem(models.Model):
    """One line of a week. A plan that is done counts as progress; one that is not moves on into the next week (`carried_from`).

    `raised_at` is when a problem became a blocker of its key result.
    """

    weekly = models.ForeignKey(Weekly, on_delete=models.CASCADE, related_name="items")
    kind = models.CharField(_("kind"), max_length=8, choices=ItemKind)
    text = models.CharField(_("text"), max_length=500)
    key_result = models.ForeignKey(KeyResult, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    raised_at = models.DateTimeField(null=True)
    dropped_at = models.DateTimeField(null=True)
    carried_from = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="carried_to"
    )

    objects = WeeklyItemQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return self.text
