"""Rows name their parent row: whatever has children is an objective, a leaf with figures is a key result."""

from dataclasses import dataclass, field, replace
from functools import partial

from denyut.exchange.book import Book
from denyut.exchange.drafts import GoalDraft
from denyut.exchange.goals import goal_of
from denyut.exchange.key_results import key_result_of
from denyut.exchange.problems import RowRefused
from denyut.exchange.rows import Row

FIGURES = ("baseline", "target", "current", "progress")


@dataclass(frozen=True, slots=True)
class Tree:
    """All rows by the ID that children use, and the objectives made of them so far."""

    rows: dict[str, Row]
    parents: frozenset[str]
    goals: dict[str, GoalDraft] = field(default_factory=dict)

    def is_key_result(self, row: Row) -> bool:
        """Whether a row is a leaf under something, in a sheet that has figures."""
        return bool(parent_of(row)) and id_of(row) not in self.parents and any(map(row.has_column, FIGURES))


def take(row: Row, book: Book) -> None:
    """Waits: whether a row has children is known after the last one."""
    if row.cell("objective_title") is None:
        raise RowRefused("no_title")
    book.waiting.append(row)


def finish(book: Book) -> None:
    """Objectives first, then which of them serves which, then the key results that belong to them."""
    rows = {id_of(row): row for row in reversed(book.waiting)}
    tree = Tree(rows, frozenset(map(parent_of, book.waiting)))
    leaves = [row for row in book.waiting if tree.is_key_result(row)]
    numbers = {row.number for row in leaves}
    for row in book.waiting:
        if row.number not in numbers:
            book.attempt(row, partial(keep_goal, tree, book))
    for row in leaves:
        book.attempt(row, partial(keep_key_result, tree, book))


def id_of(row: Row) -> str:
    """What children call a row: its number in the file, or its ID."""
    return row.text("row_key") or row.text("objective_key")


def parent_of(row: Row) -> str:
    """What a row calls its parent; the first of several."""
    return row.line("parent_key").replace(";", ",").split(",")[0].strip()


def keep_goal(tree: Tree, book: Book, row: Row) -> None:
    """An objective; one at the top that has figures of its own is its own key result too."""
    refuse_circle(tree, row)
    goal = goal_of(row)
    if goal is None:
        raise RowRefused("no_title")
    known = book.drafts.goals.get(goal.key)
    if known is not None:
        raise RowRefused("repeated_row", first=known.row_number)
    parent = tree.rows.get(parent_of(row))
    goal = replace(goal, parent_key=key_of(parent) if parent else parent_of(row))
    own_key = f"{row.text('objective_key')} KR" if goal.has_own_key else ""
    key_result = key_result_of(row, goal, title=goal.title, own_key=own_key) if row.cell("target") is not None else None
    tree.goals[id_of(row)] = book.keep_goal(goal)
    if key_result is not None:
        book.keep_key_result(key_result)


def key_of(row: Row) -> str:
    """The key that an objective's row will have; empty when the row can't be read."""
    try:
        goal = goal_of(replace(row, notes=[]))
    except RowRefused:
        return ""
    return goal.key if goal else ""


def refuse_circle(tree: Tree, row: Row) -> None:
    """Raises RowRefused when the way up from a row comes back to it."""
    above, seen = parent_of(row), {id_of(row)}
    while above in tree.rows and above not in seen:
        seen.add(above)
        above = parent_of(tree.rows[above])
    if above and above in seen:
        raise RowRefused("parent_circle", parent=parent_of(row))


def keep_key_result(tree: Tree, book: Book, row: Row) -> None:
    """A key result of the objective above it. Raises RowRefused when that is not in the file, or was refused."""
    goal = tree.goals.get(parent_of(row))
    if goal is None:
        raise RowRefused("no_parent", parent=parent_of(row))
    own_key = row.text("key_result_key") or row.text("objective_key")
    book.keep_key_result(key_result_of(row, goal, title=row.line("objective_title"), own_key=own_key))
