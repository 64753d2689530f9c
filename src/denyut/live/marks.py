"""How far readers have come, passed on to the open pages of a topic: coalesced to one message a second, and kept nowhere.

The truth is elsewhere (a seat in a room); a page that missed a message asks there when it is looked at again.
"""

import json
import threading
from collections.abc import Callable, Sequence

BREATH = 1.0
type Mark = Sequence[int]


class Marks:
    """What moved since the last message of each topic. Safe from any thread; `told` is called when a topic's second begins."""

    def __init__(self) -> None:
        self.told: Callable[[str], object] = lambda topic: None
        self._lock = threading.Lock()
        self._moved: dict[str, dict[int, Mark]] = {}

    def move(self, topic: str, mark: Mark) -> None:
        """Take in where somebody is now: the first number is who."""
        with self._lock:
            is_first = topic not in self._moved
            self._moved.setdefault(topic, {})[mark[0]] = mark
        if is_first:
            self.told(topic)

    def take(self, topic: str) -> bytes:
        """What streams on the topic are told, forgotten with this."""
        with self._lock:
            moved = self._moved.pop(topic, {})
        words = json.dumps({"topic": topic, "seats": list(moved.values())})
        return f"event: marks\ndata: {words}\n\n".encode()
