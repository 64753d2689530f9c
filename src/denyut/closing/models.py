"""What was learned from goals, and the post-mortems of promises that were not kept."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from denyut.okr.models import Cycle, KeyResult, Objective
from denyut.people.models import Person


class LessonQuerySet(models.QuerySet["Lesson"]):
    def visible_to(self, viewer: Person) -> "LessonQuerySet":
        """Lessons of goals that the viewer may see."""
        return self.filter(objective__in=Objective.objects.visible_to(viewer))

    def standing(self) -> "LessonQuerySet":
        """Those that were not withdrawn."""
        return self.filter(withdrawn_at=None)

    def told(self) -> "LessonQuerySet":
        """Those that say something: a post-mortem that waits for its answer does not."""
        return self.standing().filter(told_at__isnull=False)

    def waiting(self) -> "LessonQuerySet":
        """Post-mortems that nobody has answered yet."""
        return self.standing().filter(kind=Lesson.LessonKind.POST_MORTEM, told_at=None)

    def holding(self, tokens: list[str]) -> "LessonQuerySet":
        """Those in which each of these tokens (`denyut.lib.tokens`) is found: in their words, or the titles of their goals."""
        found = self
        for token in tokens:
            found = found.filter(index__contains=token)
        return found


class Lesson(models.Model):
    """Something learned from an objective, or from one of its key results. A missed promise has one post-mortem.

    A post-mortem is opened without words and told later; all others are told at once. `index` holds the search tokens of its words and
    of the titles of its goals.
    """

    class LessonKind(models.TextChoices):
        KEEP = "keep", _("Keep doing")
        CHANGE = "change", _("Do differently")
        STOP = "stop", _("Stop doing")
        LEARNED = "learned", _("We learned")
        POST_MORTEM = "post_mortem", _("Post-mortem")

    class Cause(models.TextChoices):
        ASSUMPTION = "assumption", _("What we assumed was wrong")
        CAPACITY = "capacity", _("Too few people or too little time")
        DEPENDENCY = "dependency", _("We waited for somebody else")
        PRIORITY = "priority", _("Something else came first")
        MARKET = "market", _("The market changed")
        MEASURE = "measure", _("We measured the wrong thing")

    objective = models.ForeignKey(Objective, on_delete=models.CASCADE, related_name="lessons")
    key_result = models.ForeignKey(
        KeyResult,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="lessons",
        verbose_name=_("key result"),
    )
    kind = models.CharField(_("kind"), max_length=12, choices=LessonKind, default=LessonKind.LEARNED)
    cause = models.CharField(_("cause"), max_length=12, choices=Cause, blank=True)
    text = models.TextField(_("lesson"), blank=True)
    index = models.TextField(blank=True)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="lessons")
    made_at = models.DateTimeField()
    told_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    objects = LessonQuerySet.as_manager()

    class Meta:
        ordering = ["-told_at", "-id"]
        indexes = [models.Index(fields=["objective", "kind"], name="lesson_of_goal")]
        constraints = [
            models.UniqueConstraint(
                fields=["objective"], condition=Q(kind="post_mortem", withdrawn_at=None), name="post_mortem_once"
            )
        ]

    def __str__(self) -> str:
        return self.text or f"{self.kind} of {self.objective_id}"

    @property
    def is_told(self) -> bool:
        return self.told_at is not None


class Execution(models.Model):
    """What a cycle had promised and what was done of it, counted once at its close and never again.

    `promised` are committed key results that were not given up, `done` those whose score by the first targets was full; `work_promised`
    and `work_done` are their pieces of work with a day, and those done by it. A cycle closed again has another row; the newest is shown.
    """

    cycle = models.ForeignKey(Cycle, on_delete=models.CASCADE, related_name="executions")
    promised = models.PositiveIntegerField()
    done = models.PositiveIntegerField()
    work_promised = models.PositiveIntegerField(default=0)
    work_done = models.PositiveIntegerField(default=0)
    event = models.BigIntegerField(unique=True)
    frozen_at = models.DateTimeField()

    class Meta:
        ordering = ["cycle__starts_on", "id"]

    def __str__(self) -> str:
        return f"{self.cycle_id}: {self.done}/{self.promised}"

    @property
    def percent(self) -> int | None:
        """Done in whole percent of what was promised; None where nothing was."""
        whole, part = self.promised + self.work_promised, self.done + self.work_done
        return round(100 * part / whole) if whole else None


class ExecutionNote(models.Model):
    """What happened in a cycle, written beside its rate of execution."""

    cycle = models.ForeignKey(Cycle, on_delete=models.CASCADE, related_name="execution_notes")
    text = models.CharField(_("note"), max_length=200)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.text


class LeftUnscored(models.Model):
    """A goal that was left without a score when its cycle closed: named one by one, with the reason."""

    cycle = models.ForeignKey(Cycle, on_delete=models.CASCADE, related_name="left_unscored")
    objective = models.ForeignKey(Objective, on_delete=models.CASCADE, related_name="+")
    key_result = models.ForeignKey(KeyResult, null=True, on_delete=models.CASCADE, related_name="+")
    reason = models.CharField(_("reason"), max_length=500)
    left_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    left_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.objective_id}: {self.reason[:40]}"
