"""The ritual calendar of a cycle, and what came of each sitting."""

from datetime import date

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from denyut.okr.models import Cycle
from denyut.people.models import Department, Person
from denyut.rhythm.occurrences import Every, planned_days

EVERY = [
    (Every.ONCE.value, _("Once")),
    (Every.WEEK.value, _("Every week")),
    (Every.TWO_WEEKS.value, _("Every two weeks")),
    (Every.MONTH.value, _("Every month")),
    (Every.QUARTER.value, _("Every quarter")),
]


class RitualQuerySet(models.QuerySet["Ritual"]):
    def visible_to(self, viewer: Person) -> "RitualQuerySet":
        """The calendar is open to all with an account."""
        return self if viewer.is_active else self.none()

    def standing(self) -> "RitualQuerySet":
        """Those that were not removed."""
        return self.filter(ended_at=None)


class Ritual(models.Model):
    """A meeting that comes again in a cycle: planning, check-in, review, close.

    `at` is read on each person's own clock. With a `department` it is for its people and those of the ones below.
    """

    class Kind(models.TextChoices):
        PLAN = "plan", _("Planning")
        CHECK_IN = "check_in", _("Check-in")
        MONTHLY_REVIEW = "monthly_review", _("Monthly review")
        QUARTERLY_REVIEW = "quarterly_review", _("Quarterly review")
        CLOSE = "close", _("Closing")
        CUSTOM = "custom", _("Another meeting")

    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="rituals")
    kind = models.CharField(_("kind"), max_length=16, choices=Kind, default=Kind.CUSTOM)
    title = models.CharField(_("title"), max_length=120, blank=True)
    first_on = models.DateField(_("first day"))
    every = models.CharField(_("comes again"), max_length=10, choices=EVERY, default=Every.WEEK.value)
    at = models.TimeField(_("time"))
    minutes = models.PositiveSmallIntegerField(_("minutes"), default=30, validators=[MinValueValidator(1)])
    department = models.ForeignKey(
        Department, null=True, blank=True, on_delete=models.CASCADE, related_name="rituals", verbose_name=_("for")
    )
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    objects = RitualQuerySet.as_manager()

    class Meta:
        ordering = ["first_on", "at", "id"]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """Its title, or in the reader's language what it is."""
        return self.title or str(self.get_kind_display())

    def last_on(self) -> date:
        """The last day on which it may be planned: that of its cycle, and five years on at the latest."""
        return min(self.cycle.ends_on, date(min(self.first_on.year + 5, date.max.year - 5), 12, 31))

    def is_planned_on(self, day: date) -> bool:
        """Whether `day` is one of its days in the calendar."""
        return day in planned_days(self.first_on, min(day, self.last_on()), self.every)


class SittingQuerySet(models.QuerySet["Sitting"]):
    def visible_to(self, viewer: Person) -> "SittingQuerySet":
        """What came of a ritual is open to all with an account."""
        return self if viewer.is_active else self.none()


class Sitting(models.Model):
    """One time a ritual took place: who was there and what came of it.

    `day` is the planned one, the same for all sites; `version` moves with the output. A closed one stays as it is.
    """

    ritual = models.ForeignKey(Ritual, on_delete=models.CASCADE, related_name="sittings")
    day = models.DateField(_("day"))
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    output = models.TextField(_("output"), blank=True)
    version = models.PositiveIntegerField(default=0)
    attended = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="sittings", blank=True)

    objects = SittingQuerySet.as_manager()

    class Meta:
        ordering = ["-day", "-id"]
        constraints = [models.UniqueConstraint(fields=["ritual", "day"], name="sitting_once")]

    def __str__(self) -> str:
        return f"{self.ritual_id} {self.day}"

    @property
    def is_closed(self) -> bool:
        return self.closed_at is not None
