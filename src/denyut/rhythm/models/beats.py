"""How often a department is heard of."""

from datetime import time

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from denyut.okr.models import Cadence
from denyut.people.models import Department

USUAL_TIME = time(17)


class Beat(models.Model):
    """A department's own cadence, with the weekday and the time by which its check-ins are due. It holds below it too.

    A department without one follows that above it, and at last the cycle. A key result that says its own cadence keeps it.
    """

    department = models.OneToOneField(Department, on_delete=models.CASCADE, related_name="beat")
    cadence = models.CharField(_("check-ins"), max_length=10, choices=Cadence, default=Cadence.WEEK)
    due_weekday = models.PositiveSmallIntegerField(_("check-ins are due on weekday"), default=5)
    due_at = models.TimeField(_("due by"), default=USUAL_TIME)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.department_id}: {self.cadence}"
