"""A copy of a SQLite database that is in use: one moment of it, whole, whoever writes meanwhile."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from denyut.exchange.export.manifest import Head
from denyut.exchange.export.progress import Progress, silent
from denyut.spine.access import Unavailable

PAGES = 2048
PATIENCE_SECONDS = 20


def copy_database(source: Path, target: Path, progress: Progress = silent) -> Head:
    """Copy the database at `source` to the new file `target`, verified. Returns the newest event in it.

    Raises Unavailable when the copy is not what was copied.
    """
    with closing(_opened(source)) as live, closing(_opened(target)) as copy:
        # The copy begins anew whenever its source changes, unless it looks at one moment all the while.
        live.execute("BEGIN")
        newest = head_in(live)
        live.backup(copy, pages=PAGES, sleep=0, progress=lambda _state, left, all_: _tell(progress, left, all_))
        live.execute("ROLLBACK")
        copy.execute("PRAGMA journal_mode=DELETE")
        trouble = copy.execute("PRAGMA integrity_check(1)").fetchone()[0]
        if trouble != "ok" or head_in(copy) != newest:
            raise Unavailable(
                "The copy is not whole (%(trouble)s), so no backup was written. Run: denyut doctor"
                % {"trouble": trouble},
                code="copy_damaged",
            )
        return newest


def counts_in(file: Path) -> dict[str, int]:
    """How many rows each table of this database has."""
    with closing(_opened(file)) as database:
        names = database.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
        return {name: _count(database, name) for (name,) in sorted(names.fetchall())}


def migrations_in(file: Path) -> list[str]:
    """The migrations that this database has seen."""
    with closing(_opened(file)) as database:
        return sorted(f"{app}.{name}" for app, name in database.execute("SELECT app, name FROM django_migrations"))


def head_in(database: Any) -> Head:
    """The newest event in an open database."""
    newest = database.execute("SELECT id, hash FROM spine_event ORDER BY id DESC LIMIT 1").fetchone()
    return Head(*newest) if newest else Head()


def _opened(file: Path) -> Any:
    return sqlite3.connect(file, timeout=PATIENCE_SECONDS, isolation_level=None)


def _count(database: Any, table: str) -> int:
    quoted = table.replace('"', '""')
    return int(database.execute(f'SELECT count(*) FROM "{quoted}"').fetchone()[0])  # noqa: S608


def _tell(progress: Progress, left: int, total: int) -> None:
    progress("Copying the database", total - left, total)
