"""What was imported: who brought in which file, how its columns were read, and what came of it."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Import(models.Model):
    """One import of one sheet.

    `mapping` is how it was read, `corrections` what of it a person had said. `header` is a digest of the column names:
    the next file with the same ones is read with the same corrections. `counts` goes from noun (goals, key_results,
    check_ins) to state to number.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    file_name = models.CharField(_("file"), max_length=200)
    sheet = models.CharField(_("sheet"), max_length=200)
    header = models.CharField(max_length=64, db_index=True)
    mapping = models.JSONField(default=dict)
    corrections = models.JSONField(default=dict)
    counts = models.JSONField(default=dict)
    problems = models.JSONField(default=list)
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return f"{self.file_name} ({self.sheet})"


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
