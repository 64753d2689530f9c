"""What is said in rooms."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from denyut.chat.models.rooms import Room
from denyut.people.models import Person


class LineQuerySet(models.QuerySet["Line"]):
    def visible_to(self, viewer: Person) -> "LineQuerySet":
        """What was said in the rooms that the viewer finds."""
        return self.filter(room__in=Room.objects.visible_to(viewer))


class Line(models.Model):
    """One thing said in a room: talk, or the room's own line about an event (`event` then is its number, and `facts` what to tell).

    A card is a piece of another feature's page: its facts name the fragment that draws it ("card") and the thing it shows ("number").
    An answer belongs to the `thread` of a first line, which counts its `replies`. What was recalled leaves a stub without its words.
    `edition` moves with everything that is drawn of the line. `external_key` is what another system calls it, within its room; `as_name` is
    the author's name there, where they have no account here (`author` is then who brought it in).
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
    thread = models.ForeignKey("self", null=True, on_delete=models.CASCADE, related_name="answers")
    quoted = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="+")
    must_confirm = models.BooleanField(default=False)
    external_key = models.CharField(max_length=200, null=True)
    as_name = models.CharField(max_length=120, blank=True)
    edition = models.PositiveIntegerField(default=0)
    replies = models.PositiveIntegerField(default=0)
    replied_at = models.DateTimeField(null=True)
    edited_at = models.DateTimeField(null=True)
    recalled_at = models.DateTimeField(null=True)
    said_at = models.DateTimeField()

    objects = LineQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["room", "external_key"], name="line_external_once")]
        indexes = [
            models.Index(fields=["room", "id"], name="line_room"),
            models.Index(fields=["thread", "id"], name="line_thread"),
        ]

    def __str__(self) -> str:
        return f"{self.room_id}: {self.text[:40]}"

    @property
    def is_recalled(self) -> bool:
        return self.recalled_at is not None


class Wording(models.Model):
    """How a line read before it was edited: `number` 1 is the first."""

    line = models.ForeignKey(Line, on_delete=models.CASCADE, related_name="wordings")
    number = models.PositiveSmallIntegerField()
    text = models.TextField()
    said_at = models.DateTimeField()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["line", "number"], name="wording_once")]

    def __str__(self) -> str:
        return f"{self.line_id}/{self.number}"


class Mention(models.Model):
    """Somebody or something named in a line: a `person`, or a thing of `kind` ("key_result", "task", "department") with its `number`.

    Who is named by their department or by @all has a row of their own too, so that a person's mentions are one question.
    """

    line = models.ForeignKey(Line, on_delete=models.CASCADE, related_name="mentions")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="mentions")
    kind = models.CharField(max_length=20, default="person")
    number = models.BigIntegerField(null=True)

    class Meta:
        ordering = ["id"]
        indexes = [
            models.Index(fields=["person", "line"], name="mention_person"),
            models.Index(fields=["kind", "number", "line"], name="mention_thing"),
        ]

    def __str__(self) -> str:
        return f"{self.line_id}: {self.kind} {self.number or self.person_id}"
