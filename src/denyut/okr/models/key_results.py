"""Key results."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from denyut.okr.cadences import Departments
from denyut.okr.models.cycles import SPANS, Cadence
from denyut.okr.models.graded import Graded
from denyut.okr.models.objectives import NOT_COUNTED, Objective, State, Visibility
from denyut.okr.progress import Kind, progress_of
from denyut.okr.setups import Setup, setup_of
from denyut.people.models import Person

KINDS = [
    (Kind.METRIC.value, _("A number that moves from a start to a target")),
    (Kind.AT_LEAST.value, _("A number that stays at or above a bound")),
    (Kind.AT_MOST.value, _("A number that stays at or below a bound")),
    (Kind.RANGE.value, _("A number that stays between two bounds")),
    (Kind.CUMULATIVE.value, _("A count or sum that adds up over the cycle")),
    (Kind.STATISTIC.value, _("A median, mean or rate of many measurements")),
    (Kind.COVERAGE.value, _("Sessions that everybody takes part in")),
    (Kind.MILESTONE.value, _("Milestones, reached one by one")),
    (Kind.TASKS.value, _("A list of work, done item by item")),
    (Kind.BINARY.value, _("Done or not done")),
    (Kind.BASELINE.value, _("A baseline that is measured for the first time")),
    (Kind.LEARNING.value, _("An experiment that ends with a verdict")),
    (Kind.MANUAL.value, _("A percentage judged by hand")),
]


class KeyResultQuerySet(models.QuerySet["KeyResult"]):
    def visible_to(self, viewer: Person) -> "KeyResultQuerySet":
        """A key result is seen by whoever sees its objective, and by its own owner and delegate."""
        if viewer.is_administrator or viewer.is_auditor:
            return self
        seen = (
            Q(objective__visibility=Visibility.PUBLIC)
            | Q(objective__owner=viewer)
            | Q(objective__owner__manager=viewer)
            | Q(objective__department__lead=viewer)
        )
        return self.filter(seen | Q(owner=viewer) | Q(delegate=viewer))

    def alive(self) -> "KeyResultQuerySet":
        """Not cancelled, nor part of an objective that is."""
        return self.exclude(state=State.CANCELLED).exclude(objective__state__in=(State.CANCELLED, State.ARCHIVED))

    def counted(self) -> "KeyResultQuerySet":
        """Those that move their objective: neither cancelled nor put off."""
        return self.exclude(state__in=NOT_COUNTED)


class KeyResult(Graded):
    """A number that tells whether the objective is reached.

    Four quantities, never mixed: `value` (in `unit`), `progress` (unclamped ratio), `confidence` (percent chance of reaching the target)
    and, at the close, `score`. `series` holds the last values for the trend line, oldest first. `weight` is a share (0 to 1, three
    decimals); those of an objective sum to 1. `segment` is the number of the stretch that runs (see Segment). `setup` says what its kind
    needs beside start and target; `original` are the numbers first promised: {"kind", "unit", "baseline", "target", "setup"}.
    """

    class CountsAs(models.TextChoices):
        OUTCOME = "outcome", _("Outcome: something became better")
        OUTPUT = "output", _("Output: something was made")
        ACTIVITY = "activity", _("Activity: something was done")

    class Verdict(models.TextChoices):
        CONFIRMED = "confirmed", _("It helped as expected")
        PARTLY = "partly", _("It helped in part")
        REFUTED = "refuted", _("It did not help")
        UNCLEAR = "unclear", _("It can't be told")

    class Pace(models.TextChoices):
        CYCLE = "", _("Like the cycle")
        CALENDAR = "calendar", _("Evenly over calendar days")
        WORKING = "working", _("Evenly over working hours")
        MILESTONES = "milestones", _("By the dates of its milestones")
        CURVE = "curve", _("By a curve of its own")
        NONE = "none", _("No expectation before the last day")

    objective = models.ForeignKey(
        Objective, on_delete=models.CASCADE, related_name="key_results", verbose_name=_("objective")
    )
    title = models.CharField(_("title"), max_length=300)
    kind = models.CharField(_("kind"), max_length=10, choices=KINDS, default=Kind.METRIC.value)
    unit = models.CharField(_("unit"), max_length=20, blank=True)
    currency = models.CharField(_("currency"), max_length=3, blank=True)
    baseline = models.DecimalField(_("start value"), max_digits=24, decimal_places=6, default=Decimal(0))
    target = models.DecimalField(_("target"), max_digits=24, decimal_places=6, default=Decimal(100))
    setup = models.JSONField(default=dict)
    original = models.JSONField(default=dict)
    starts_on = models.DateField(_("from"), null=True, blank=True)
    due_on = models.DateField(_("due"), null=True, blank=True)
    pace = models.CharField(_("expected progress"), max_length=10, choices=Pace, blank=True, default=Pace.CYCLE)
    baseline_on = models.DateField(_("start value measured on"), null=True, blank=True)
    cadence = models.CharField(
        _("check-ins"), max_length=10, choices=[("", _("Like the cycle")), *Cadence.choices], blank=True
    )
    source = models.CharField(_("where the number comes from"), max_length=200, blank=True)
    hypothesis = models.CharField(_("why this should help"), max_length=500, blank=True)
    effect = models.CharField(_("expected effect"), max_length=200, blank=True)
    verdict = models.CharField(_("verdict"), max_length=10, choices=Verdict, blank=True)
    verdict_note = models.CharField(max_length=500, blank=True)
    counts_as = models.CharField(_("counts as"), max_length=8, choices=CountsAs, blank=True)
    value = models.DecimalField(_("value"), max_digits=24, decimal_places=6, null=True)
    fed_value = models.DecimalField(max_digits=24, decimal_places=6, null=True)
    is_feed_stopped = models.BooleanField(default=False)
    progress = models.DecimalField(max_digits=12, decimal_places=4, default=Decimal(0))
    confidence = models.PositiveSmallIntegerField(_("confidence"), null=True)
    weight = models.DecimalField(_("weight"), max_digits=6, decimal_places=3, default=Decimal(1))
    is_weight_fixed = models.BooleanField(default=False)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="key_results", verbose_name=_("owner")
    )
    delegate = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("checks in"),
    )
    external_key = models.CharField(max_length=200, null=True, unique=True)
    position = models.PositiveIntegerField(default=0)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.ACTIVE)
    state_reason = models.CharField(max_length=500, blank=True)
    segment = models.PositiveSmallIntegerField(default=1)
    checked_in_at = models.DateTimeField(null=True)
    series = models.JSONField(default=list)
    carried_from = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="carried_to"
    )

    objects = KeyResultQuerySet.as_manager()

    class Meta:
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return self.title

    @property
    def label(self) -> str:
        """The name people type: KR-12."""
        return f"KR-{self.pk}"

    @property
    def measure(self) -> Kind:
        """Its kind as the arithmetic knows it."""
        return Kind(self.kind)

    @property
    def how(self) -> Setup:
        """What its kind needs beside start and target."""
        return setup_of(self.setup)

    def progress_at(self, value: Decimal | None) -> Decimal:
        """The raw progress that a value is, by its kind, its start and target and its setup."""
        how = self.how
        return progress_of(
            self.measure,
            self.baseline,
            self.target,
            value,
            low=how.low,
            is_strict=how.is_strict,
            tolerance=how.tolerance,
        )

    @property
    def counts(self) -> bool:
        """Whether it moves its objective."""
        return self.state not in NOT_COUNTED

    @property
    def first_day(self) -> date:
        return self.starts_on or self.objective.cycle.starts_on

    @property
    def last_day(self) -> date:
        return self.due_on or self.objective.cycle.ends_on

    def promise(self) -> dict[str, Any]:
        """What its final score is compared with: type, start, target and setup as they are now."""
        numbers = {"baseline": _plain(self.baseline), "target": _plain(self.target)}
        return {"kind": self.kind, "unit": self.unit, **numbers, "setup": self.setup}

    @property
    def rhythm(self) -> Cadence:
        """How often it is expected to be heard of: as it says itself, or as its cycle says."""
        return Cadence(self.cadence or self.objective.cycle.cadence)

    def is_stale(self, moment: datetime, departments: Departments | None = None) -> bool:
        """Whether nobody has checked in for one and a half cadences: its own, its department's, or its cycle's.

        That lies over a status, it is none. Asking for many, pass the same `departments`.
        """
        silence: timedelta = moment - (self.checked_in_at or self.made_at)
        if self.cadence or silence <= 1.5 * SPANS[Cadence.WEEK]:
            return silence > 1.5 * SPANS[self.rhythm]
        said = (departments or Departments()).cadence(self.objective.department_id)
        return silence > 1.5 * SPANS[Cadence(said) if said else self.rhythm]


def _plain(value: Decimal) -> str:
    return format(value.normalize() if value else Decimal(0), "f")
