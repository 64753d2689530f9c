"""Deeds on boards as wholes."""

from django.utils.translation import gettext as _

from denyut.boards.models import Board
from denyut.boards.verbs import BOARD_ADDED, BOARD_ARCHIVED, BOARD_CHANGED
from denyut.people.models import Department, Person
from denyut.spine import clock
from denyut.spine.access import Conflict, Invalid, NotThere, require
from denyut.spine.deeds import deed
from denyut.spine.events import record
from denyut.spine.verbs import Verb

NAME_AT_MOST, DAYS_AT_MOST = 120, 1830


@deed("boards.add_board")
def add_board(
    actor: Person, *, name: str, audience: str = Board.Audience.OWNER, scope: Department | None = None, days: int = 90
) -> Board:
    """Make an empty board. `days` is how far back its tiles look (1 to 1,830). Raises Refused, Invalid."""
    require(actor, "boards.add_board")
    board = Board(owner=actor, made_at=clock.now(), department=actor.department)
    _say(board, name, audience, scope, days)
    board.save(force_insert=True)
    tell(BOARD_ADDED, actor, board)
    return board


@deed("boards.change_board")
def change_board(
    actor: Person,
    board: Board,
    *,
    name: str,
    audience: str,
    scope: Department | None = None,
    days: int = 90,
    edition: int | None = None,
) -> Board:
    """Change a board's name, who sees it, the department it is narrowed to and how far back it looks.

    Raises Refused, Invalid, Conflict when it was changed since `edition`.
    """
    require(actor, "boards.change_board", board)
    if edition is not None and edition != board.edition:
        raise Conflict(_("Somebody changed this board meanwhile. Look at it again before you save."), code="stale")
    _say(board, name, audience, scope, days)
    board.edition += 1
    board.save(update_fields=["name", "audience", "scope", "days", "edition"])
    tell(BOARD_CHANGED, actor, board)
    return board


@deed("boards.archive_board")
def archive_board(actor: Person, board: Board) -> Board:
    """Put a board away: nobody finds it in the list, nothing of it is sent. Again changes nothing. Raises Refused."""
    require(actor, "boards.change_board", board)
    if board.archived_at is None:
        board.archived_at = clock.now()
        board.save(update_fields=["archived_at"])
        tell(BOARD_ARCHIVED, actor, board)
    return board


@deed("boards.copy_board")
def copy_board(actor: Person, board: Board) -> Board:
    """A board of one's own with the same tiles. Raises Refused, NotThere for one that the actor does not find."""
    require(actor, "boards.add_board")
    if not Board.objects.visible_to(actor).filter(pk=board.pk).exists():
        raise NotThere(_("There is no such board that you may see."), code="not_there")
    name = _("Copy of %(name)s") % {"name": board.name}
    copy = Board(owner=actor, made_at=clock.now(), department=actor.department)
    _say(copy, name[:NAME_AT_MOST], Board.Audience.OWNER, board.scope, board.days)
    copy.save(force_insert=True)
    for tile in board.tiles.all():
        tile.pk, tile.board = None, copy
        tile.save(force_insert=True)
    tell(BOARD_ADDED, actor, copy)
    return copy


def tell(verb: Verb, actor: Person | None, board: Board) -> int:
    """Record that something became of a board; its number in the log."""
    return record(verb, actor, board, facts={"board": board.pk}).pk


def _say(board: Board, name: str, audience: str, scope: Department | None, days: int) -> None:
    words = name.strip()
    if not words or len(words) > NAME_AT_MOST:
        reason = _("Give it a name of at most %(most)s letters.") % {"most": NAME_AT_MOST}
        raise Invalid(reason, code="name", field="name")
    if audience not in Board.Audience.values:
        raise Invalid(_("Choose who sees it."), code="not_a_choice", field="audience")
    if audience == Board.Audience.DEPARTMENT and board.department_id is None:
        raise Invalid(
            _("You belong to no department. Share it with everybody, or keep it."),
            code="no_department",
            field="audience",
        )
    if not 1 <= days <= DAYS_AT_MOST:
        raise Invalid(_("Between one day and five years."), code="days", field="days")
    board.name, board.audience, board.scope, board.days = words, audience, scope, days
