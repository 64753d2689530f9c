"""Rows name their parent row. A column may say which are key results; else a leaf with figures is one."""

import re
from dataclasses import dataclass, field, replace
from functools import partial

from django.utils.translation import gettext as _

from denyut.exchange.book import Book
from denyut.exchange.drafts import GoalDraft, short_key, short_title
from denyut.exchange.goals import cycle_of, days_of, goal_of
from denyut.exchange.key_results import key_result_of
from denyut.exchange.problems import RowRefused
from denyut.exchange.rows import Row
from denyut.exchange.shapes.typed import type_of

FIGURES = ("baseline", "target", "current", "progress")


@dataclass(frozen=True, slots=True)
class Tree:
    """All rows by the ID that children use, each row's parent by row number, and the objectives made of them so far."""

    rows: dict[str, Row]
    parents: dict[int, str]
    with_children: frozenset[str]
    goals: dict[str, GoalDraft] = field(default_factory=dict)

    def parent_of(self, row: Row) -> str:
        """What a row calls its parent; empty at the top."""
        return self.parents[row.number]

    def is_key_result(self, row: Row) -> bool:
        """Whether a row says so; in a sheet that does not, whether it is a leaf under something and has figures."""
        if row.has_column("row_type"):
            return type_of(row) == "key_result"
        return bool(self.parent_of(row)) and id_of(row) not in self.with_children and any(map(row.has_column, FIGURES))

    def is_measured(self, row: Row) -> bool:
        """Whether an objective has a number of its own to reach. Where types are said, 100 percent is what all have."""
        is_usual = row.has_column("row_type") and row.text("target").rstrip(" %").removesuffix(".0") == "100"
        return row.cell("target") is not None and not is_usual and id_of(row) not in self.with_children


def take(row: Row, book: Book) -> None:
    """Waits: whether a row has children is known after the last one. Raises RowRefused without a title or with a wrong type."""
    if row.cell("objective_title") is None:
        raise RowRefused("no_title")
    if row.has_column("row_type"):
        type_of(row)
    book.waiting.append(row)


def finish(book: Book) -> None:
    """Objectives first, then which of them serves which, then the key results that belong to them."""
    tree = tree_of(book.waiting)
    leaves = [row for row in book.waiting if tree.is_key_result(row)]
    numbers = {row.number for row in leaves}
    for row in book.waiting:
        if row.number not in numbers:
            book.attempt(row, partial(keep_goal, tree, book))
    for row in leaves:
        book.attempt(row, partial(keep_key_result, tree, book))


def tree_of(waiting: list[Row]) -> Tree:
    """The rows with their parents. Where types are said, a key result without a parent follows the objective above it."""
    rows = {id_of(row): row for row in reversed(waiting)}
    of_objectives = {row.text("objective_key"): id_of(row) for row in reversed(waiting) if row.text("objective_key")}
    parents: dict[int, str] = {}
    above = ""
    for row in waiting:
        is_key_result = row.has_column("row_type") and type_of(row) == "key_result"
        parents[row.number] = named_parent(row, rows, of_objectives) or (above if is_key_result else "")
        above = above if is_key_result else id_of(row)
    return Tree(rows, parents, frozenset(parents.values()))


def named_parent(row: Row, rows: dict[str, Row], of_objectives: dict[str, str]) -> str:
    """The row ID that a row gives as its parent, the first of several; what is not in the file stays as it is written."""
    written = row.text("parent_key")
    if written:
        names = [written, *filter(None, map(str.strip, re.split(r"[\n;,]", written)))]
        return next((name for name in names if name in rows), names[1] if len(names) > 1 else written)
    written = row.text("parent_objective_key").replace(";", ",").replace("\n", ",").split(",")[0].strip()
    return of_objectives.get(written, written)


def id_of(row: Row) -> str:
    """What children call a row: its number in the file, or its ID; one without either is called by nobody."""
    return row.text("row_key") or row.text("objective_key") or f"# {row.number}"


def keep_goal(tree: Tree, book: Book, row: Row) -> None:
    """An objective; one at the top that has figures of its own is its own key result too."""
    refuse_circle(tree, row)
    goal = goal_of(row)
    if goal is None:
        raise RowRefused("no_title")
    known = book.drafts.goals.get(goal.key)
    if known is not None:
        raise RowRefused("repeated_row", first=known.row_number)
    parent = tree.rows.get(tree.parent_of(row))
    goal = replace(goal, parent_key=key_of(parent) if parent else short_key(tree.parent_of(row)))
    tree.goals[id_of(row)] = goal
    own_key = f"{row.text('objective_key')} KR" if goal.has_own_key else ""
    key_result = key_result_of(row, goal, title=goal.title, own_key=own_key) if tree.is_measured(row) else None
    book.keep_goal(goal)
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
    above, seen = tree.parent_of(row), {id_of(row)}
    while above in tree.rows and above not in seen:
        seen.add(above)
        above = tree.parent_of(tree.rows[above])
    if above and above in seen:
        raise RowRefused("parent_circle", parent=tree.parent_of(row))


def keep_key_result(tree: Tree, book: Book, row: Row) -> None:
    """A key result of the objective above it. Raises RowRefused when that was refused, or is nowhere to be found.

    A parent that the sheet names by its own ID may be in the workspace already.
    """
    name = tree.parent_of(row)
    goal = tree.goals.get(name)
    if goal is None and row.text("parent_objective_key") and name not in tree.rows:
        goal = elsewhere(row, name)
    if goal is None:
        raise RowRefused("no_parent", parent=name)
    own_key = row.text("key_result_key") or row.text("objective_key")
    key_result = key_result_of(row, goal, title=row.line("objective_title"), own_key=own_key)
    book.keep_goal(goal)
    book.keep_key_result(key_result)


def elsewhere(row: Row, key: str) -> GoalDraft:
    """An objective that is only named by its ID; it lies in the same cycle."""
    starts_on, ends_on = days_of(row)
    title = _("Objective %(key)s") % {"key": key}
    row.note("made_title", title=title)
    return GoalDraft(
        key=short_key(key),
        has_own_key=True,
        title=short_title(title),
        cycle=cycle_of(row),
        starts_on=starts_on,
        ends_on=ends_on,
        row_number=row.number,
        is_reference=True,
    )
