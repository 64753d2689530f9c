"""Checks on what runs: Python and the database's own program."""

import platform
import sqlite3
import sys

from django.db import connection

from denyut.site.sqlite import SAFE
from denyut.site.storage.doctor.finding import Finding, broken, doubtful, well

PYTHON = (3, 13)
POSTGRESQL = 150_000


def python() -> Finding:
    """Whether this is the Python for which the packages were chosen."""
    version = platform.python_version()
    if sys.version_info[:2] == PYTHON:
        return well("python", "Python %(version)s" % {"version": version})
    return doubtful(
        "python",
        "Python %(version)s is not the one Denyut is tested with." % {"version": version},
        "Use Python 3.13.",
    )


def database_program() -> Finding:
    """Whether this version of SQLite or PostgreSQL keeps what it is given."""
    return _sqlite() if connection.vendor == "sqlite" else _postgresql()


def _sqlite() -> Finding:
    version = {"version": sqlite3.sqlite_version, "safe": ".".join(map(str, SAFE))}
    if sqlite3.sqlite_version_info >= SAFE:
        return well("database_program", "SQLite %(version)s" % version)
    return broken(
        "database_program",
        "SQLite %(version)s can damage a database that several connections write; %(safe)s and later do not." % version,
        "Install the package pysqlite3, or set DATABASE_URL to a PostgreSQL server.",
    )


def _postgresql() -> Finding:
    connection.ensure_connection()
    number = connection.connection.info.server_version
    version = {"version": f"{number // 10_000}.{number % 10_000}"}
    if number >= POSTGRESQL:
        return well("database_program", "PostgreSQL %(version)s" % version)
    return broken("database_program", "PostgreSQL %(version)s is too old." % version, "Use PostgreSQL 15 or later.")
