"""A test database that threads and other processes can open too."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection
from django.db.backends.sqlite3.base import Database


@contextmanager
def shared_database(folder: Path) -> Iterator[dict[str, str]]:
    """Move this test's database to where everybody can open it. Gives the environment in which another process finds it."""
    environment = {**os.environ, "DENYUT_TEST": "0", "DENYUT_DATA": str(folder)}
    if connection.vendor == "postgresql":
        name = connection.settings_dict
        host = f"{name['USER']}:{name['PASSWORD']}@{name['HOST']}:{name['PORT'] or 5432}"
        yield {**environment, "DATABASE_URL": f"postgres://{host}/{name['NAME']}"}
    else:
        with _in_a_file(folder / "denyut.sqlite3"):
            yield environment


@contextmanager
def _in_a_file(file: Path) -> Iterator[None]:
    connection.ensure_connection()
    before, name = connection.connection, connection.settings_dict["NAME"]
    copy = Database.connect(file)
    before.backup(copy)
    copy.close()
    # Set aside, not closed: an in-memory database would be gone with its last connection.
    connection.connection, connection.settings_dict["NAME"] = None, file
    try:
        yield
    finally:
        connection.close()
        connection.connection, connection.settings_dict["NAME"] = before, name
