"""One serving family for each data directory: the parent process holds a lock on it for as long as it lives.

Short commands and job workers may run beside it, because SQLite itself copes with them; a second server would not know
of the first one's open pages. The lock goes with the process that holds it, however it ends.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from denyut.spine.access import Conflict

NAME = "denyut.lock"


@contextmanager
def held(data: Path) -> Iterator[None]:
    """Hold the lock on the data directory during the block.

    Raises Conflict (in_use) that names the process that has it.
    """
    file = os.open(data / NAME, os.O_CREAT | os.O_RDWR, 0o600)
    try:
        _claim(file, data)
        try:
            yield
        finally:
            os.ftruncate(file, 0)
    finally:
        os.close(file)


def holder(data: Path) -> str:
    """The process number of whoever serves this data directory, empty when nobody does."""
    try:
        file = os.open(data / NAME, os.O_RDWR)
    except FileNotFoundError:
        return ""
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return _number(file)
    finally:
        os.close(file)
    return ""


@contextmanager
def turn(file: Path) -> Iterator[None]:
    """Wait for the lock on this file, and hold it during the block."""
    number = os.open(file, os.O_CREAT | os.O_RDWR, 0o600)
    try:
        fcntl.flock(number, fcntl.LOCK_EX)
        yield
    finally:
        os.close(number)


def _claim(file: int, data: Path) -> None:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise Conflict(
            "Another Denyut (process %(pid)s) has %(data)s open. Stop it, or choose another directory with --data."
            % {"pid": _number(file), "data": data},
            code="in_use",
        ) from error
    os.ftruncate(file, 0)
    os.pwrite(file, f"{os.getpid()}\n".encode(), 0)


def _number(file: int) -> str:
    return os.pread(file, 20, 0).decode().strip() or "?"
