"""Days on which somebody does not work."""

from collections.abc import Collection
from datetime import date, timedelta

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from denyut.people.lines import below
from denyut.people.models.person import Person


class AbsenceQuerySet(models.QuerySet["Absence"]):
    def visible_to(self, viewer: Person) -> "AbsenceQuerySet":
        """Why somebody is away is known to them, to their line of managers and to administrators."""
        if not viewer.is_active:
            return self.none()
        if viewer.is_administrator:
            return self
        return self.filter(Q(person=viewer) | Q(person__in=below(viewer.pk)))

    def standing(self) -> "AbsenceQuerySet":
        """Those that were not removed."""
        return self.filter(removed_at=None)

    def touching(self, first: date, last: date) -> "AbsenceQuerySet":
        """Those that stand and have a day in a span, both ends included."""
        return self.standing().filter(first_on__lte=last, last_on__gte=first)


class Absence(models.Model):
    """A span of days, both ends included, on which a person is away. `kind` and `note` are private.

    One that is removed keeps its days for the record and loses its note.
    """

    class Kind(models.TextChoices):
        LEAVE = "leave", _("Leave")
        SICK = "sick", _("Sick")
        TRAINING = "training", _("Training")
        OTHER = "other", _("Other")

    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, related_name="absences", verbose_name=_("person who is away")
    )
    first_on = models.DateField(_("first day"))
    last_on = models.DateField(_("last day"))
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.LEAVE)
    stand_in = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("stand-in")
    )
    note = models.CharField(_("note"), max_length=500, blank=True)
    made_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)

    objects = AbsenceQuerySet.as_manager()

    class Meta:
        ordering = ["-first_on", "-id"]
        constraints = [models.CheckConstraint(condition=Q(last_on__gte=F("first_on")), name="absence_in_order")]
        indexes = [models.Index(fields=["person", "last_on"], name="absence_person")]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.first_on} – {self.last_on}"

    def covers(self, day: date) -> bool:
        """Whether the person is away on `day`."""
        return self.first_on <= day <= self.last_on


def away_until(absences: Collection[Absence], day: date) -> date | None:
    """The last day of being away from `day` on, through absences that follow each other; None for somebody present."""
    until = None
    for absence in sorted(absences, key=lambda one: one.first_on):
        if absence.covers(day if until is None else until + timedelta(days=1)):
            until = absence.last_on
    return until
