"""Who may do what in rooms."""

from django.utils.translation import gettext_lazy as _

from denyut.chat.models import Room, Seat
from denyut.people.models import Department, Person, Role
from denyut.spine.access import ALLOWED, Denied, Verdict, rule

READS_ONLY = Denied(_("Auditors read everything and change nothing."), code="reads_only")
OUTSIDE = Denied(_("This room is closed. Ask somebody in it for a seat."), code="no_seat")


def has_seat(person: Person, room: Room) -> bool:
    return Seat.objects.filter(room=room, person=person).exists()


@rule("chat.open_room")
def may_open_room(actor: Person, department: Department | None = None) -> Verdict:
    """Everybody opens rooms. The room of a department hears of its check-ins: its lead or a manager opens that one."""
    if actor.is_auditor:
        return READS_ONLY
    if department is None or department.lead_id == actor.pk or actor.role in (Role.MANAGER, Role.ADMINISTRATOR):
        return ALLOWED
    return Denied(_("The room of a department is opened by its lead or a manager. Ask one of them."), code="not_lead")


@rule("chat.enter")
def may_enter(actor: Person, room: Room) -> Verdict:
    """An open room is entered by everybody, a closed one by who has a seat."""
    return ALLOWED if room.kind == Room.RoomKind.OPEN or has_seat(actor, room) else OUTSIDE


@rule("chat.say")
def may_say(actor: Person, room: Room) -> Verdict:
    """Whoever may enter may speak; an auditor only reads."""
    return READS_ONLY if actor.is_auditor else may_enter(actor, room)


@rule("chat.seat")
def may_seat(actor: Person, room: Room, person: Person) -> Verdict:
    """Oneself in an open room; others from inside a room, or where one manages."""
    if actor.is_auditor and actor.pk != person.pk:
        return READS_ONLY
    is_self_service = actor.pk == person.pk and room.kind == Room.RoomKind.OPEN
    if is_self_service or has_seat(actor, room):
        return ALLOWED
    return OUTSIDE


@rule("chat.change_room")
def may_change_room(actor: Person, room: Room) -> Verdict:
    if has_seat(actor, room) and actor.role in (Role.MANAGER, Role.ADMINISTRATOR):
        return ALLOWED
    return Denied(_("A manager who sits in the room changes it. Ask one of them."), code="not_manager")
