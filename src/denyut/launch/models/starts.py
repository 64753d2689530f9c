"""A start of OKR in a cycle: its five steps, and what its sponsors promise in the open."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from denyut.okr.models import Cycle
from denyut.people.models import Person


class StepName(models.TextChoices):
    """The five steps, in their order."""

    COMMIT = "commit", _("Leadership commits in the open")
    WORKSHOP = "workshop", _("Goals are split across departments")
    TEMPLATES = "templates", _("Goal templates")
    TRAINING = "training", _("Managers learn to read weekly reports")
    REVIEW = "review", _("Quarterly review and adjustment")


class StartQuerySet(models.QuerySet["Start"]):
    def visible_to(self, viewer: Person) -> "StartQuerySet":
        """How far the start is, everybody sees."""
        return self if viewer.is_active else self.none()


class Start(models.Model):
    """The start in one cycle. Each cycle may be started once, and then goes on."""

    cycle = models.OneToOneField(Cycle, on_delete=models.PROTECT, related_name="start")
    begun_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    begun_at = models.DateTimeField()

    objects = StartQuerySet.as_manager()

    class Meta:
        ordering = ["-cycle__starts_on", "-id"]

    def __str__(self) -> str:
        return f"start of {self.cycle_id}"


class StepQuerySet(models.QuerySet["Step"]):
    def visible_to(self, viewer: Person) -> "StepQuerySet":
        return self if viewer.is_active else self.none()


class Step(models.Model):
    """One of the five steps: who answers for it, until when, and when it was found done. Its evidence is computed, never kept."""

    start = models.ForeignKey(Start, on_delete=models.CASCADE, related_name="steps")
    name = models.CharField(_("step"), max_length=10, choices=StepName)
    position = models.PositiveSmallIntegerField()
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="launch_steps"
    )
    due_on = models.DateField(_("due"), null=True, blank=True)
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    objects = StepQuerySet.as_manager()

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["start", "name"], name="launch_step_once")]

    def __str__(self) -> str:
        return f"{self.start_id} {self.name}"

    @property
    def is_done(self) -> bool:
        return self.done_at is not None

    def is_overdue(self, day: date) -> bool:
        return not self.is_done and self.due_on is not None and self.due_on < day


class SponsorQuerySet(models.QuerySet["Sponsor"]):
    def visible_to(self, viewer: Person) -> "SponsorQuerySet":
        return self if viewer.is_active else self.none()

    def standing(self) -> "SponsorQuerySet":
        """Those who were not released."""
        return self.filter(released_at=None)


class Sponsor(models.Model):
    """Somebody of the leadership who stands for the start."""

    start = models.ForeignKey(Start, on_delete=models.CASCADE, related_name="sponsors")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="sponsorships")
    chosen_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    chosen_at = models.DateTimeField()
    released_at = models.DateTimeField(null=True)

    objects = SponsorQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["start", "person"], condition=Q(released_at=None), name="launch_sponsor_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id} for {self.start_id}"


class CommitmentQuerySet(models.QuerySet["Commitment"]):
    def visible_to(self, viewer: Person) -> "CommitmentQuerySet":
        """A commitment is public from the moment it is there."""
        return self if viewer.is_active else self.none()


class Commitment(models.Model):
    """What a sponsor promises, in one version. Never changed: other words are another version."""

    sponsor = models.ForeignKey(Sponsor, on_delete=models.CASCADE, related_name="commitments")
    number = models.PositiveSmallIntegerField()
    text = models.TextField(_("commitment"))
    published_at = models.DateTimeField()

    objects = CommitmentQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["sponsor", "number"], name="launch_commitment_once")]

    def __str__(self) -> str:
        return f"{self.sponsor_id}/{self.number}"
