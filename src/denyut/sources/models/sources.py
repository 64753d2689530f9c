"""A data source: where numbers come from, how they are read, where they go, and how it went the last time."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from denyut.metrics.models import Indicator
from denyut.okr.models import KeyResult
from denyut.people.models import Person

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager

    from denyut.sources.models.arrivals import Arrival
    from denyut.sources.models.runs import Run


class Kind(models.TextChoices):
    FILE = "file", _("A file that I upload")
    FOLDER = "folder", _("A folder that is watched")
    SQL = "sql", _("A database")
    HTTP = "http", _("An address that answers JSON")
    WEBHOOK = "webhook", _("Another program sends it here")
    OWN = "own", _("Denyut's own data")


class State(models.TextChoices):
    DRAFT = "draft", _("Being set up")
    WORKING = "working", _("Working")
    BROKEN = "broken", _("Broken")
    PAUSED = "paused", _("Paused")


class SourceQuerySet(models.QuerySet["Source"]):
    def visible_to(self, viewer: Person) -> "SourceQuerySet":
        """Whoever owns a source sees it; administrators and auditors see all."""
        return self if viewer.is_administrator or viewer.is_auditor else self.filter(owner=viewer)


class Source(models.Model):
    """A data source.

    `words` is how to reach it, without secrets: those are in `secret`, encrypted. `columns` are the names and kinds of its
    columns as the last good run saw them, `mapping` what is read from them (see mapping.Mapping). `trouble` is the code of
    what is wrong and what belongs to it; it is set when the source breaks and emptied by the next good run.
    """

    class Every(models.TextChoices):
        HAND = "hand", _("By hand only")
        HOUR = "hour", _("Every hour")
        DAY = "day", _("Every day")
        WEEK = "week", _("Every Monday")

    name = models.CharField(_("name"), max_length=120)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="sources", verbose_name=_("owner")
    )
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DRAFT)
    words = models.JSONField(default=dict)
    secret = models.TextField(blank=True)
    columns = models.JSONField(default=list)
    mapping = models.JSONField(default=dict)
    indicator = models.ForeignKey(Indicator, null=True, on_delete=models.SET_NULL, related_name="sources")
    key_result = models.ForeignKey(KeyResult, null=True, on_delete=models.SET_NULL, related_name="sources")
    every = models.CharField(_("is read"), max_length=5, choices=Every, default=Every.HAND)
    at = models.TimeField(_("at"), null=True, blank=True)
    next_at = models.DateTimeField(null=True, db_index=True)
    trouble = models.JSONField(default=dict)
    broken_at = models.DateTimeField(null=True)
    good_at = models.DateTimeField(null=True)
    made_at = models.DateTimeField()

    objects = SourceQuerySet.as_manager()
    runs: "RelatedManager[Run]"
    arrivals: "RelatedManager[Arrival]"

    class Meta:
        ordering = ["name", "id"]

    def __str__(self) -> str:
        return self.name

    @property
    def is_ready(self) -> bool:
        """Whether it is known what to read and where it goes."""
        return bool(self.mapping) and (self.indicator_id is not None or self.key_result_id is not None)

    @property
    def is_on(self) -> bool:
        return self.state in (State.WORKING, State.BROKEN)

    def is_due(self, now: datetime) -> bool:
        """Whether the clock says that it is to be read."""
        return self.is_on and self.next_at is not None and self.next_at <= now
