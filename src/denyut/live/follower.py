"""A thread that does its work at every ring of the bell, whatever happens, until it is told to stop."""

import logging
import threading
from collections.abc import Callable
from typing import Protocol

from django.db import connection

from denyut.spine import bell

REST = 1.0
log = logging.getLogger("denyut.live")


class Ear(Protocol):
    """Something that waits for a ring, not much longer than a second."""

    def wait(self) -> object: ...

    def close(self) -> None: ...


class Follower(threading.Thread):
    """Calls `work` at the start and whenever the ear that `listen` opens has heard something, or nothing for a while.

    Between two calls it takes a `breath` of so many seconds, so that many rings are one piece of work.
    """

    def __init__(
        self, name: str, work: Callable[[], object], listen: Callable[[], Ear] = bell.listener, *, breath: float = 0
    ) -> None:
        super().__init__(name=name, daemon=True)
        self._work, self._listen, self._breath, self._is_over = work, listen, breath, threading.Event()

    def run(self) -> None:
        while not self._is_over.is_set():
            try:
                self._follow()
            except Exception:  # a database that went away, a feature's fault: the thread must live to try again
                log.exception("%s tries again in a moment", self.name)
                connection.close()
                self._is_over.wait(REST)
        connection.close()

    def end(self) -> None:
        """Ask the thread to stop after what it is doing; it looks up at the next ring or within a second."""
        self._is_over.set()

    def _follow(self) -> None:
        ear = self._listen()
        try:
            while not self._is_over.is_set():
                self._work()
                if self._breath:
                    self._is_over.wait(self._breath)
                ear.wait()
        finally:
            ear.close()
