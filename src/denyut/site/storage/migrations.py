"""Bringing the tables up to date. Two that start at once take turns, and the second finds nothing left to do."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from denyut.site.storage import lock

NAME = "migrate.lock"
TURN = 7_219_042


def bring_up_to_date() -> int:
    """Apply the migrations that wait, one process at a time. Returns how many they were."""
    with _turn():
        waiting = len(pending())
        if waiting:
            call_command("migrate", verbosity=0, interactive=False)
        return waiting


def pending() -> list[str]:
    """The migrations that the database has not seen yet ("okr.0002_…"), in their order."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _backwards in plan]


@contextmanager
def _turn() -> Iterator[None]:
    if connection.vendor == "sqlite":
        with lock.turn(Path(settings.DATA_DIR) / NAME):
            yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [TURN])
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [TURN])
