"""Who lets other programs in, and where news go."""

from django.utils.translation import gettext_lazy as _

from denyut.chat.models import Room
from denyut.hooks.bots import ADDRESS
from denyut.hooks.models import Incoming
from denyut.people.models import Person
from denyut.spine.access import ALLOWED, Denied, Verdict, may, rule


@rule("hooks.change_incoming")
def may_change_incoming(actor: Person, room: Room) -> Verdict:
    """Whoever may change the room. Between two people nobody else speaks."""
    if room.kind == Room.RoomKind.DIRECT:
        return Denied(_("Programs speak in rooms, not between two people. Open a room for it."), code="direct")
    return may(actor, "chat.change_room", room)


@rule("hooks.receive")
def may_receive(actor: Person, hook: Incoming) -> Verdict:
    """Only through an address that stands, into a room in which something can be said."""
    if hook.ended_at is not None:
        return Denied(_("This address has been ended. Ask the room for a new one."), code="ended")
    if hook.room.is_archived:
        return Denied(_("This room is archived. Nothing more is said in it."), code="archived")
    return ALLOWED


@rule("hooks.take_letter")
def may_take_letter(actor: Person, room: Room) -> Verdict:
    """Whoever may speak in the room writes to it. The bot brings in what the room's mailbox takes from outside."""
    if actor.is_bot and actor.email == ADDRESS and not room.is_archived:
        return ALLOWED
    return may(actor, "chat.say", room)


@rule("hooks.administer")
def may_administer_hooks(actor: Person) -> Verdict:
    """News that leave the company are for administrators."""
    return may(actor, "people.administer")
