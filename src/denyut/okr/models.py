"""Cycles, objectives, key results and their check-ins."""

from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from denyut.okr.progress import Kind
from denyut.okr.status import Standing, standing
from denyut.people.models import Department, Person

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager


KINDS = [
    (Kind.METRIC.value, _("A number that moves from a start to a target")),
    (Kind.AT_LEAST.value, _("A number that stays at or above a bound")),
    (Kind.AT_MOST.value, _("A number that stays at or below a bound")),
    (Kind.BINARY.value, _("Done or not done")),
    (Kind.MANUAL.value, _("A percentage judged by hand")),
]


class Cycle(models.Model):
    """A span of days with its own goals: a year, a quarter, any dates. Several run at once. Never deleted once used."""

    class CycleKind(models.TextChoices):
        YEAR = "year", _("Year")
        QUARTER = "quarter", _("Quarter")
        MONTH = "month", _("Month")
        CUSTOM = "custom", _("Custom")

    name = models.CharField(_("name"), max_length=80, unique=True)
    kind = models.CharField(_("kind"), max_length=10, choices=CycleKind, default=CycleKind.QUARTER)
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="parts", verbose_name=_("part of")
    )
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

    @property
    def cadence(self) -> timedelta:
        """How often its key results are expected to be heard of: monthly in a year, weekly else."""
        return timedelta(days=31 if self.kind == self.CycleKind.YEAR else 7)


class Visibility(models.TextChoices):
    PUBLIC = "public", _("Everybody")
    PRIVATE = "private", _("Owner and managers")


class ObjectiveQuerySet(models.QuerySet["Objective"]):
    def visible_to(self, viewer: Person) -> "ObjectiveQuerySet":
        """Goals are open to all; a private one to its owner, to whoever leads them or its department, to administrators and auditors."""
        if viewer.is_administrator or viewer.is_auditor:
            return self
        return self.filter(
            Q(visibility=Visibility.PUBLIC) | Q(owner=viewer) | Q(owner__manager=viewer) | Q(department__lead=viewer)
        )

    def of_cycle(self, cycle: Cycle) -> "ObjectiveQuerySet":
        return self.filter(cycle=cycle)

    def alive(self) -> "ObjectiveQuerySet":
        return self.filter(cancelled_at=None)


class Objective(models.Model):
    """Where a company, a department or a person wants to be by the end of a cycle.

    `progress` is the roll-up of its key results (0 to 1, four decimals); `version` moves with every change that its row on a board shows.
    """

    class Ambition(models.TextChoices):
        COMMITTED = "committed", _("Committed")
        ASPIRATIONAL = "aspirational", _("Aspirational")
        LEARNING = "learning", _("Learning")
        OPERATIONAL = "operational", _("Operational")

    class RollUp(models.TextChoices):
        KEY_RESULTS = "key_results", _("Its key results")
        CHILDREN = "children", _("The objectives that serve it")
        BOTH = "both", _("Both, item by item")

    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="objectives", verbose_name=_("cycle"))
    title = models.CharField(_("title"), max_length=300)
    description = models.TextField(_("description"), blank=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="objectives", verbose_name=_("owner")
    )
    department = models.ForeignKey(
        Department,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="objectives",
        verbose_name=_("department"),
    )
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children", verbose_name=_("serves")
    )
    ambition = models.CharField(_("ambition"), max_length=12, choices=Ambition, default=Ambition.COMMITTED)
    roll_up = models.CharField(_("progress comes from"), max_length=12, choices=RollUp, default=RollUp.KEY_RESULTS)
    visibility = models.CharField(_("seen by"), max_length=8, choices=Visibility, default=Visibility.PUBLIC)
    external_key = models.CharField(max_length=200, null=True, unique=True)
    position = models.PositiveIntegerField(default=0)
    progress = models.DecimalField(max_digits=7, decimal_places=4, default=Decimal(0))
    version = models.PositiveIntegerField(default=1)
    made_at = models.DateTimeField()
    cancelled_at = models.DateTimeField(null=True)

    objects = ObjectiveQuerySet.as_manager()
    key_results: "RelatedManager[KeyResult]"
    children: "RelatedManager[Objective]"

    class Meta:
        ordering = ["position", "id"]
        indexes = [models.Index(fields=["cycle", "department", "position"], name="objective_board")]

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        """Whether everybody may see it."""
        return self.visibility == Visibility.PUBLIC


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


class KeyResult(models.Model):
    """A number that tells whether the objective is reached.

    Four quantities, never mixed: `value` (in `unit`), `progress` (unclamped ratio), `confidence` (percent chance of reaching the target)
    and, at the close, a score. `series` holds the last values for the trend line, oldest first.
    """

    objective = models.ForeignKey(
        Objective, on_delete=models.CASCADE, related_name="key_results", verbose_name=_("objective")
    )
    title = models.CharField(_("title"), max_length=300)
    kind = models.CharField(_("kind"), max_length=10, choices=KINDS, default=Kind.METRIC.value)
    unit = models.CharField(_("unit"), max_length=20, blank=True)
    baseline = models.DecimalField(_("start value"), max_digits=24, decimal_places=6, default=Decimal(0))
    target = models.DecimalField(_("target"), max_digits=24, decimal_places=6, default=Decimal(100))
    value = models.DecimalField(_("value"), max_digits=24, decimal_places=6, null=True)
    progress = models.DecimalField(max_digits=12, decimal_places=4, default=Decimal(0))
    confidence = models.PositiveSmallIntegerField(_("confidence"), null=True)
    weight = models.DecimalField(_("weight"), max_digits=6, decimal_places=3, default=Decimal(1))
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
    checked_in_at = models.DateTimeField(null=True)
    series = models.JSONField(default=list)
    made_at = models.DateTimeField()

    objects = KeyResultQuerySet.as_manager()
    check_ins: "RelatedManager[CheckIn]"

    class Meta:
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return self.title

    @property
    def label(self) -> str:
        """The name people type: KR-12."""
        return f"KR-{self.pk}"

    def is_stale(self, moment: Any) -> bool:
        """Whether nobody has checked in for one and a half cadences. That lies over a status, it is none."""
        silence: timedelta = moment - (self.checked_in_at or self.made_at)
        return silence > 1.5 * self.objective.cycle.cadence

    def standing(self, day: date) -> Standing:
        """The computed status on `day`, with the numbers it comes from."""
        cycle = self.objective.cycle
        has_begun = self.checked_in_at is not None
        return standing(Kind(self.kind), self.progress, cycle.starts_on, cycle.ends_on, day, has_begun=has_begun)


class CheckIn(models.Model):
    """What an owner said about a key result at one moment. Never changed: a correction is another check-in."""

    key_result = models.ForeignKey(KeyResult, on_delete=models.CASCADE, related_name="check_ins")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    value = models.DecimalField(max_digits=24, decimal_places=6)
    before = models.DecimalField(max_digits=24, decimal_places=6, null=True)
    progress = models.DecimalField(max_digits=12, decimal_places=4)
    confidence = models.PositiveSmallIntegerField(null=True)
    note = models.TextField(blank=True)
    surface = models.CharField(max_length=20)
    external_key = models.CharField(max_length=200, null=True, unique=True)
    valid_at = models.DateTimeField()
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["-valid_at", "-id"]
        indexes = [models.Index(fields=["key_result", "valid_at", "id"], name="check_in_series")]

    def __str__(self) -> str:
        return f"{self.key_result_id}: {self.value}"
