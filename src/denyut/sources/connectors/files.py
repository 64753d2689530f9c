"""Uploaded files, and folders that are watched. A folder lies inside the data directory, and only plain files in it are read."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

from django.conf import settings
from django.core.files.storage import default_storage

from denyut.lib.sheets import UnreadableSheet, read_sheets
from denyut.sources.cells import Cell
from denyut.sources.connectors.table import Table, named
from denyut.sources.connectors.text import text_table
from denyut.sources.models import Source
from denyut.sources.troubles import Trouble

LARGEST = 2_000_000_000
WORKBOOKS = (".xlsx", ".xlsm", ".xls")
TEXTS = (".csv", ".tsv", ".txt")
NEWEST, ALL = "newest", "all"
FILES_AT_MOST = 400


def folder_of(source: Source) -> Path:
    """Where the files of a watched folder are put."""
    return Path(settings.DATA_DIR) / "sources" / str(source.pk)


@contextmanager
def uploaded(source: Source) -> Iterator[Table]:
    """The file that was uploaded last. Raises Trouble."""
    last = source.arrivals.exclude(path="").order_by("-id").first()
    if last is None or not default_storage.exists(last.path):
        raise Trouble("no_file")
    with _table(Path(default_storage.path(last.path)), last.name) as table:
        yield table


@contextmanager
def watched(source: Source) -> Iterator[Table]:
    """The newest file of the folder, or all of them one after another, by their names. Raises Trouble."""
    files = files_in(folder_of(source))
    if not files:
        raise Trouble("no_file")
    if source.words.get("takes") != ALL:
        files = [max(files, key=lambda path: path.stat().st_mtime)]
    with ExitStack() as stack:
        first = stack.enter_context(_table(files[0], files[0].name))
        yield Table(first.columns, _chained(first, files[1:]), first.share)


def files_in(folder: Path) -> list[Path]:
    """The tables in a folder, by name. Links are left out: they could lead anywhere."""
    if not folder.is_dir():
        return []
    found = [path for path in folder.iterdir() if path.suffix.lower() in (*TEXTS, *WORKBOOKS)]
    return sorted(path for path in found if path.is_file() and not path.is_symlink())[-FILES_AT_MOST:]


def _chained(first: Table, others: Sequence[Path]) -> Iterator[Sequence[Cell]]:
    yield from first.rows
    for path in others:
        with _table(path, path.name) as table:
            missing = next((name for name in first.columns if name not in table.columns), "")
            if missing:
                raise Trouble("missing_column_in", column=missing, file=path.name)
            places = [table.columns.index(name) for name in first.columns]
            for row in table.rows:
                yield [row[place] if place < len(row) else None for place in places]


@contextmanager
def _table(path: Path, name: str) -> Iterator[Table]:
    if path.stat().st_size > LARGEST:
        raise Trouble("too_big", limit=LARGEST // 1_000_000)
    if Path(name).suffix.lower() in WORKBOOKS:
        yield _workbook(path)
    else:
        with text_table(path) as table:
            yield table


def _workbook(path: Path) -> Table:
    try:
        sheets = read_sheets(path)
    except UnreadableSheet as error:
        raise Trouble("unreadable", why=error.code) from error
    rows = next(
        ([row for row in sheet.rows if any(cell is not None for cell in row)] for sheet in sheets if sheet.rows), []
    )
    if not rows:
        raise Trouble("empty_answer")
    return Table(named(rows[0]), iter(rows[1:]))
