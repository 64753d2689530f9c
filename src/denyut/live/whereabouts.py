"""Who is where, known in every serving process: each keeps all of it, and tells the others what a browser told it.

The words go the way of the bell, a datagram beside SQLite and NOTIFY on PostgreSQL, and nobody repeats them: a process
that missed some, or has just been started, hears from every page within twenty seconds.
"""

import json
import secrets
from collections.abc import Callable, Iterable
from dataclasses import asdict
from hashlib import blake2b
from typing import Any

from django.db import connection

from denyut.live.follower import Ear
from denyut.live.marks import Mark, Marks
from denyut.live.presence import Presence, Sign
from denyut.spine import bell

KIND, CHANNEL = "presence", "denyut_presence"
LONGEST = 8000
HERE = secrets.token_hex(8)

presence = Presence()
marks = Marks()


def digest(session_key: str) -> str:
    """What stands for a session between processes: its key opens doors and goes nowhere."""
    return blake2b(session_key.encode(), digest_size=16).hexdigest()


def tell(sign: Sign) -> None:
    """Take in a sign and pass it on to all processes."""
    presence.hear(sign)
    _say({"sign": asdict(sign)})


def tell_lost(session: str, topics: Iterable[str]) -> None:
    """Say everywhere that a session has no stream on these topics any more."""
    topics = sorted(topics)
    presence.lose(session, topics)
    _say({"session": session, "topics": topics})


def tell_mark(topic: str, mark: Mark) -> None:
    """Pass on, in all processes, how far somebody has read on a topic; `mark` begins with who."""
    marks.move(topic, mark)
    _say({"topic": topic, "mark": list(mark)})


def ear() -> Ear:
    """What hears the other processes."""
    return SocketEar(hear) if connection.vendor == "sqlite" else PostgresEar(hear)


def hear(words: str) -> None:
    """Take in what another process said. What an older or newer version of it may say and we don't know is left alone."""
    try:
        said: dict[str, Any] = json.loads(words or "{}")
        if said.get("from", HERE) != HERE:
            if "sign" in said:
                presence.hear(Sign(**said["sign"]))
            elif "mark" in said:
                marks.move(said["topic"], said["mark"])
            else:
                presence.lose(said["session"], said["topics"])
    except (ValueError, TypeError, KeyError):
        return


class SocketEar(bell.SocketListener):
    """Hears processes on this machine."""

    def __init__(self, hear: Callable[[str], None]) -> None:
        super().__init__(KIND)
        self._hear = hear

    def wait(self) -> None:
        """Hear the next words, or nothing for a second."""
        try:
            self._hear(self.socket.recv(LONGEST).decode())
        except TimeoutError:
            return


class PostgresEar(bell.PostgresListener):
    """Hears processes on all machines."""

    def __init__(self, hear: Callable[[str], None]) -> None:
        super().__init__(CHANNEL)
        self._hear = hear

    def wait(self) -> str:
        """Hear the next words, or nothing for a second."""
        words = super().wait()
        self._hear(words)
        return words


def _say(what: dict[str, Any]) -> None:
    words = json.dumps({"from": HERE, **what})
    if connection.vendor != "postgresql":
        bell.knock(words.encode(), KIND)
    elif len(words) < LONGEST:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, words])
