"""Which verbs any address wants to hear of, for the outlet: most events concern none, and must cost next to nothing."""

import time
from collections.abc import Iterator, Set
from typing import Any

from denyut.hooks.models import Outgoing

FRESH_SECONDS = 1.0


class WantedVerbs(Set[str]):
    """The verbs of all active addresses. Whether one is among them may be a second old; going through them is always exact.

    The outlet asks the first to see whether it should look, and the second when it reads the log: what it does not look at today is
    still before it tomorrow.
    """

    def __init__(self) -> None:
        self._known: frozenset[str] = frozenset()
        self._until = 0.0

    def __contains__(self, verb: object) -> bool:
        if time.monotonic() >= self._until:
            self._read()
        return verb in self._known

    def __iter__(self) -> Iterator[str]:
        return iter(self._read())

    def __len__(self) -> int:
        return len(self._read())

    def forget(self) -> None:
        """Ask again next time."""
        self._until = 0.0

    def _read(self) -> frozenset[str]:
        lists: Any = Outgoing.objects.active().values_list("verbs", flat=True)
        self._known = frozenset(verb for verbs in lists for verb in verbs)
        self._until = time.monotonic() + FRESH_SECONDS
        return self._known


WANTED = WantedVerbs()


def forget() -> None:
    """Some address wants other news from now on."""
    WANTED.forget()
