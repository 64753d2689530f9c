"""Databases, asked one SELECT: in a transaction that only reads, with a patience and a limit of rows."""

import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from django.conf import settings

from denyut.lib.addresses import Unreachable, place_of_host
from denyut.sources.cells import Cell
from denyut.sources.connectors.fetching import target_for
from denyut.sources.connectors.table import Table, named
from denyut.sources.models import Source
from denyut.sources.querying import checked_query
from denyut.sources.troubles import Trouble
from denyut.sources.vault import opened

if TYPE_CHECKING:
    from sqlalchemy import Engine

SECONDS = 30
STEPS = 10_000
PIECE = 1_000
PORTS = {"postgresql": 5432, "mysql": 3306}
DRIVERS = {"postgresql": "postgresql+psycopg", "mysql": "mysql+pymysql"}
READS = {
    sqlite3.SQLITE_SELECT,
    sqlite3.SQLITE_READ,
    sqlite3.SQLITE_FUNCTION,
    sqlite3.SQLITE_RECURSIVE,
    sqlite3.SQLITE_TRANSACTION,
}


def database_folder() -> Path:
    """The one place from which SQLite files are read."""
    return Path(settings.DATA_DIR) / "sources" / "databases"


@contextmanager
def queried(source: Source) -> Iterator[Table]:
    """The answer of the database. Raises Trouble."""
    # SQLAlchemy is large, and most processes never ask a database outside.
    from sqlalchemy.exc import SQLAlchemyError  # noqa: PLC0415

    words = source.words
    query = checked_query(words.get("query", ""))
    engine = _engine(words, opened(source.secret).get("password", ""))
    try:
        with engine.connect().execution_options(no_parameters=True) as line:
            for beginning in _BEGINNINGS.get(words["dialect"], ()):
                line.exec_driver_sql(beginning)
            # Row by row from the server: a large answer never stands in memory as a whole.
            answer = line.exec_driver_sql(query, execution_options={"stream_results": True, "yield_per": PIECE})
            yield Table(named(list(answer.keys())), _rows(answer))
    except SQLAlchemyError as error:
        raise _told(error) from error
    finally:
        engine.dispose()


_BEGINNINGS = {
    "postgresql": ("SET TRANSACTION READ ONLY",),
    "mysql": ("SET SESSION TRANSACTION READ ONLY", f"SET SESSION MAX_EXECUTION_TIME={SECONDS * 1000}"),
}


def _rows(answer: Any) -> Iterator[Sequence[Cell]]:
    # What is read lazily fails lazily: the errors of the driver reach whoever reads.
    for row in answer:
        yield tuple(row)


def _engine(words: dict[str, str], password: str) -> "Engine":
    # As above: only here is it needed.
    from sqlalchemy import URL, NullPool, create_engine  # noqa: PLC0415

    dialect = words.get("dialect", "")
    if dialect == "sqlite":
        path = _sqlite_file(words.get("database", ""))
        return create_engine("sqlite://", creator=lambda: _sqlite(path), poolclass=NullPool)
    if dialect not in DRIVERS:
        raise Trouble("dialect")
    host, port = words["host"], int(words.get("port") or PORTS[dialect])
    try:
        place = place_of_host(host, port, may_be_private=target_for(host).is_private)
    except Unreachable as error:
        raise Trouble("unreachable", words=str(error)) from error
    url = URL.create(DRIVERS[dialect], words.get("user"), password or None, host, port, words.get("database"))
    options = _postgresql(place.address) if dialect == "postgresql" else _mysql(place.address)
    return create_engine(url, poolclass=NullPool, connect_args=options, hide_parameters=True)


def _postgresql(address: str) -> dict[str, Any]:
    held = f"-c default_transaction_read_only=on -c statement_timeout={SECONDS * 1000}"
    return {"hostaddr": address, "connect_timeout": 10, "options": held}


def _mysql(address: str) -> dict[str, Any]:
    return {"host": address, "connect_timeout": 10, "read_timeout": SECONDS + 5, "local_infile": False}


def _sqlite_file(name: str) -> Path:
    folder = database_folder()
    path = folder / name
    if not name or Path(name).name != name or path.is_symlink() or not path.is_file():
        raise Trouble("no_database", folder=str(folder))
    return path


def _sqlite(path: Path) -> sqlite3.Connection:
    """A connection that can do nothing but read, and only for a while."""
    line = sqlite3.connect(f"file:{quote(str(path))}?mode=ro", uri=True, check_same_thread=False)
    line.execute("PRAGMA query_only=ON")
    line.set_authorizer(_allowed)
    until = time.monotonic() + SECONDS
    line.set_progress_handler(lambda: time.monotonic() > until, STEPS)
    return line


def _allowed(what: int, first: str | None, second: str | None, *_place: object) -> int:
    # The library asks how isolated the line is; it sets nothing by that.
    is_asked = what == sqlite3.SQLITE_PRAGMA and first == "read_uncommitted" and second is None
    return sqlite3.SQLITE_OK if what in READS or is_asked else sqlite3.SQLITE_DENY


def _told(error: Exception) -> Trouble:
    """What the database said, in its own words."""
    said = str(getattr(error, "orig", "") or "").strip().splitlines()
    words = said[0] if said else type(error).__name__
    if "interrupted" in words or "timeout" in words or "MAX_EXECUTION" in words or "max_execution" in words:
        return Trouble("timeout", seconds=SECONDS)
    return Trouble("database", words=words[:200])
