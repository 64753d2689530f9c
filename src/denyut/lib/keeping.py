"""What is kept in memory, up to a number of things: those that nobody asked for the longest go first."""

from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from threading import Lock

_all: list["Kept[object, object]"] = []


class Kept[Key, Value]:
    """At most `most` values by key, for all threads of this process. A key says all that its value depends on."""

    def __init__(self, most: int) -> None:
        self._most, self._kept, self._lock = most, OrderedDict[Key, Value](), Lock()
        _all.append(self)  # type: ignore[arg-type]  # only ever asked to forget

    def get(self, key: Key) -> Value | None:
        """What is kept under a key, None where nothing is."""
        found = self._kept.get(key)
        if found is not None:
            # Another thread may have let go of it since.
            with suppress(KeyError):
                self._kept.move_to_end(key)
        return found

    def many(self, keys: Iterable[Key], make: Callable[[list[Key]], Mapping[Key, Value]]) -> dict[Key, Value]:
        """The values of these keys; those that are not kept are made, all at once. A key for which none is made is left out."""
        found = {key: self.get(key) for key in keys}
        missing = [key for key, value in found.items() if value is None]
        made = make(missing) if missing else {}
        self.keep(made)
        return {key: value for key, value in {**found, **made}.items() if value is not None}

    def keep(self, made: Mapping[Key, Value]) -> None:
        """Keep these values, and let go of the oldest ones that are too many."""
        with self._lock:
            self._kept.update(made)
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)

    def forget(self) -> None:
        """Let go of everything."""
        self._kept.clear()


def forget_all() -> None:
    """Let go of everything that is kept anywhere: rows of another database bear the same numbers."""
    for one in _all:
        one.forget()
