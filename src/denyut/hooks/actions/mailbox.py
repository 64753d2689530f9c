"""Deeds on the rooms' mail-in addresses."""

import secrets
import string

from denyut.chat.models import Room
from denyut.hooks.actions.bot import bot_for_programs
from denyut.hooks.models import Mailbox
from denyut.hooks.verbs import MAILBOX_CHANGED, MAILBOX_CLOSED, MAILBOX_OPENED
from denyut.people.models import Person
from denyut.spine import clock
from denyut.spine.access import require
from denyut.spine.deeds import deed
from denyut.spine.events import record

# Lower case only: mail servers may fold capitals on the way.
SIGNS = string.ascii_lowercase + string.digits
LENGTH = 20


@deed("hooks.open_mailbox")
def open_mailbox(
    actor: Person, room: Room, *, takes_strangers: bool = False, must_be_verified: bool = False
) -> Mailbox:
    """Let a room take mail, or change which mail it takes: its address stays. Raises Refused for whoever may not change the room."""
    require(actor, "hooks.change_incoming", room)
    bot_for_programs()
    settings = {"takes_strangers": takes_strangers, "must_be_verified": must_be_verified}
    usual = {**settings, "made_by": actor, "made_at": clock.now()}
    mailbox, _is_new = Mailbox.objects.update_or_create(room=room, defaults=settings, create_defaults=usual)
    is_open = Room.objects.filter(pk=room.pk).exclude(mail_key=None).exists()
    if not is_open:
        Room.objects.filter(pk=room.pk).update(mail_key=_new_key())
    record(
        MAILBOX_CHANGED if is_open else MAILBOX_OPENED, actor, mailbox, place=f"room:{room.pk}", facts={"room": room.pk}
    )
    return mailbox


@deed("hooks.close_mailbox")
def close_mailbox(actor: Person, room: Room) -> Room:
    """Let a room take no mail. Opened again it has another address: the old one is useless for good. Raises Refused."""
    require(actor, "hooks.change_incoming", room)
    if Room.objects.filter(pk=room.pk).exclude(mail_key=None).update(mail_key=None):
        record(MAILBOX_CLOSED, actor, room, place=f"room:{room.pk}", facts={"room": room.pk})
    return room


def _new_key() -> str:
    return "".join(secrets.choice(SIGNS) for _position in range(LENGTH))
