"""Checks on the database: how it writes, whether it is whole, whether its tables are up to date."""

from django.db import connection

from denyut.site.storage.doctor.finding import Finding, broken, well
from denyut.site.storage.migrations import pending

FULL = (2, 3)
DURABLE = {"fsync": "on", "full_page_writes": "on"}


def writing() -> Finding:
    """Whether what was answered with yes is on the disk."""
    wrong = _sqlite_modes() if connection.vendor == "sqlite" else _postgresql_modes()
    if wrong:
        return broken(
            "writing",
            "The database may lose what it has accepted: %(wrong)s." % {"wrong": ", ".join(wrong)},
            "Set it back; Denyut's own settings are safe.",
        )
    return well("writing", "What is accepted is on the disk.")


def whole() -> Finding:
    """Whether the database's own check finds its pages and references in order. PostgreSQL keeps those itself."""
    if connection.vendor != "sqlite":
        return well("whole", "PostgreSQL checks its own pages.")
    with connection.cursor() as cursor:
        trouble = [row[0] for row in cursor.execute("PRAGMA integrity_check(3)").fetchall() if row[0] != "ok"]
        lost = cursor.execute("PRAGMA foreign_key_check").fetchall()
    if trouble or lost:
        what = trouble[0] if trouble else "a row of %(table)s refers to nothing" % {"table": lost[0][0]}
        return broken(
            "whole",
            "The database is damaged: %(what)s." % {"what": what},
            "Stop the server and restore a backup.",
        )
    return well("whole", "The database is whole.")


def migrations() -> Finding:
    """Whether the tables are those this version works with."""
    waiting = pending()
    if waiting:
        return broken(
            "migrations",
            "%(count)d changes of the tables wait, first %(first)s." % {"count": len(waiting), "first": waiting[0]},
            "Start the server once, or run: denyut migrate",
        )
    return well("migrations", "The tables are up to date.")


def _sqlite_modes() -> list[str]:
    with connection.cursor() as cursor:
        journal = cursor.execute("PRAGMA journal_mode").fetchone()[0]
        synchronous = cursor.execute("PRAGMA synchronous").fetchone()[0]
    wrong = [] if journal == "wal" else [f"journal_mode={journal}"]
    if synchronous not in FULL:
        wrong.append(f"synchronous={synchronous}")
    mode = str(connection.settings_dict["OPTIONS"].get("transaction_mode"))
    return wrong if mode == "IMMEDIATE" else [*wrong, f"transaction_mode={mode}"]


def _postgresql_modes() -> list[str]:
    wrong = []
    with connection.cursor() as cursor:
        for name, right in DURABLE.items():
            cursor.execute("SELECT current_setting(%s)", [name])
            found = cursor.fetchone()[0]
            if found != right:
                wrong.append(f"{name}={found}")
        cursor.execute("SELECT current_setting('synchronous_commit')")
        committed = cursor.fetchone()[0]
    return [*wrong, "synchronous_commit=off"] if committed == "off" else wrong
