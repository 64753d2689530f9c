"""Looking at the whole database as it is at one moment, while others go on writing."""

from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from typing import Any

from django.db import connection, connections, transaction

ALIAS = "snapshot"
# As psycopg counts the levels; importing it would slow every command down that runs beside SQLite.
REPEATABLE_READ = 3


@contextmanager
def snapshot() -> Iterator[str]:
    """The alias of a connection of its own, whose queries all see the moment of the first one. Blocks no writer."""
    connections.settings[ALIAS] = _settings()
    try:
        with transaction.atomic(using=ALIAS):
            yield ALIAS
    finally:
        connections[ALIAS].close()
        del connections[ALIAS]
        del connections.settings[ALIAS]


def _settings() -> dict[str, Any]:
    settings = deepcopy(connection.settings_dict)
    if connection.vendor == "sqlite":
        settings["OPTIONS"]["transaction_mode"] = "DEFERRED"
    else:
        settings["OPTIONS"]["isolation_level"] = REPEATABLE_READ
    return settings
