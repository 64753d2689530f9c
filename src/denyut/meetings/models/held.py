"""The meeting log: what was held, how long, by whom; and what was saved."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from denyut.meetings.models.reviews import Review
from denyut.people.models import Department, Person


class HeldQuerySet(models.QuerySet["Held"]):
    def visible_to(self, viewer: Person) -> "HeldQuerySet":
        """Meetings of rituals are open to all; one entered by hand to those who were there, their managers, who entered it, and who
        administers or audits."""
        if not viewer.is_active:
            return self.none()
        if viewer.is_administrator or viewer.is_auditor:
            return self
        own = Q(people=viewer) | Q(people__manager=viewer) | Q(logged_by=viewer)
        return self.filter(Q(pk__in=Held.objects.filter(own).values("pk")) | ~Q(review=None))


class Held(models.Model):
    """A meeting that took place. `minutes` is how long it lasted; person-minutes are that times its `people`."""

    class MeetingKind(models.TextChoices):
        STATUS = "status", pgettext_lazy("a meeting", "Status")
        DECISION = "decision", pgettext_lazy("a meeting", "Decision")
        PLANNING = "planning", pgettext_lazy("a meeting", "Planning")
        ONE_TO_ONE = "one_to_one", pgettext_lazy("a meeting", "One to one")
        OTHER = "other", pgettext_lazy("a meeting", "Something else")

    title = models.CharField(_("what it was about"), max_length=200)
    kind = models.CharField(_("kind"), max_length=10, choices=MeetingKind, default=MeetingKind.STATUS)
    day = models.DateField(_("day"))
    minutes = models.PositiveSmallIntegerField(_("minutes"))
    status_minutes = models.PositiveSmallIntegerField(_("of these about how things stand"), default=0)
    people = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="meetings_held")
    department = models.ForeignKey(Department, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    review = models.OneToOneField(Review, null=True, on_delete=models.SET_NULL, related_name="held")
    logged_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    logged_at = models.DateTimeField()

    objects = HeldQuerySet.as_manager()

    class Meta:
        ordering = ["-day", "-id"]
        indexes = [models.Index(fields=["day", "kind"], name="held_day")]

    def __str__(self) -> str:
        return self.title
