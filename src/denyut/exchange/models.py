"""What was imported: who brought in which file, how its columns were read, what came of it, and what it made and changed."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from denyut.chat.models import Room
from denyut.people.models import Person

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager


class ImportQuerySet(models.QuerySet["Import"]):
    def visible_to(self, viewer: Person) -> "ImportQuerySet":
        """One's own imports; administrators and auditors see all."""
        return self if viewer.is_administrator or viewer.is_auditor else self.filter(person=viewer)


class Import(models.Model):
    """One import of a file: a numbered batch, which can be undone as a whole.

    `counts` goes from noun (goals, key_results, check_ins) to state to number. `undoing` is what an undo left alone: a list
    of {"kind", "id", "title", "reason"}.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    file_name = models.CharField(_("file"), max_length=200)
    counts = models.JSONField(default=dict)
    problems = models.JSONField(default=list)
    at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    undoing = models.JSONField(default=list)

    objects = ImportQuerySet.as_manager()
    readings: "RelatedManager[Reading]"
    traces: "RelatedManager[Trace]"

    class Meta:
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return self.file_name

    @property
    def is_undone(self) -> bool:
        return self.undone_at is not None


class Reading(models.Model):
    """How one sheet of an import was read.

    `mapping` is how, `corrections` what of it a person had said. `header` is a digest of the column names: the next file
    with the same ones is read with the same corrections. `format` is the code of the program that seemed to have written it.
    """

    import_of = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="readings")
    sheet = models.CharField(_("sheet"), max_length=200)
    format = models.CharField(max_length=40, blank=True)
    header = models.CharField(max_length=64, db_index=True)
    mapping = models.JSONField(default=dict)
    corrections = models.JSONField(default=dict)
    rows = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.sheet


class Trace(models.Model):
    """One thing that an import made or changed. `before` and `after` are the changed fields, as plain values.

    `event` is the number of the event that told of it.
    """

    class Act(models.TextChoices):
        MADE = "made", _("made")
        CHANGED = "changed", _("changed")

    import_of = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="traces")
    act = models.CharField(max_length=7, choices=Act)
    subject_kind = models.CharField(max_length=40)
    subject_id = models.BigIntegerField()
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    event = models.BigIntegerField(null=True)

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["subject_kind", "subject_id"], name="trace_subject")]

    def __str__(self) -> str:
        return f"{self.act} {self.subject_kind}:{self.subject_id}"


class Upload(models.Model):
    """A file on its way in, seen by its owner alone: looked at, then imported by a job, then only its result.

    `path` is its name in the file storage, empty once it is gone. `wishes` are the person's decisions, `result` what
    the page shows at the end. `done` of `total` steps are through.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    file_name = models.CharField(_("file"), max_length=200)
    path = models.CharField(max_length=200, blank=True)
    wishes = models.JSONField(default=dict)
    result = models.JSONField(default=dict)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    made_at = models.DateTimeField()
    begun_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-made_at"]

    def __str__(self) -> str:
        return self.file_name


class TalkImport(models.Model):
    """Another program's chat on its way into a room, and afterwards what came of it; seen by whoever brings it alone.

    `path` is the file's name in the storage, empty once it is gone. `wishes` are the person's decisions, `result` what the page shows at
    the end. `done` of `total` messages are through. The lines it made name it in their facts ("brought").
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    room = models.ForeignKey(Room, null=True, on_delete=models.SET_NULL, related_name="+")
    file_name = models.CharField(_("file"), max_length=200)
    path = models.CharField(max_length=200, blank=True)
    program = models.CharField(max_length=12, blank=True)
    wishes = models.JSONField(default=dict)
    result = models.JSONField(default=dict)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    made_at = models.DateTimeField()
    begun_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-made_at", "-id"]

    def __str__(self) -> str:
        return self.file_name

    @property
    def is_undone(self) -> bool:
        return self.undone_at is not None
