"""A sheet and its mapping as drafts: every row is taken or refused with one reason."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from denyut.exchange.book import Book
from denyut.exchange.drafts import Drafts
from denyut.exchange.fields import FIELDS, Kind, lacking
from denyut.exchange.formats import recognised
from denyut.exchange.guess import guess
from denyut.exchange.headers import Cells, find_header, header_at, name_of, unwrapped
from denyut.exchange.mapping import CHOICES, Mapping, Shape, chosen, corrected
from denyut.exchange.problems import RowProblem
from denyut.exchange.rows import Row
from denyut.exchange.settle import settled
from denyut.exchange.shapes import check_ins, flat, plain, repeated, series, tree, typed
from denyut.exchange.words import is_blank
from denyut.exchange.words import plain as folded


@dataclass(frozen=True, slots=True)
class Layout:
    """How one layout is read: `take` reads a row or raises RowRefused, `finish` reads what had to wait."""

    take: Callable[[Row, Book], None]
    finish: Callable[[Book], None]


LAYOUTS: dict[Shape, Layout] = {
    "rows": Layout(flat.take, flat.finish),
    "typed": Layout(typed.take, typed.finish),
    "tree": Layout(tree.take, tree.finish),
    "repeated": Layout(repeated.take, repeated.finish),
    "series": Layout(series.take, series.finish),
    "objectives": Layout(plain.take, plain.finish),
    "check_ins": Layout(check_ins.take, check_ins.finish),
}


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet with its header found: the column names, the rows below them, and the mapping of one to the other."""

    names: tuple[str, ...]
    rows: Sequence[Cells]
    mapping: Mapping

    def numbered(self) -> list[tuple[int, Cells]]:
        """The rows that hold something, with the number a spreadsheet shows; without the header printed again."""
        first = self.mapping.header_row + 2
        return [(number, cells) for number, cells in enumerate(self.rows, first) if self.is_data(cells)]

    def is_data(self, cells: Cells) -> bool:
        """Whether a row is neither blank nor the header again."""
        return not all(map(is_blank, cells)) and tuple(map(name_of, cells)) != self.names


def table_of(
    rows: Sequence[Cells],
    *,
    kind: Kind | None = None,
    language: str = "en",
    changes: dict[str, str] | None = None,
    sheet: str = "",
    beside: Iterable[str] = (),
) -> Table | None:
    """The table in a sheet's rows, its mapping guessed and then corrected; None when no row can be a header.

    `changes` are corrections as `parse_map` gives them; `sheet` and `beside` are its name and those of the workbook's
    other sheets. Raises MappingError when a correction names what is not there.
    """
    rows, changes = unwrapped(rows), changes or {}
    header = header_at(rows, int(changes["header_row"]) - 1) if "header_row" in changes else find_header(rows)
    if header is None:
        return None
    below = rows[header.index + 1 :]
    kind = kind_in(changes) or kind
    known = recognised(header.names, sheet=sheet, beside=beside, kind=kind)
    guessed = guess(header.names, below, kind=kind, known=known)
    mapping = settled(corrected(guessed, header.names, changes), below, language)
    settings = {name: value for name, value in changes.items() if name in CHOICES}
    return Table(header.names, below, replace(corrected(mapping, header.names, settings), header_row=header.index))


def kind_in(changes: dict[str, str]) -> Kind | None:
    """The kind that corrections ask for. Raises MappingError when it is none."""
    kind = chosen("kind", changes["kind"]) if "kind" in changes else ""
    return "goals" if kind == "goals" else "check_ins" if kind == "check_ins" else None


def read_drafts(table: Table | None, title: str = "") -> Drafts:
    """Everything a table says. Where nothing can be read there is one problem that says why.

    `title` is that of the objective to which key results belong when no column names any.
    """
    book = Book(title=title)
    if table is None:
        book.drafts.problems.append(RowProblem(0, "", "empty_sheet"))
        return book.drafts
    data = table.numbered()
    book.drafts.rows = len(data)
    problem = unreadable(table, data)
    if problem is not None:
        book.drafts.problems.append(problem)
        return book.drafts
    layout = LAYOUTS[table.mapping.shape]
    for number, cells in data:
        book.attempt(Row(number, cells, table.names, table.mapping, []), partial(take, layout, book))
    layout.finish(book)
    link_parents(book.drafts)
    book.drafts.problems.sort(key=lambda problem: problem.row_number)
    return book.drafts


def take(layout: Layout, book: Book, row: Row) -> None:
    """One row. Raises RowRefused."""
    row.refuse_deletion()
    layout.take(row, book)


def unreadable(table: Table, data: list[tuple[int, Cells]]) -> RowProblem | None:
    """Why not a single row of a table can be read; None when rows can be."""
    missing = lacking(table.mapping.kind, set(table.mapping.columns))
    if missing:
        labels = FIELDS[table.mapping.kind]
        found = ", ".join(name for name in table.names if name)
        needed = "; ".join(" / ".join(str(labels[name].label) for name in group) for group in missing)
        return RowProblem(table.mapping.header_row + 1, "", "no_known_columns", {"found": found, "needed": needed})
    return None if data else RowProblem(table.mapping.header_row + 1, "", "no_rows")


def link_parents(drafts: Drafts) -> None:
    """Parents that are named by title get the key of the one objective of that title in the file."""
    keys: dict[str, list[str]] = defaultdict(list)
    for goal in drafts.goals.values():
        keys[folded(goal.title)].append(goal.key)
    for goal in drafts.goals.values():
        named = keys.get(folded(goal.parent_key), [])
        if goal.parent_key not in drafts.goals and len(named) == 1 and named[0] != goal.key:
            drafts.goals[goal.key] = replace(goal, parent_key=named[0])
