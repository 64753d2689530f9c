"""Objectives only: one row each."""

from denyut.exchange.book import Book
from denyut.exchange.goals import goal_of
from denyut.exchange.problems import RowRefused
from denyut.exchange.rows import Row


def take(row: Row, book: Book) -> None:
    """An objective. Raises RowRefused when it has no title, or a row above gave it already."""
    goal = goal_of(row)
    if goal is None:
        raise RowRefused("no_title")
    known = book.drafts.goals.get(goal.key)
    if known is not None:
        raise RowRefused("repeated_row", first=known.row_number)
    book.keep_goal(goal)


def finish(book: Book) -> None:
    """Nothing waits."""
