"""What objectives and key results have in common: a declared status, scores, a line of descent."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from denyut.okr.status import Status

DECLARABLE = [
    (Status.ON_TRACK.value, _("On track")),
    (Status.AT_RISK.value, _("At risk")),
    (Status.OFF_TRACK.value, _("Off track")),
]


class Graded(models.Model):
    """A goal of any size.

    `declared` is the status its owner states beside the computed one. `score_original` and `score_final` are the suggested scores (0 to 1)
    by the first targets and by the last; `score` is the one given at the close. `lineage` is the number of the goal from which the line
    of carried-over goals descends; `carried_from` the one just before. `edition` moves with every change that people make in a form.
    """

    declared = models.CharField(_("declared status"), max_length=12, choices=DECLARABLE, blank=True)
    declared_reason = models.CharField(_("reason"), max_length=500, blank=True)
    declared_at = models.DateTimeField(null=True)
    declared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    score_original = models.DecimalField(max_digits=4, decimal_places=3, null=True)
    score_final = models.DecimalField(max_digits=4, decimal_places=3, null=True)
    score = models.DecimalField(_("score"), max_digits=4, decimal_places=3, null=True)
    score_reason = models.CharField(_("reason"), max_length=500, blank=True)
    scored_at = models.DateTimeField(null=True)
    scored_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    lineage = models.PositiveBigIntegerField(null=True, db_index=True)
    edition = models.PositiveIntegerField(default=1)
    made_at = models.DateTimeField()

    class Meta:
        abstract = True

    @property
    def is_scored(self) -> bool:
        return self.score is not None
