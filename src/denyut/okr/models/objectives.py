"""Objectives."""

from datetime import datetime, timedelta
from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from denyut.okr.models.cycles import Cycle
from denyut.okr.models.graded import Graded
from denyut.people.models import Department, Person

FREE_EDITING = timedelta(hours=24)


class Visibility(models.TextChoices):
    PUBLIC = "public", _("Everybody")
    PRIVATE = "private", _("Owner and managers")


class State(models.TextChoices):
    """The life of a goal, from the first words to the archive."""

    DRAFT = "draft", _("Draft")
    PROPOSED = "proposed", _("Proposed")
    AGREED = "agreed", _("Agreed")
    ACTIVE = "active", _("Active")
    PAUSED = "paused", _("Paused")
    POSTPONED = "postponed", _("Postponed")
    CLOSED = "closed", _("Ended")
    GRADED = "graded", _("Scored")
    ARCHIVED = "archived", _("Archived")
    CANCELLED = "cancelled", _("Cancelled")


PLANNED = (State.DRAFT, State.PROPOSED, State.AGREED)
GONE = (State.CANCELLED, State.ARCHIVED)
# Not yet promised, put off, or given up: such a goal neither helps nor harms what it serves.
NOT_COUNTED = (State.DRAFT, State.PROPOSED, State.POSTPONED, State.CANCELLED)


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
        """Neither cancelled nor archived."""
        return self.exclude(state__in=GONE)

    def counted(self) -> "ObjectiveQuerySet":
        """Those that roll up into what they serve."""
        return self.exclude(state__in=NOT_COUNTED)


class Objective(Graded):
    """Where a company, a department or a person wants to be by the end of a cycle.

    `progress` is the roll-up by `roll_up` (0 to 1, four decimals); `version` moves with every change that its row on a board shows.
    `weight` is its share (0 to 1, three decimals) in the set of its department's objectives in the cycle.
    """

    class Ambition(models.TextChoices):
        COMMITTED = "committed", _("Committed")
        ASPIRATIONAL = "aspirational", _("Aspirational")
        LEARNING = "learning", _("Learning")
        OPERATIONAL = "operational", _("Operational")

    class Level(models.TextChoices):
        COMPANY = "company", _("Company")
        TEAM = "team", _("Team")
        PERSON = "person", _("Person")

    class RollUp(models.TextChoices):
        KEY_RESULTS = "key_results", _("Its key results, by weight")
        BY_SIZE = "by_size", _("Its key results, by the size of their targets")
        SUM = "sum", _("The sum of its key results' values, in one unit")
        WORST = "worst", _("Its weakest key result")
        CHILDREN = "children", _("The objectives that serve it")
        BOTH = "both", _("Both, item by item")
        MANUAL = "manual", _("What its owner states")

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
    level = models.CharField(_("level"), max_length=8, choices=Level, default=Level.TEAM)
    ambition = models.CharField(_("ambition"), max_length=12, choices=Ambition, default=Ambition.COMMITTED)
    roll_up = models.CharField(_("progress comes from"), max_length=12, choices=RollUp, default=RollUp.KEY_RESULTS)
    stated = models.DecimalField(_("stated progress"), max_digits=7, decimal_places=4, null=True)
    visibility = models.CharField(_("seen by"), max_length=8, choices=Visibility, default=Visibility.PUBLIC)
    weight = models.DecimalField(_("weight"), max_digits=6, decimal_places=3, default=Decimal(0))
    is_weight_fixed = models.BooleanField(default=False)
    external_key = models.CharField(max_length=200, null=True, unique=True)
    position = models.PositiveIntegerField(default=0)
    progress = models.DecimalField(max_digits=7, decimal_places=4, default=Decimal(0))
    version = models.PositiveIntegerField(default=1)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.ACTIVE)
    state_reason = models.CharField(max_length=500, blank=True)
    state_at = models.DateTimeField(null=True)
    published_at = models.DateTimeField(null=True)
    carried_from = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="carried_to"
    )

    objects = ObjectiveQuerySet.as_manager()

    class Meta:
        ordering = ["position", "id"]
        indexes = [models.Index(fields=["cycle", "department", "position"], name="objective_board")]

    def __str__(self) -> str:
        return self.title

    @property
    def label(self) -> str:
        """The name people type: O-12."""
        return f"O-{self.pk}"

    @property
    def is_open(self) -> bool:
        """Whether everybody may see it."""
        return self.visibility == Visibility.PUBLIC

    @property
    def is_cancelled(self) -> bool:
        return self.state == State.CANCELLED

    @property
    def is_planned(self) -> bool:
        """Whether it is still being drafted or agreed."""
        return self.state in PLANNED

    def is_freely_edited(self, moment: datetime) -> bool:
        """Whether a change is still a correction: before it is published, and in the 24 hours after."""
        return self.published_at is None or moment - self.published_at <= FREE_EDITING
