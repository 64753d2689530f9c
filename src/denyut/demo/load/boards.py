"""A board that the leader built for everybody."""

from django.utils import translation
from django.utils.translation import gettext as _

from denyut.boards.actions import add_board, add_tile
from denyut.demo.load.scene import Scene


def build_board(scene: Scene) -> None:
    """One board with a tile of each use: what it says is named by itself, in each reader's language."""
    leader = scene.people[scene.leader.key]
    with translation.override(leader.language):
        board = add_board(leader, name=_("Pulse of the company"), audience="all", days=180)
    for indicator in list(scene.indicators.values())[:4]:
        add_tile(leader, board, kind="number", subject="readings", measure="mean", indicator=indicator, width=1)
    first = next(iter(scene.indicators.values()))
    add_tile(leader, board, kind="line", subject="readings", measure="mean", by="week", indicator=first)
    add_tile(leader, board, kind="line", subject="check_ins", measure="count", by="week")
    add_tile(leader, board, kind="bar", subject="key_results", measure="progress", by="department")
    add_tile(leader, board, kind="funnel", subject="tasks", measure="count", by="state")
    add_tile(leader, board, kind="goals")
    add_tile(leader, board, kind="heat", subject="check_ins", measure="count", by="department", across="month")
    add_tile(leader, board, kind="matrix", width=4)
