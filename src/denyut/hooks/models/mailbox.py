"""What a room does with mail that comes to its address."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from denyut.chat.models import Room


class Mailbox(models.Model):
    """A room that takes mail: the secret part of its address is the room's `mail_key`, and without one it takes none.

    `takes_strangers`: whether mail of people without an account is shown, under the name they give. `must_be_verified`: whether mail is
    refused unless the mail server says that it comes from whom it names.
    """

    room = models.OneToOneField(Room, primary_key=True, on_delete=models.CASCADE, related_name="mailbox")
    takes_strangers = models.BooleanField(_("takes mail from outside"), default=False)
    must_be_verified = models.BooleanField(_("takes verified mail only"), default=False)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.room_id}"
