"""The tables as CSV files in one zip, each with a mark that spreadsheets recognise."""

import csv
import io
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

from denyut.exchange.complete.cells import armed, disarmed, text_of
from denyut.exchange.complete.sheet import Grid, rows_of, said
from denyut.exchange.complete.tables import NAME, TABLES, VERSION, Bundle, Plain, Table, heading
from denyut.lib.sheets import UnreadableSheet

ABOUT = "format.csv"
# The same goals make the same bytes, whenever they are written.
DATE = (1980, 1, 1, 0, 0, 0)
LARGEST = 200 * 1024 * 1024


def write_csv(rows: Bundle, file: IO[bytes]) -> None:
    """Write the zip: one file for each table."""
    with ZipFile(file, "w") as zipped:
        _put(zipped, ABOUT, [["format", "version"], [NAME, str(VERSION)]])
        for table in TABLES.values():
            _put(zipped, f"{table.name}.csv", _lines(table, rows))


def is_csv(path: Path) -> bool:
    """Whether a file is such a zip."""
    try:
        with ZipFile(path) as zipped:
            return ABOUT in zipped.namelist()
    except (BadZipFile, OSError):
        return False


def read_csv(path: Path) -> tuple[int, Bundle]:
    """The version and the rows of a zip. Raises UnreadableSheet when it is damaged or unpacks to more than 200 MB."""
    try:
        with ZipFile(path) as zipped:
            known = {ABOUT, *(f"{name}.csv" for name in TABLES)}
            infos = [info for info in zipped.infolist() if info.filename in known]
            if sum(info.file_size for info in infos) > LARGEST or len(infos) > len(known):
                raise UnreadableSheet("bomb")
            grids = {info.filename.removesuffix(".csv"): _grid(zipped.read(info)) for info in infos}
        return said(grids.pop("format")), {name: rows_of(TABLES[name], grid) for name, grid in grids.items()}
    except (BadZipFile, KeyError, ValueError, NotImplementedError, RuntimeError, csv.Error) as error:
        raise error if isinstance(error, UnreadableSheet) else UnreadableSheet("broken") from error


def _put(zipped: ZipFile, name: str, lines: Sequence[Sequence[str]] | Iterator[Sequence[str]]) -> None:
    info = ZipInfo(name, DATE)
    info.compress_type = ZIP_DEFLATED
    with zipped.open(info, "w", force_zip64=True) as raw, io.TextIOWrapper(raw, "utf-8-sig", newline="") as text:
        csv.writer(text).writerows(lines)


def _lines(table: Table, rows: Bundle) -> Iterator[list[str]]:
    yield [heading(column) for column in table.columns]
    for row in rows.get(table.name, []):
        yield [_cell(table, column, row[column]) for column in table.columns]


def _cell(table: Table, column: str, plain: Plain) -> str:
    return disarmed(text_of(plain)) if table.is_text(column) else text_of(plain)


def _grid(content: bytes) -> Grid:
    lines = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))
    return [[armed(cell) for cell in line] for line in lines]
