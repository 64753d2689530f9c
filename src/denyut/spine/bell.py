"""The doorbell. It says that the log has grown, never what happened: the log is the truth.

Beside SQLite every listening process owns a Unix datagram socket in the data directory; PostgreSQL carries the bell itself, so
that it is heard on other machines too. A listener that misses a ring looks after a second all the same.
"""

import hashlib
import os
import socket
import tempfile
import time
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import DatabaseError, connection

CHANNEL = "denyut"
PATIENCE = 1.0
# A socket's address has at most 107 bytes; deeper data directories have their bells in the system's folder for such things.
LONGEST = 70


def ring() -> None:
    """Wake every listener beside this database. Does nothing on PostgreSQL, where the transaction has rung already."""
    knock(b"!", "bell")


def knock(words: bytes, kind: str) -> None:
    """Say some words at every door of this kind beside a SQLite database. Does nothing on PostgreSQL."""
    if connection.vendor != "sqlite":
        return
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as sender:
        sender.setblocking(False)
        for door in _doors().glob(f"*.{kind}"):
            _knock(sender, door, words)


def notify_inside(database: Any) -> None:
    """Ring with the commit of the running transaction, where the database can (PostgreSQL folds repeats into one)."""
    if database.vendor == "postgresql":
        with database.cursor() as cursor:
            cursor.execute("SELECT pg_notify(%s, '')", [CHANNEL])


def listener() -> "SocketListener | PostgresListener":
    """An open ear for this process; close it when done."""
    return SocketListener() if connection.vendor == "sqlite" else PostgresListener()


class SocketListener:
    """Hears rings from processes on this machine."""

    def __init__(self, kind: str = "bell") -> None:
        _doors().mkdir(parents=True, exist_ok=True, mode=0o700)
        self.path = _doors() / f"{os.getpid()}-{time.monotonic_ns()}.{kind}"
        self.socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.socket.bind(str(self.path))
        self.socket.settimeout(PATIENCE)

    def wait(self) -> None:
        """Return at the next ring, or after a second."""
        try:
            self.socket.recv(1)
            self._drain()
        except TimeoutError:
            return

    def _drain(self) -> None:
        self.socket.setblocking(False)
        try:
            while self.socket.recv(1):
                pass
        except BlockingIOError:
            pass
        finally:
            self.socket.settimeout(PATIENCE)

    def close(self) -> None:
        self.socket.close()
        self.path.unlink(missing_ok=True)


class PostgresListener:
    """Hears rings through PostgreSQL's LISTEN, on a connection of its own."""

    def __init__(self, channel: str = CHANNEL) -> None:
        self.channel = channel
        self.connection: Any = None
        database: Any = connection
        self.database_error: type[Exception] = database.Database.Error  # the driver's own, behind Django's

    def wait(self) -> str:
        """Return at the next ring what it said, or after a second nothing. A lost connection is opened again."""
        try:
            for note in self._opened().notifies(timeout=PATIENCE, stop_after=1):
                return str(note.payload)
        except (DatabaseError, OSError, self.database_error):
            self.close()
            time.sleep(PATIENCE)
        return ""

    def _opened(self) -> Any:
        if self.connection is None:
            self.connection = connection.copy().get_new_connection(connection.get_connection_params())
            self.connection.autocommit = True
            self.connection.execute(f"LISTEN {self.channel}")
        return self.connection

    def close(self) -> None:
        if self.connection is not None:
            self.connection.close()
            self.connection = None


def _doors() -> Path:
    home = Path(settings.DATA_DIR) / "run"
    if len(str(home)) <= LONGEST:
        return home
    return Path(tempfile.gettempdir()) / f"denyut-{hashlib.sha256(str(home).encode()).hexdigest()[:16]}"


def _knock(sender: socket.socket, door: Path, words: bytes) -> None:
    try:
        sender.sendto(words, str(door))
    except BlockingIOError:
        pass  # a full mailbox is a bell that is ringing already
    except (ConnectionRefusedError, FileNotFoundError):
        door.unlink(missing_ok=True)  # its process is gone
