"""One row for each key result; its objective is repeated, or stands only in the first row of a block."""

from denyut.exchange.book import Book
from denyut.exchange.drafts import GoalDraft
from denyut.exchange.goals import goal_of, names_objectives, the_one_goal
from denyut.exchange.key_results import key_result_of, names_key_result
from denyut.exchange.problems import RowRefused
from denyut.exchange.rows import Row


def take(row: Row, book: Book) -> None:
    """A key result and its objective, or an objective alone."""
    goal = goal_above(row, book)
    if not names_key_result(row):
        if row.cell("objective_title") is None and row.cell("objective_key") is None:
            raise RowRefused("no_title")
        book.keep_goal(goal)
        return
    key_result = key_result_of(row, goal)
    book.keep_goal(goal)
    book.keep_key_result(key_result)


def goal_above(row: Row, book: Book) -> GoalDraft:
    """The objective of a row: its own, or the last one above. Raises RowRefused when there is none."""
    if not names_objectives(row):
        return the_one_goal(row, book.title)
    if row.cell("objective_title") is not None or row.cell("objective_key") is not None:
        # A row that names an objective ends the block above, also when its own can't be read.
        book.goal = None
        book.goal = goal_of(row, is_shared=names_key_result(row), known=book.drafts.goals)
    if book.goal is None:
        raise RowRefused("no_objective")
    return book.goal


def finish(book: Book) -> None:
    """Nothing waits."""
