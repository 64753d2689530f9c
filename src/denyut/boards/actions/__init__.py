"""The deeds on boards: the only place that writes them."""

from denyut.boards.actions.boards import add_board, archive_board, change_board, copy_board
from denyut.boards.actions.sendings import add_sending, end_sending, send_now
from denyut.boards.actions.tiles import add_tile, change_tile, move_tile, remove_tile

__all__ = [
    "add_board",
    "add_sending",
    "add_tile",
    "archive_board",
    "change_board",
    "change_tile",
    "copy_board",
    "end_sending",
    "move_tile",
    "remove_tile",
    "send_now",
]
