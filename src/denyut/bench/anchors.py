"""Raw limits of this machine: the same work done bare, so that ratios tell something where milliseconds depend on the neighbours."""

import sqlite3
import time
from pathlib import Path

from denyut.bench.audience import listening
from denyut.bench.pipes import talking
from denyut.bench.server import cores

LETTERS = 300
INSERTS = 200


def bare_sending(streams: int, size: int, rounds: int, interval: float) -> list[float]:
    """Milliseconds until the last of so many sockets has `size` bytes from a bare loop of sends. The clients are those of our streams."""
    with talking("denyut.bench.sender", {"streams": streams, "cores": cores()[0]}) as sender:
        with listening(sender.answer(), streams) as audience:
            sender.say({"first": 1, "rounds": rounds, "size": size, "interval": interval})
            began = {int(number): moment for number, moment in sender.answer().items()}
            heard = audience.heard(rounds)
            sender.close()
        return [(heard.of(number, streams)[1] - moment) / 1e6 for number, moment in began.items()]


def bare_inserts(folder: Path, count: int = INSERTS) -> list[float]:
    """Milliseconds that an INSERT of 300 letters with its commit takes in a bare SQLite, with the same promise to keep it."""
    file = folder / "bare.sqlite3"
    taken = []
    database = sqlite3.connect(file, isolation_level=None)
    try:
        database.execute("PRAGMA journal_mode=WAL")
        database.execute("PRAGMA synchronous=FULL")
        database.execute("CREATE TABLE IF NOT EXISTS said (id INTEGER PRIMARY KEY, text TEXT)")
        for _ in range(count):
            began = time.perf_counter()
            database.execute("BEGIN IMMEDIATE")
            database.execute("INSERT INTO said (text) VALUES (?)", ["x" * LETTERS])
            database.execute("COMMIT")
            taken.append((time.perf_counter() - began) * 1e3)
    finally:
        database.close()
    for path in folder.glob("bare.sqlite3*"):
        path.unlink()
    return taken
