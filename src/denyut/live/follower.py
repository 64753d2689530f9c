"""A thread that does its work at every ring of the bell, whatever happens, until it is told to stop."""

import logging
import threading
from collections.abc import Callable

from django.db import connection

from denyut.spine import bell

REST = 1.0
log = logging.getLogger("denyut.live")


class Follower(threading.Thread):
    """Calls `work` at the start and at every ring."""

    def __init__(self, name: str, work: Callable[[], object]) -> None:
        super().__init__(name=name, daemon=True)
        self._work, self._is_over = work, threading.Event()

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
        ear = bell.listener()
        try:
            while not self._is_over.is_set():
                self._work()
                ear.wait()
        finally:
            ear.close()
