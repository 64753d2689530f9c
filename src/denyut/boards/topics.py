"""Who may listen to a board."""

from denyut.boards.models import Board
from denyut.people.models import Person
from denyut.spine.access import ALLOWED, Denied, Verdict
from denyut.spine.topics import topic


@topic("board")
def may_hear_board(person: Person, board_id: int | None) -> Verdict:
    """One board that the person sees; without a number, that some number moved somewhere, which says nothing of it."""
    if board_id is None or Board.objects.visible_to(person).filter(pk=board_id).exists():
        return ALLOWED
    return Denied("", code="not_there")
