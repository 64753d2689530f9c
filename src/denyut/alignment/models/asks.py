"""Asks: a goal is put to a department, which answers with a goal of its own or says why not."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from denyut.okr.models import Objective
from denyut.people.models import Department, Person


class AskQuerySet(models.QuerySet["Ask"]):
    def visible_to(self, viewer: Person) -> "AskQuerySet":
        """What is asked about a goal is seen by whoever sees the goal."""
        return self.filter(objective__in=Objective.objects.visible_to(viewer))

    def waiting(self) -> "AskQuerySet":
        """Those without an answer."""
        return self.filter(answered_at=None)

    def with_people(self) -> "AskQuerySet":
        """The same, with the goal, the department and everybody in it loaded."""
        return self.select_related(
            "objective__cycle", "objective__owner", "department__lead", "asked_by", "answered_by"
        )

    def of(self, person: Person) -> "AskQuerySet":
        """Those put to the departments that the person leads."""
        return self.filter(department__lead=person)


class Ask(models.Model):
    """That a department is asked how it supports a goal. The answer is an objective of its own, or the reason why there is none."""

    objective = models.ForeignKey(Objective, on_delete=models.CASCADE, related_name="asks")
    department = models.ForeignKey(Department, on_delete=models.CASCADE, related_name="asks")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    due_on = models.DateField(_("answer by"), null=True)
    note = models.CharField(_("note"), max_length=500, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True)
    answer = models.ForeignKey(Objective, null=True, on_delete=models.SET_NULL, related_name="+")
    reason = models.CharField(_("reason"), max_length=500, blank=True)

    objects = AskQuerySet.as_manager()

    class Meta:
        ordering = ["asked_at", "id"]
        constraints = [models.UniqueConstraint(fields=["objective", "department"], name="ask_once")]

    def __str__(self) -> str:
        return f"{self.objective_id} to {self.department_id}"

    @property
    def is_answered(self) -> bool:
        return self.answered_at is not None

    @property
    def is_declined(self) -> bool:
        """Whether the department said that it does not support the goal."""
        return self.is_answered and bool(self.reason) and self.answer_id is None

    def age(self, moment: datetime) -> timedelta:
        """How long it has been waiting, or had been when it was answered."""
        return (self.answered_at or moment) - self.asked_at
