"""Tables people upload: CSV and Excel files, read into plain rows, with nothing a hostile file can do about it."""

from pathlib import Path

from denyut.lib.sheets.archive import refuse_unsafe_archive
from denyut.lib.sheets.sheet import Cell, Limits, Sheet, UnreadableSheet
from denyut.lib.sheets.text import LEGACY_ENCODINGS, read_text
from denyut.lib.sheets.workbook import read_workbook

__all__ = ["LEGACY_ENCODINGS", "Cell", "Sheet", "UnreadableSheet", "read_sheets"]

ZIP = b"PK\x03\x04"
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# How a compound file names the stream that holds an encrypted workbook.
ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")

WORKBOOK_SUFFIXES = {".xlsx", ".xlsm", ".xls"}
TEXT_SUFFIXES = {".csv", ".tsv", ".txt"}


def read_sheets(
    path: Path,
    *,
    max_rows: int = 100_000,
    max_cells: int = 2_000_000,
    max_bytes: int = 50 * 1024 * 1024,
    legacy_encoding: str = "cp1252",
) -> list[Sheet]:
    """Every sheet of a CSV, TSV, xlsx or xls file, rows where the file has them, None in an empty cell.

    `max_rows` counts per sheet, `max_cells` over all of them. `legacy_encoding` is for text files that are not Unicode:
    LEGACY_ENCODINGS has the one a language's computers used. Raises UnreadableSheet with a stable `code`.
    """
    limits = Limits(max_rows, max_cells)
    size = path.stat().st_size
    if size > max_bytes:
        raise UnreadableSheet("too_big")
    if size == 0:
        raise UnreadableSheet("empty")
    kind = _kind_of(path)
    if path.suffix.lower() in (TEXT_SUFFIXES if kind else WORKBOOK_SUFFIXES):
        raise UnreadableSheet("wrong_format")
    if kind == ZIP:
        refuse_unsafe_archive(path)
    if kind == COMPOUND and ENCRYPTED_STREAM in path.read_bytes():
        raise UnreadableSheet("encrypted")
    sheets = read_workbook(path, limits) if kind else [read_text(path, limits, legacy_encoding)]
    if all(cell is None for sheet in sheets for row in sheet.rows for cell in row):
        raise UnreadableSheet("empty")
    return sheets


def _kind_of(path: Path) -> bytes:
    """The magic bytes of a workbook, or nothing for what may be text; a name proves nothing."""
    with path.open("rb") as file:
        start = file.read(8)
    return next((magic for magic in (ZIP, COMPOUND) if start.startswith(magic)), b"")
