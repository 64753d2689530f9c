"""The last events and their frames, kept in memory for pages that come back after a short absence."""

from collections import deque
from itertools import takewhile

from denyut.live.frames import Entry, Frame, Key, joined


class Ring:
    """Every event after `floor` up to `head`, the newest one broadcast: at most `size` of them, some `weight` bytes."""

    def __init__(self, head: int, *, size: int = 10_000, weight: int = 16_000_000) -> None:
        self.floor = self.head = head
        self._size, self._weight, self._held = size, weight, 0
        self._entries: deque[Entry] = deque()

    def add(self, entry: Entry) -> None:
        """Keep the next event; the oldest make room for it."""
        self._entries.append(entry)
        self.head, self._held = entry.seq, self._held + _weight(entry)
        while len(self._entries) > self._size or (self._held > self._weight and len(self._entries) > 1):
            oldest = self._entries.popleft()
            self.floor, self._held = oldest.seq, self._held - _weight(oldest)

    def replay(self, since: int, topics: frozenset[str], language: str) -> bytes | None:
        """What a page that has seen everything up to `since` has missed. None when the ring can't say it in full."""
        if since < self.floor:
            return None
        missed: dict[Key, Frame] = {}
        for entry in reversed(list(takewhile(lambda entry: entry.seq > since, reversed(self._entries)))):
            if entry.topics.isdisjoint(topics):
                continue
            if language not in entry.frames or not entry.unheard.isdisjoint(topics):
                return None
            missed.update((frame.key, frame) for frame in entry.frames[language] if not frame.topics.isdisjoint(topics))
        return joined(missed.values(), self.head) if missed else b""


def _weight(entry: Entry) -> int:
    return 200 + sum(len(frame.lines) for frames in entry.frames.values() for frame in frames)
