"""What open boards are told: to look again. Each viewer's numbers are their own, so nothing of them is drawn for everybody."""

from collections.abc import Sequence

from django.template.loader import render_to_string

from denyut.boards.models import Board
from denyut.boards.verbs import CARD, CHANGED
from denyut.spine.fragments import fragment


@fragment(CHANGED, target="#board-call-%d")
def draw_calls(ids: Sequence[int]) -> dict[int, str]:
    """The call to look again, which the page answers by fetching its tiles (board-call.js)."""
    return {pk: f'<board-call id="board-call-{pk}" hidden></board-call>' for pk in ids}


@fragment(CARD, target="#board-card-%d")
def draw_cards(ids: Sequence[int]) -> dict[int, str]:
    """Boards as cards in a room: name and way in, no number, since everybody reads their own."""
    found = Board.objects.standing().filter(pk__in=ids, audience=Board.Audience.ALL)
    return {board.pk: render_to_string("boards/_card.html", {"board": board}) for board in found}
