"""The machines outside that sources may ask. Everything that is not listed is refused."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Target(models.Model):
    """A host that sources may reach. `is_private` says that it may lie inside the house's own network."""

    host = models.CharField(_("host"), max_length=253, unique=True)
    is_private = models.BooleanField(_("inside our own network"), default=False)
    reason = models.CharField(_("what for"), max_length=200, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["host"]

    def __str__(self) -> str:
        return self.host
