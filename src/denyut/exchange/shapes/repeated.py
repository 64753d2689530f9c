"""One row for each objective; its key results stand beside it in numbered columns."""

from denyut.exchange.book import Book
from denyut.exchange.goals import goal_of
from denyut.exchange.key_results import key_result_of, names_key_result
from denyut.exchange.problems import RowRefused
from denyut.exchange.rows import Row


def take(row: Row, book: Book) -> None:
    """An objective with all its key results, or none of them."""
    goal = goal_of(row)
    if goal is None:
        raise RowRefused("no_title")
    groups = [row.of_group(group) for group in row.mapping.groups()]
    key_results = [key_result_of(group, goal) for group in groups if names_key_result(group)]
    known = book.drafts.goals.get(goal.key)
    if known is not None:
        raise RowRefused("repeated_row", first=known.row_number)
    book.keep_goal(goal)
    for key_result in key_results:
        book.keep_key_result(key_result)


def finish(book: Book) -> None:
    """Nothing waits."""
