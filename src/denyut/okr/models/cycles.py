"""Cycles: spans of days with their own goals."""

from datetime import date, timedelta

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from denyut.okr.status import Preset

PLANNING = timedelta(days=14)
CLOSING = timedelta(days=13)


class Phase(models.TextChoices):
    """What a cycle asks of people on a day."""

    AHEAD = "ahead", _("Not yet begun")
    DRAFT = "draft", _("Drafting")
    ALIGN = "align", _("Aligning")
    RUN = "run", _("Under way")
    CLOSE = "close", _("Closing")
    CLOSED = "closed", _("Closed")


PRESETS = [
    (Preset.OURS.value, _("Denyut: up to 10 points behind is on track, up to 25 at risk")),
    (Preset.VIVA.value, _("Viva Goals: behind as soon as it lags, at risk beyond 25 points")),
    (Preset.ENGAGEDLY.value, _("Engagedly: on track up to 16.5 points behind, at risk beyond 33")),
    (Preset.MOONCAMP.value, _("Mooncamp: on track from 90% of what is expected, off track below 70%")),
    (Preset.ATLASSIAN.value, _("Atlassian: the score so far, 0.4 and 0.7 as borders")),
    (Preset.LARK.value, _("Lark: normal, at risk, overdue")),
]


class Cadence(models.TextChoices):
    """How often a key result is expected to be heard of."""

    WEEK = "week", _("Every week")
    TWO_WEEKS = "two_weeks", _("Every two weeks")
    MONTH = "month", _("Every month")


SPANS = {Cadence.WEEK: timedelta(days=7), Cadence.TWO_WEEKS: timedelta(days=14), Cadence.MONTH: timedelta(days=31)}


class Cycle(models.Model):
    """A span of days with its own goals: a year, a quarter, six weeks, any dates. Several run at once. Never deleted once used.

    Its phases begin on `drafts_on`, `aligns_on`, the first day and `closes_on`; one that is not said has its usual day.
    """

    class CycleKind(models.TextChoices):
        YEAR = "year", _("Year")
        QUARTER = "quarter", _("Quarter")
        MONTH = "month", _("Month")
        SIX_WEEKS = "six_weeks", _("Six weeks")
        CUSTOM = "custom", _("Custom")

    class Pace(models.TextChoices):
        WORKING = "working", _("Working hours of the owner, without leave and holidays")
        CALENDAR = "calendar", _("Calendar days")
        NONE = "none", _("No expectation before the last day")

    name = models.CharField(_("name"), max_length=80, unique=True)
    kind = models.CharField(_("kind"), max_length=10, choices=CycleKind, default=CycleKind.QUARTER)
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    drafts_on = models.DateField(_("drafting from"), null=True, blank=True)
    aligns_on = models.DateField(_("aligning from"), null=True, blank=True)
    closes_on = models.DateField(_("closing from"), null=True, blank=True)
    pace = models.CharField(_("expected progress follows"), max_length=8, choices=Pace, default=Pace.WORKING)
    preset = models.CharField(_("status by the rule of"), max_length=10, choices=PRESETS, default=Preset.OURS.value)
    cadence = models.CharField(_("check-ins"), max_length=10, choices=Cadence, default=Cadence.WEEK)
    due_weekday = models.PositiveSmallIntegerField(_("check-ins are due on weekday"), default=5)
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="parts", verbose_name=_("part of")
    )
    has_votes = models.BooleanField(_("colleagues vote in secret on how sure they are"), default=False)
    edition = models.PositiveIntegerField(default=1)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-starts_on", "kind"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=models.F("starts_on")), name="cycle_runs_forward")
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_closed(self) -> bool:
        return self.closed_at is not None

    def is_running(self, day: date) -> bool:
        return self.starts_on <= day <= self.ends_on

    def begins(self) -> dict[Phase, date]:
        """The day on which each phase begins: two weeks of planning before the first day, two of closing before the last."""
        drafts_on = self.drafts_on or self.starts_on - PLANNING
        return {
            Phase.DRAFT: drafts_on,
            Phase.ALIGN: self.aligns_on or max(drafts_on, self.starts_on - PLANNING / 2),
            Phase.RUN: self.starts_on,
            Phase.CLOSE: self.closes_on or max(self.starts_on, self.ends_on - CLOSING),
        }

    def phase(self, day: date) -> Phase:
        """Its phase on `day`."""
        if self.is_closed:
            return Phase.CLOSED
        begun = [phase for phase, first in self.begins().items() if first <= day]
        return begun[-1] if begun else Phase.AHEAD
