"""Boards that people build of tiles, and to whom they are sent by the clock."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from denyut.chat.models import Room
from denyut.people.models import Department, Person


class BoardQuerySet(models.QuerySet["Board"]):
    def visible_to(self, viewer: Person) -> "BoardQuerySet":
        """One's own, those shared with all, and those shared with the department one works in or leads."""
        if not viewer.is_active:
            return self.none()
        near = Q(audience=Board.Audience.DEPARTMENT) & (
            Q(department=viewer.department_id) | Q(department__lead=viewer.pk)
        )
        return self.filter(Q(owner=viewer) | Q(audience=Board.Audience.ALL) | near)

    def standing(self) -> "BoardQuerySet":
        """Those that were not put away."""
        return self.filter(archived_at=None)


class Board(models.Model):
    """A page of tiles. Whoever opens it sees in each tile what they may see themselves.

    `days` is how far back tiles look that say nothing else; `scope` narrows every tile to a department and those below it.
    """

    class Audience(models.TextChoices):
        OWNER = "owner", pgettext_lazy("who sees a board", "Only me")
        DEPARTMENT = "department", pgettext_lazy("who sees a board", "My department")
        ALL = "all", pgettext_lazy("who sees a board", "Everybody")

    name = models.CharField(_("name"), max_length=120)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="boards")
    audience = models.CharField(_("who sees it"), max_length=10, choices=Audience, default=Audience.OWNER)
    department = models.ForeignKey(Department, null=True, on_delete=models.SET_NULL, related_name="+")
    scope = models.ForeignKey(Department, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    days = models.PositiveSmallIntegerField(_("days back"), default=90)
    edition = models.PositiveIntegerField(default=0)
    made_at = models.DateTimeField()
    archived_at = models.DateTimeField(null=True)

    objects = BoardQuerySet.as_manager()

    class Meta:
        ordering = ["name", "id"]

    def __str__(self) -> str:
        return self.name


class TileQuerySet(models.QuerySet["Tile"]):
    def visible_to(self, viewer: Person) -> "TileQuerySet":
        """Those of boards that the viewer sees."""
        return self.filter(board__in=Board.objects.visible_to(viewer))


class Tile(models.Model):
    """One drawing on a board: which `subject` is asked, for what `measure`, laid out `by` and `across` which of its sides.

    `about` is the number of the indicator or objective that the tile is about, where its subject or kind needs one.
    """

    class TileKind(models.TextChoices):
        NUMBER = "number", pgettext_lazy("a tile", "Number")
        LINE = "line", pgettext_lazy("a tile", "Line")
        BAR = "bar", pgettext_lazy("a tile", "Bars")
        HEAT = "heat", pgettext_lazy("a tile", "Heat map")
        TABLE = "table", pgettext_lazy("a tile", "Table")
        FUNNEL = "funnel", pgettext_lazy("a tile", "Funnel")
        GOALS = "goals", pgettext_lazy("a tile", "Key results")
        CHAIN = "chain", pgettext_lazy("a tile", "From work to results")
        MATRIX = "matrix", pgettext_lazy("a tile", "Goals by region")

    class Width(models.IntegerChoices):
        SMALL = 1, pgettext_lazy("a width", "Small")
        MEDIUM = 2, pgettext_lazy("a width", "Half")
        LARGE = 4, pgettext_lazy("a width", "Full")

    board = models.ForeignKey(Board, on_delete=models.CASCADE, related_name="tiles")
    kind = models.CharField(_("kind"), max_length=8, choices=TileKind)
    title = models.CharField(_("title"), max_length=120, blank=True)
    subject = models.CharField(_("what it is about"), max_length=20, blank=True)
    measure = models.CharField(_("measure"), max_length=20, blank=True)
    by = models.CharField(_("laid out by"), max_length=20, blank=True)
    across = models.CharField(_("and across"), max_length=20, blank=True)
    about = models.PositiveBigIntegerField(null=True)
    days = models.PositiveSmallIntegerField(_("days back"), null=True, blank=True)
    width = models.PositiveSmallIntegerField(_("width"), choices=Width, default=Width.MEDIUM)
    position = models.PositiveIntegerField(default=0)

    objects = TileQuerySet.as_manager()

    class Meta:
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return self.title or self.get_kind_display()


class SendingQuerySet(models.QuerySet["Sending"]):
    def visible_to(self, viewer: Person) -> "SendingQuerySet":
        """One's own, and those of boards that one owns."""
        return self.filter(Q(person=viewer) | Q(made_by=viewer) | Q(board__owner=viewer))

    def standing(self) -> "SendingQuerySet":
        """Those that have not ended, of boards that stand."""
        return self.filter(ended_at=None, board__archived_at=None)


class Sending(models.Model):
    """A board sent by the clock: into a `room` as a card, or to a `person` as a letter with the tables and the pages.

    `weekday` is 0 for Monday to 6, None for every day; `at` is by the company's clock. `sent_on` is the last day it went out.
    """

    board = models.ForeignKey(Board, on_delete=models.CASCADE, related_name="sendings")
    room = models.ForeignKey(Room, null=True, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="+")
    weekday = models.PositiveSmallIntegerField(null=True)
    at = models.TimeField(_("time"))
    sent_on = models.DateField(null=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    objects = SendingQuerySet.as_manager()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.board_id} → {self.room_id or self.person_id}"
