"""Files, pictures and voice notes."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from denyut.chat.models.lines import Line
from denyut.chat.models.rooms import Room
from denyut.people.models import Person


class UploadQuerySet(models.QuerySet["Upload"]):
    def visible_to(self, viewer: Person) -> "UploadQuerySet":
        """Files of the rooms that the viewer finds; one that is not sent yet is seen by who brought it alone. What was recalled is gone."""
        said = models.Q(line__isnull=False, line__recalled_at=None, room__in=Room.objects.visible_to(viewer))
        return self.filter(said | models.Q(line=None, person=viewer))


class Upload(models.Model):
    """A file brought into a room; it belongs to no line until it is sent. `stored` and `preview` are names in the storage, never shown.

    `size` is in bytes, `seconds` the length of a voice note or film, `width` and `height` those of a picture in pixels.
    """

    class UploadKind(models.TextChoices):
        PICTURE = "picture", _("Picture")
        VOICE = "voice", _("Voice note")
        FILM = "film", pgettext_lazy("a kind of file", "Video")
        FILE = "file", pgettext_lazy("a kind of file", "File")

    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="uploads")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    line = models.ForeignKey(Line, null=True, on_delete=models.CASCADE, related_name="uploads")
    kind = models.CharField(max_length=8, choices=UploadKind, default=UploadKind.FILE)
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=120)
    size = models.BigIntegerField()
    digest = models.CharField(max_length=64)
    stored = models.CharField(max_length=120)
    preview = models.CharField(max_length=120, blank=True)
    width = models.PositiveIntegerField(null=True)
    height = models.PositiveIntegerField(null=True)
    seconds = models.PositiveIntegerField(null=True)
    made_at = models.DateTimeField()

    objects = UploadQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["room", "kind", "id"], name="upload_room")]

    def __str__(self) -> str:
        return self.name
