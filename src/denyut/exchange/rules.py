"""Who may bring in files, and take them back. What each row may do is asked of the goals' own rules."""

from django.utils.translation import gettext_lazy as _

from denyut.chat.models import Room
from denyut.chat.rules import ARCHIVED, TWO_ALONE, may_change_room, may_enter
from denyut.exchange.models import Import, TalkImport
from denyut.people.models import Person
from denyut.people.rules import READS_ONLY
from denyut.spine.access import ALLOWED, Denied, Verdict, rule


@rule("exchange.import")
def may_import(actor: Person) -> Verdict:
    """Everybody but auditors; each row then meets the same rules as by hand."""
    return READS_ONLY if actor.is_auditor else ALLOWED


@rule("exchange.bring_in_whole")
def may_bring_in_whole(actor: Person) -> Verdict:
    """Administrators: a complete export says what others said, and when."""
    if actor.is_administrator:
        return ALLOWED
    return Denied(
        _("A complete export keeps what others said, and when. Only administrators bring it in."),
        code="not_administrator",
    )


@rule("exchange.undo")
def may_undo(actor: Person, done: Import) -> Verdict:
    """Whoever imported it, and administrators."""
    if actor.is_auditor:
        return READS_ONLY
    if actor.pk == done.person_id or actor.is_administrator:
        return ALLOWED
    return Denied(_("Only whoever imported a file, and administrators, undo it."), code="not_yours")


@rule("exchange.bring_in_talk")
def may_bring_in_talk(actor: Person, room: Room) -> Verdict:
    """An administrator who finds the room, and whoever may change it: what others said is put under their names."""
    if actor.is_auditor:
        return READS_ONLY
    entered = may_enter(actor, room)
    if not entered:
        return entered
    if room.kind == Room.RoomKind.DIRECT:
        return TWO_ALONE
    if room.is_archived:
        return ARCHIVED
    if actor.is_administrator or may_change_room(actor, room):
        return ALLOWED
    return Denied(
        _("An administrator, or a manager who sits in the room, brings other chats into it. Ask one of them."),
        code="not_manager",
    )


@rule("exchange.undo_talk")
def may_undo_talk(actor: Person, done: TalkImport) -> Verdict:
    """Whoever brought it in, and administrators."""
    if actor.is_auditor:
        return READS_ONLY
    if actor.pk == done.person_id or actor.is_administrator:
        return ALLOWED
    return Denied(_("Only whoever imported a file, and administrators, undo it."), code="not_yours")
