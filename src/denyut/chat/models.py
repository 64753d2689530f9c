"""Rooms, who sits in them, and what was said."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from denyut.people.models import Department, Person

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager


class RoomQuerySet(models.QuerySet["Room"]):
    def visible_to(self, viewer: Person) -> "RoomQuerySet":
        """Open rooms are found by everybody; a closed one only by who sits in it, administrators included."""
        return self.filter(Q(kind=Room.RoomKind.OPEN) | Q(pk__in=Seat.objects.filter(person=viewer).values("room")))

    def of(self, person: Person) -> "RoomQuerySet":
        """The rooms in which the person has a seat."""
        return self.filter(seats__person=person)

    def with_newest(self, *, but_of: Person | None = None) -> "RoomQuerySet":
        """Each room with `newest`, the id of its last line (0 for none); `but_of` leaves out what that person said."""
        lines = Line.objects.filter(room=OuterRef("pk")).order_by("-id")
        lines = lines.exclude(author=but_of) if but_of else lines
        return self.annotate(newest=Coalesce(Subquery(lines.values("id")[:1]), 0))


class Room(models.Model):
    """A place to talk. The room of a department hears of that department's check-ins."""

    class RoomKind(models.TextChoices):
        OPEN = "open", _("Open to everybody")
        CLOSED = "closed", _("By invitation")

    name = models.CharField(_("name"), max_length=80, unique=True)
    purpose = models.CharField(_("what it is for"), max_length=300, blank=True)
    kind = models.CharField(_("kind"), max_length=6, choices=RoomKind, default=RoomKind.OPEN)
    department = models.OneToOneField(Department, null=True, blank=True, on_delete=models.SET_NULL, related_name="room")
    made_at = models.DateTimeField()

    objects = RoomQuerySet.as_manager()
    seats: "RelatedManager[Seat]"
    lines: "RelatedManager[Line]"

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Seat(models.Model):
    """Somebody's place in a room, and how far they have read: `read_to` is the id of the last line seen."""

    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="seats")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="seats")
    read_to = models.BigIntegerField(default=0)
    taken_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["room", "person"], name="seat_once")]

    def __str__(self) -> str:
        return f"{self.person_id} in {self.room_id}"


class LineQuerySet(models.QuerySet["Line"]):
    def visible_to(self, viewer: Person) -> "LineQuerySet":
        """What was said in the rooms that the viewer finds."""
        return self.filter(room__in=Room.objects.visible_to(viewer))


class Line(models.Model):
    """One thing said in a room: talk, or the room's own line about an event (`event` then is its number, and `facts` what to tell).

    A card is a piece of another feature's page: its facts name the fragment that draws it ("card") and the thing it shows ("number").
    """

    class LineKind(models.TextChoices):
        TALK = "talk", _("Talk")
        CHECK_IN = "check_in", _("Check-in")
        CARD = "card", _("Card")

    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="lines")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=LineKind, default=LineKind.TALK)
    text = models.TextField(blank=True)
    facts = models.JSONField(default=dict)
    event = models.BigIntegerField(null=True, unique=True)
    said_at = models.DateTimeField()

    objects = LineQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["room", "id"], name="line_room")]

    def __str__(self) -> str:
        return f"{self.room_id}: {self.text[:40]}"
