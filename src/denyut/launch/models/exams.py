"""What came of the managers' course."""

from django.conf import settings
from django.db import models

from denyut.people.models import Person


class ExamQuerySet(models.QuerySet["Exam"]):
    def visible_to(self, viewer: Person) -> "ExamQuerySet":
        """One's own. Of others everybody hears how many passed, and nothing else."""
        return self.filter(person=viewer)


class Exam(models.Model):
    """One attempt at a generated weekly report.

    `seed` makes the report again, letter by letter; `marked` are the lines that were marked. `score` is in percent.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="exams")
    seed = models.PositiveIntegerField()
    begun_at = models.DateTimeField()
    handed_in_at = models.DateTimeField(null=True)
    marked = models.JSONField(default=dict)
    feedback = models.TextField(blank=True)
    found = models.PositiveSmallIntegerField(default=0)
    false_alarms = models.PositiveSmallIntegerField(default=0)
    score = models.PositiveSmallIntegerField(default=0)
    has_passed = models.BooleanField(default=False)

    objects = ExamQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.score}"

    @property
    def is_handed_in(self) -> bool:
        return self.handed_in_at is not None
