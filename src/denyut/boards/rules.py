"""Who may do what with boards."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from denyut.boards.models import Board, Sending
from denyut.chat.models import Room
from denyut.chat.rules import may_say
from denyut.people.models import Person
from denyut.people.rules import READS_ONLY
from denyut.spine.access import ALLOWED, Denied, Verdict, rule

CLOSED_BOARD = Denied(_("Share the board with everybody first: a room reads it together."), code="not_shared")


@rule("boards.add_board")
def may_add_board(actor: Person) -> Verdict:
    """Everybody who works here builds boards; each viewer of them sees only what they may see."""
    return READS_ONLY if actor.is_auditor or actor.is_bot else ALLOWED


@rule("boards.change_board")
def may_change_board(actor: Person, board: Board) -> Verdict:
    """Its owner; one that belongs to somebody whose account is closed, administrators."""
    if actor.pk == board.owner_id or (actor.is_administrator and not board.owner.is_active):
        return ALLOWED
    words = gettext("This board belongs to %(owner)s. Make a copy to change it.")
    return Denied(words % {"owner": board.owner.name}, code="not_owner")


@rule("boards.send_board")
def may_send_board(actor: Person, board: Board, room: Room | None) -> Verdict:
    """To oneself whoever sees it; into a room its owner, where they may speak, and only what everybody may open."""
    if room is None:
        return ALLOWED
    if board.audience != Board.Audience.ALL:
        return CLOSED_BOARD
    verdict = may_change_board(actor, board)
    return verdict and may_say(actor, room)


@rule("boards.end_sending")
def may_end_sending(actor: Person, sending: Sending) -> Verdict:
    """Whoever gets it, asked for it, or owns the board."""
    if actor.pk in (sending.person_id, sending.made_by_id, sending.board.owner_id):
        return ALLOWED
    return Denied(_("Only whoever gets it or asked for it ends it."), code="not_yours")
