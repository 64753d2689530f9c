"""Who may do what in rooms."""

from django.utils.translation import gettext_lazy as _

from denyut.chat.models import Ding, Line, Poll, Reminder, Room, Seat
from denyut.lib.prepared import Prepared
from denyut.people.models import Department, Person, Role
from denyut.spine.access import ALLOWED, Denied, Verdict, rule

READS_ONLY = Denied(_("Auditors read everything and change nothing."), code="reads_only")
OUTSIDE = Denied(_("This room is closed. Ask somebody in it for a seat."), code="no_seat")
ARCHIVED = Denied(_("This room is archived. Take it out of the archive to write in it again."), code="archived")
ONESELF = Denied(_("Choose somebody else: this would be a talk with yourself."), code="oneself")
CLOSED_ACCOUNT = Denied(_("This account is closed. Write to somebody else."), code="account_closed")
TWO_ALONE = Denied(_("This talk stays between the two of you. Start a group with more people instead."), code="direct")
NEVER_LEFT = Denied(_("A talk between two is never left. Mute it instead."), code="direct")


_seat = Prepared(lambda room, person: Seat.objects.filter(room=room, person=person).order_by().values_list("pk"))


def has_seat(person: Person, room: Room) -> bool:
    return bool(_seat(room.pk, person.pk))


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
    """Whoever may enter may speak, unless the room is archived; an auditor only reads."""
    if actor.is_auditor:
        return READS_ONLY
    entered = may_enter(actor, room)
    return ARCHIVED if entered and room.is_archived else entered


@rule("chat.start_direct")
def may_start_direct(actor: Person, person: Person) -> Verdict:
    """Everybody writes to everybody whose account is open; an auditor writes to nobody."""
    if actor.is_auditor:
        return READS_ONLY
    if actor.pk == person.pk:
        return ONESELF
    return ALLOWED if person.is_active else CLOSED_ACCOUNT


@rule("chat.start_group")
def may_start_group(actor: Person) -> Verdict:
    return READS_ONLY if actor.is_auditor else ALLOWED


@rule("chat.seat")
def may_seat(actor: Person, room: Room, person: Person) -> Verdict:
    """Oneself in an open room; others from inside a room. A talk between two gets no third."""
    if actor.is_auditor and actor.pk != person.pk:
        return READS_ONLY
    if room.kind == Room.RoomKind.DIRECT:
        return TWO_ALONE if has_seat(actor, room) else OUTSIDE
    is_self_service = actor.pk == person.pk and room.kind == Room.RoomKind.OPEN
    if is_self_service or has_seat(actor, room):
        return ARCHIVED if room.is_archived else ALLOWED
    return OUTSIDE


@rule("chat.leave_seat")
def may_leave_seat(actor: Person, room: Room, person: Person) -> Verdict:
    """Oneself, always but in a talk between two; others are shown out by whoever may change the room."""
    if room.kind == Room.RoomKind.DIRECT:
        return NEVER_LEFT if has_seat(actor, room) else OUTSIDE
    return ALLOWED if actor.pk == person.pk else may_change_room(actor, room)


@rule("chat.change_room")
def may_change_room(actor: Person, room: Room) -> Verdict:
    """A manager inside; in a group anybody in it. Of a talk between two only what is one's own can be changed."""
    if room.kind == Room.RoomKind.DIRECT:
        return TWO_ALONE if has_seat(actor, room) else OUTSIDE
    if room.kind == Room.RoomKind.GROUP:
        return READS_ONLY if actor.is_auditor else may_enter(actor, room)
    if has_seat(actor, room) and actor.role in (Role.MANAGER, Role.ADMINISTRATOR):
        return ALLOWED
    return Denied(_("A manager who sits in the room changes it. Ask one of them."), code="not_manager")


@rule("chat.mark_line")
def may_mark_line(actor: Person, line: Line) -> Verdict:
    """Whoever may speak in its room reacts to a line and pins it."""
    return may_say(actor, line.room)


@rule("chat.edit_line")
def may_edit_line(actor: Person, line: Line) -> Verdict:
    """One's own words; those of a card belong to what it shows, forwarded ones and those of another program to whoever said them."""
    is_passed_on = "forwarded" in line.facts or bool(line.as_name)
    if line.author_id != actor.pk or line.kind != Line.LineKind.TALK or is_passed_on:
        return Denied(_("Only its author edits a message."), code="not_author")
    return may_say(actor, line.room)


@rule("chat.recall_line")
def may_recall_line(actor: Person, line: Line) -> Verdict:
    """One's own message at any time, in an archived room too; those of others where one manages from inside."""
    if actor.is_auditor:
        return READS_ONLY
    if line.kind != Line.LineKind.TALK:
        return Denied(_("This line tells what happened. Change the thing that it shows."), code="not_talk")
    is_manager = line.room.is_named and actor.role in (Role.MANAGER, Role.ADMINISTRATOR) and has_seat(actor, line.room)
    if line.author_id == actor.pk or is_manager:
        return may_enter(actor, line.room)
    return Denied(_("Its author or a manager of the room recalls a message."), code="not_author")


@rule("chat.move_line")
def may_move_line(actor: Person, line: Line, room: Room) -> Verdict:
    """Whoever may recall it here and speak there."""
    verdict = may_recall_line(actor, line)
    return may_say(actor, room) if verdict else verdict


@rule("chat.forward_line")
def may_forward_line(actor: Person, line: Line, room: Room) -> Verdict:
    """Whoever may read it here and speak there."""
    verdict = may_enter(actor, line.room)
    return may_say(actor, room) if verdict else verdict


@rule("chat.see_receipts")
def may_see_receipts(actor: Person, line: Line) -> Verdict:
    """Who has read a message is its author's to know, in a room that shows it; in one that does not, nobody's."""
    if not line.room.shows_receipts:
        return Denied(_("This room does not show who has read what."), code="no_receipts")
    if line.author_id != actor.pk:
        return Denied(_("Only its author sees who has read a message."), code="not_author")
    return may_enter(actor, line.room)


@rule("chat.remind_missing")
def may_remind_missing(actor: Person, line: Line) -> Verdict:
    """Only who asked reminds: being pressed by others is no part of a message."""
    if line.author_id != actor.pk:
        return Denied(_("Only the author of a message reminds those who have not confirmed it."), code="not_author")
    return may_say(actor, line.room)


@rule("chat.ding")
def may_ding(actor: Person, room: Room | None) -> Verdict:
    """Everybody may call others, from a room that they may speak in or from none; how often is a matter of the budget."""
    if actor.is_auditor:
        return READS_ONLY
    return ALLOWED if room is None else may_say(actor, room)


@rule("chat.manage_ding")
def may_manage_ding(actor: Person, ding: Ding) -> Verdict:
    if ding.by_id == actor.pk:
        return ALLOWED
    return Denied(_("Only who sent a DING calls again or takes it back."), code="not_owner")


@rule("chat.close_poll")
def may_close_poll(actor: Person, poll: Poll) -> Verdict:
    """Whoever asked; the clock closes in their name."""
    if actor.pk == poll.by_id:
        return ALLOWED
    return Denied(_("Whoever asked closes the poll. Ask them."), code="not_yours")


@rule("chat.remind")
def may_remind(actor: Person, person: Person, room: Room | None = None, line: Line | None = None) -> Verdict:
    """Everybody themself and their colleagues; in a room, and of a message, only those who find it."""
    if actor.is_auditor:
        return READS_ONLY
    if not person.is_active or person.is_bot:
        return CLOSED_ACCOUNT
    if line is not None and not (may_enter(actor, line.room) and may_enter(person, line.room)):
        return OUTSIDE
    return may_say(actor, room) if room is not None else ALLOWED


@rule("chat.snooze_reminder")
def may_snooze_reminder(actor: Person, reminder: Reminder) -> Verdict:
    if actor.pk == reminder.person_id:
        return ALLOWED
    return Denied(_("Only whoever is reminded puts it off."), code="not_yours")


@rule("chat.end_reminder")
def may_end_reminder(actor: Person, reminder: Reminder) -> Verdict:
    if actor.pk in (reminder.person_id, reminder.by_id):
        return ALLOWED
    return Denied(_("This reminder belongs to somebody else."), code="not_yours")
