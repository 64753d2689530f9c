"""A SQLite that is safe to write from several connections.

Versions before 3.51.3 can corrupt a write-ahead log that several connections write (sqlite.org, "WAL-reset bug"), and most systems
ship an older one. The wheel `pysqlite3` bundles a current one; it takes the place of the standard module before Django loads it.
"""

import sqlite3
import sys
from typing import Any

SAFE = (3, 51, 3)


def install() -> None:
    """Put the bundled SQLite in the standard module's place, unless that one is safe. Must run before Django's database code loads."""
    if sqlite3.sqlite_version_info >= SAFE or "pysqlite3" in sys.modules:
        return
    try:
        import pysqlite3  # noqa: PLC0415 where there is no wheel, `doctor` says which SQLite runs
    except ImportError:
        return
    bundled: Any = pysqlite3
    for name in dir(sqlite3):
        if name.startswith("SQLITE_LIMIT_"):
            setattr(bundled, name, getattr(sqlite3, name))
    if not hasattr(bundled.dbapi2.Connection, "getlimit"):
        _add_limits(bundled)
    sys.modules["sqlite3"] = bundled
    sys.modules["sqlite3.dbapi2"] = bundled.dbapi2


def _add_limits(bundled: Any) -> None:
    """Django asks a connection for its limits; the bundled build has SQLite's own defaults."""
    limits = {sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER: 32_766, sqlite3.SQLITE_LIMIT_COLUMN: 2_000}

    class Connection(bundled.dbapi2.Connection):  # type: ignore[misc]
        def getlimit(self, category: int) -> int:
            return limits[category]

    connect = bundled.dbapi2.connect

    def with_limits(*args: Any, **options: Any) -> Any:
        return connect(*args, **{"factory": Connection, **options})

    bundled.dbapi2.Connection = bundled.Connection = Connection
    bundled.dbapi2.connect = bundled.connect = with_limits
