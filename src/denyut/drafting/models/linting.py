"""Answers to what the goal linter found."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from denyut.okr.models import KeyResult, Objective
from denyut.people.models import Person


class LintAnswerQuerySet(models.QuerySet["LintAnswer"]):
    def visible_to(self, viewer: Person) -> "LintAnswerQuerySet":
        """An answer is seen by whoever sees the goal it is about."""
        objectives = Objective.objects.visible_to(viewer).values("pk")
        key_results = KeyResult.objects.visible_to(viewer).values("pk")
        return self.filter(
            Q(subject_kind=LintAnswer.Subject.OBJECTIVE, subject_id__in=objectives)
            | Q(subject_kind=LintAnswer.Subject.KEY_RESULT, subject_id__in=key_results)
        )

    def about(self, subject_kind: str, subject_id: int) -> "LintAnswerQuerySet":
        """The answers given for one goal."""
        return self.filter(subject_kind=subject_kind, subject_id=subject_id)


class LintAnswer(models.Model):
    """What somebody made of a finding about a goal: took the advice, or set it aside.

    `fingerprint` stands for what the finding was made from: when that changes, the answer no longer holds and the finding comes back.
    """

    class Subject(models.TextChoices):
        OBJECTIVE = "objective", _("Objective")
        KEY_RESULT = "key_result", _("Key result")

    subject_kind = models.CharField(_("kind of goal"), max_length=10, choices=Subject)
    subject_id = models.PositiveBigIntegerField()
    code = models.CharField(max_length=40)
    fingerprint = models.CharField(max_length=64)
    is_accepted = models.BooleanField(_("advice taken"))
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("answered by")
    )
    answered_at = models.DateTimeField()

    objects = LintAnswerQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["subject_kind", "subject_id", "code", "fingerprint"], name="one_answer_per_finding"
            )
        ]

    def __str__(self) -> str:
        return f"{self.subject_kind} {self.subject_id}: {self.code}"
