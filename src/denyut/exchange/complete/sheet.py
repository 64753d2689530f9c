"""Rows of cells below column names as rows of a table."""

from collections.abc import Sequence

from denyut.exchange.complete.cells import of_cell
from denyut.exchange.complete.tables import NAME, Row, Table, heading
from denyut.exchange.problems import RowProblem, RowRefused
from denyut.lib.sheets import Cell, UnreadableSheet

type Grid = Sequence[Sequence[Cell]]

# Where a row keeps that one of its cells can't be read: no table has a column without a name.
FAULT = ""


def said(about: Grid) -> int:
    """The version that the sheet about the format tells. Raises UnreadableSheet when it is another format."""
    try:
        name, version = about[1][:2]
        if name == NAME:
            return int(str(version))
    except (IndexError, ValueError) as error:
        raise UnreadableSheet("broken") from error
    raise UnreadableSheet("unsupported")


def rows_of(table: Table, grid: Grid) -> list[Row]:
    """The rows of a table; blank ones hold nothing but are counted, since people know a row by its number."""
    names = {heading(column): column for column in table.columns}
    columns = [names.get(str(cell).strip(), "") for cell in (grid[0] if grid else [])]
    return [_row(table, columns, cells, number) for number, cells in enumerate(grid[1:], start=2)]


def _row(table: Table, columns: Sequence[str], cells: Sequence[Cell], number: int) -> Row:
    row: Row = {}
    for column, cell in zip(columns, cells, strict=False):
        if column:
            try:
                row[column] = of_cell(table.held(column), cell, heading(column))
            except RowRefused as refusal:
                row[FAULT] = refusal.problem(number)
    return row if any(value not in (None, "") for value in row.values()) else {}


def fault_of(row: Row) -> RowProblem | None:
    """Why a row can't be read; None when it can."""
    fault: RowProblem | None = row.get(FAULT)
    return fault
