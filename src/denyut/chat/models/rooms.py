"""Rooms, and who sits in them."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

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


class Room(models.Model):
    """A place to talk. The room of a department hears of that department's check-ins.

    A direct room belongs to the two people of its `pair` ("3:17", the smaller id first); a group is a closed room that needs no name.
    An archived room is read and found, and nothing is said in it. `mail_key` is the secret part of its mail-in address.
    """

    class RoomKind(models.TextChoices):
        OPEN = "open", _("Open to everybody")
        CLOSED = "closed", _("By invitation")
        DIRECT = "direct", pgettext_lazy("a kind of room", "Direct")
        GROUP = "group", pgettext_lazy("a kind of room", "Group")

    name = models.CharField(_("name"), max_length=80, blank=True)
    purpose = models.CharField(_("what it is for"), max_length=300, blank=True)
    kind = models.CharField(_("kind"), max_length=6, choices=RoomKind, default=RoomKind.OPEN)
    department = models.OneToOneField(Department, null=True, blank=True, on_delete=models.SET_NULL, related_name="room")
    pair = models.CharField(max_length=40, null=True, unique=True)
    shows_receipts = models.BooleanField(_("shows who has read"), default=True)
    hears_sentences = models.BooleanField(_("notices progress in plain sentences"), default=True)
    mail_key = models.CharField(max_length=32, null=True, unique=True)
    made_at = models.DateTimeField()
    archived_at = models.DateTimeField(null=True)

    objects = RoomQuerySet.as_manager()
    seats: "RelatedManager[Seat]"

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["name"], condition=Q(kind__in=("open", "closed")), name="room_name_once")
        ]

    def __str__(self) -> str:
        return self.name or f"{self.kind} {self.pk}"

    @property
    def is_archived(self) -> bool:
        return self.archived_at is not None

    @property
    def is_named(self) -> bool:
        """Whether it goes by its name, rather than by the people in it."""
        return self.kind in (self.RoomKind.OPEN, self.RoomKind.CLOSED)


class Seat(models.Model):
    """Somebody's place in a room, and how far they have read: `read_to` is the id of the last line seen.

    `delivered_to` is the last line that reached a screen of theirs. `is_asked` says whether a sentence of theirs that looks like progress
    is met with a suggestion here.
    """

    class Notify(models.TextChoices):
        ALL = "all", _("Everything")
        MENTIONS = "mentions", _("When I am mentioned")
        NOTHING = "nothing", pgettext_lazy("notifications", "Nothing")

    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="seats")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="seats")
    read_to = models.BigIntegerField(default=0)
    delivered_to = models.BigIntegerField(default=0)
    notify = models.CharField(max_length=8, choices=Notify, default=Notify.MENTIONS)
    muted_until = models.DateTimeField(null=True)
    is_asked = models.BooleanField(default=True)
    taken_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["room", "person"], name="seat_once")]

    def __str__(self) -> str:
        return f"{self.person_id} in {self.room_id}"


class RoomGoal(models.Model):
    """A goal that a room keeps in sight, in its bar: `kind` as talk.references names it ("key_result", "objective"), `number` its id."""

    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="goals")
    kind = models.CharField(max_length=20)
    number = models.BigIntegerField()
    position = models.PositiveSmallIntegerField(default=0)
    put_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    put_at = models.DateTimeField()

    class Meta:
        ordering = ["position", "id"]
        constraints = [models.UniqueConstraint(fields=["room", "kind", "number"], name="room_goal_once")]

    def __str__(self) -> str:
        return f"{self.room_id}: {self.kind} {self.number}"
