"""A column says whether a row is an objective or a key result; key results follow their objective."""

from denyut.exchange.book import Book
from denyut.exchange.goals import goal_of
from denyut.exchange.key_results import key_result_of
from denyut.exchange.problems import RowRefused
from denyut.exchange.rows import Row
from denyut.exchange.words import ROW_TYPES, WORK, plain


def take(row: Row, book: Book) -> None:
    """An objective, or a key result of the last one above."""
    if type_of(row) == "objective":
        take_goal(row, book)
    else:
        take_key_result(row, book)


def type_of(row: Row) -> str:
    """Whether a row is an objective or a key_result. Raises RowRefused when it is neither, or does not say."""
    said = plain(row.text("row_type"))
    if said in WORK:
        raise RowRefused("is_work", text=row.line("row_type")[:80])
    if said not in ROW_TYPES:
        raise RowRefused("unknown_type", text=row.line("row_type")[:80], column=row.column("row_type"))
    return ROW_TYPES[said]


def take_goal(row: Row, book: Book) -> None:
    """An objective, to which the next rows belong."""
    # What follows an objective that was refused must not fall to the one before it.
    book.goal = None
    goal = goal_of(row)
    if goal is None:
        raise RowRefused("no_title")
    book.goal = book.keep_goal(goal)


def take_key_result(row: Row, book: Book) -> None:
    """A key result; its title may stand in its own column or in the one for all titles."""
    if book.goal is None:
        raise RowRefused("no_objective")
    title = row.line("key_result_title") or row.line("objective_title")
    if not title:
        raise RowRefused("no_title")
    book.keep_key_result(key_result_of(row, book.goal, title=title, own_key=row.text("objective_key")))


def finish(book: Book) -> None:
    """Nothing waits."""
