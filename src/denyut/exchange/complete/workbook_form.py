"""The tables as sheets of one workbook. Texts are texts, so that nothing in them runs as a formula."""

from collections import defaultdict
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import IO, Any
from zipfile import BadZipFile, ZipFile

import xlsxwriter

from denyut.exchange.complete.cells import text_of
from denyut.exchange.complete.sheet import Grid, rows_of, said
from denyut.exchange.complete.tables import NAME, TABLES, VERSION, Bundle, Plain, Table, heading
from denyut.lib.sheets import UnreadableSheet, read_sheets

CONTINUED = "continued"
# A cell takes 32,767 units of UTF-16, and a letter outside of the first plane is two.
LONGEST = 16_000
MADE = datetime(2000, 1, 1)


def write_workbook(rows: Bundle, file: IO[bytes]) -> None:
    """Write the workbook: a sheet for each table, and one for what of long texts finds no room in its cell."""
    rest: list[tuple[str, int, str, str]] = []
    with xlsxwriter.Workbook(file, {"constant_memory": True, "strings_to_formulas": False}) as book:
        book.set_properties({"created": MADE})
        bold = book.add_format({"bold": True})
        _put(book.add_worksheet(NAME), [["format", "version"], [NAME, VERSION]], bold)
        for table in TABLES.values():
            sheet = book.add_worksheet(table.name)
            heads = [[heading(column) for column in table.columns]]
            _put(sheet, heads, bold)
            for place, row in enumerate(rows.get(table.name, []), start=1):
                cells = [_written(table, column, row[column]) for column in table.columns]
                for column, cell in zip(table.columns, cells, strict=True):
                    if isinstance(cell, str):
                        rest += [(table.name, place + 1, heading(column), piece) for piece in _pieces(cell)[1:]]
                _write(sheet, place, cells)
        _put(book.add_worksheet(CONTINUED), [["table", "row", "column", "text"], *map(list, rest)], bold)


def is_workbook(path: Path) -> bool:
    """Whether a file is a workbook that begins with the sheet about the format."""
    try:
        with ZipFile(path) as zipped:
            if "xl/workbook.xml" not in zipped.namelist() or zipped.getinfo("xl/workbook.xml").file_size > 1 << 20:
                return False
            return f'name="{NAME}"'.encode() in zipped.read("xl/workbook.xml")
    except (BadZipFile, OSError, NotImplementedError, RuntimeError):
        return False


def read_workbook_form(path: Path) -> tuple[int, Bundle]:
    """The version and the rows of a workbook. Raises UnreadableSheet."""
    sheets: dict[str, Grid] = {sheet.name: sheet.rows for sheet in read_sheets(path)}
    version = said(sheets.get(NAME, []))
    for (table, row, column), text in _continued(sheets.get(CONTINUED, [])).items():
        _append(sheets.get(table, []), row, column, text)
    found = {name: rows_of(table, sheets[name]) for name, table in TABLES.items() if name in sheets}
    return version, found


def _put(sheet: Any, lines: list[list[Any]], bold: Any) -> None:
    for place, line in enumerate(lines):
        _write(sheet, place, line, None if place else bold)
    if sheet.get_name() not in (NAME, CONTINUED):
        sheet.freeze_panes(1, 0)


def _write(sheet: Any, place: int, cells: list[Any], look: Any = None) -> None:
    for column, cell in enumerate(cells):
        if isinstance(cell, str):
            sheet.write_string(place, column, _pieces(cell)[0], look)
        elif cell is not None:
            sheet.write_number(place, column, cell, look)


def _written(table: Table, column: str, plain: Plain) -> str | float | None:
    if plain is None or plain == "":
        return None
    if table.is_amount(column):
        number = float(plain)
        return number if Decimal(repr(number)) == Decimal(plain) else str(plain)
    if isinstance(plain, int) and not isinstance(plain, bool) and abs(plain) < 1 << 53:
        return plain
    return text_of(plain)


def _pieces(text: str) -> list[str]:
    return [text[start : start + LONGEST] for start in range(0, len(text), LONGEST)] or [""]


def _continued(grid: Grid) -> dict[tuple[str, int, str], str]:
    found: dict[tuple[str, int, str], str] = defaultdict(str)
    for line in grid[1:]:
        try:
            table, row, column, text = line[:4]
            found[str(table), int(str(row)), str(column)] += str(text)
        except ValueError as error:
            raise UnreadableSheet("broken") from error
    return found


def _append(grid: Grid, row: int, column: str, text: str) -> None:
    try:
        line: Any = grid[row - 1]
        place = list(grid[0]).index(column)
        line[place] = f"{line[place]}{text}"
    except (IndexError, ValueError) as error:
        raise UnreadableSheet("broken") from error
