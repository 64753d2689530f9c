"""Who is on which page right now, and in which field. Kept in memory alone: it is over when they leave."""

import json
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass

LASTS, GRACE, SWEPT_EVERY = 45.0, 10.0, 1.0
PAGES_EACH, PAGES_AT_MOST, SHOWN_AT_MOST = 10, 20_000, 50

type Key = tuple[int, str, str, str]
type Words = dict[str, str | int]


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign of life from a page. `turn` counts the signs of one page; `session` is a digest; `field` is empty in none."""

    topic: str
    page: str
    turn: int
    session: str
    person_id: int
    name: str
    initials: str
    hue: int
    field: str = ""
    is_over: bool = False

    @property
    def key(self) -> Key:
        return self.person_id, self.topic, self.session, self.page


class Presence:
    """The signs of all pages. Safe from any thread; `now` gives seconds. `told` is called with each topic that changed."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self.told: Callable[[str], object] = lambda topic: None
        self._now, self._lock = now, threading.Lock()
        self._signs: dict[Key, Sign] = {}
        self._until: dict[Key, float] = {}
        self._of: dict[str | int, dict[Key, None]] = {}
        self._swept_at = now()

    def hear(self, sign: Sign) -> None:
        """Take in a sign. One that came after its successor, or when there are too many, changes nothing."""
        with self._lock:
            changed = self._take(sign)
        for topic in changed:
            self.told(topic)

    def lose(self, session: str, topics: Iterable[str]) -> None:
        """A session has no stream on these topics any more: unless its pages say something soon, they are closed."""
        soon = self._now() + GRACE
        with self._lock:
            for key in self._of.get(session, ()):
                if key[1] in topics:
                    self._until[key] = min(self._until[key], soon)

    def topics_of(self, session: str) -> set[str]:
        """The topics of the pages that this session has open."""
        with self._lock:
            return {topic for _person, topic, *_rest in self._of.get(session, ())}

    def sweep(self) -> None:
        """Forget whoever has been silent for too long. Looks once a second, however often it is asked."""
        now = self._now()
        if now < self._swept_at + SWEPT_EVERY:
            return
        self._swept_at = now
        with self._lock:
            silent = [key for key, until in self._until.items() if until <= now]
            missed = {key[1] for key in silent if not self._signs[key].is_over}
            for key in silent:
                self._drop(key)
        for topic in missed:
            self.told(topic)

    def people(self, topic: str) -> list[Words]:
        """Everybody on a topic, in the order in which they came, with the field they are in: fifty at most."""
        now, found = self._now(), dict[int, Sign]()
        with self._lock:
            for key in self._of.get(topic, ()):
                sign = self._signs[key]
                if self._until[key] > now and not sign.is_over:
                    before = found.get(sign.person_id)
                    found[sign.person_id] = before if before and before.field and not sign.field else sign
        return [_words(sign) for sign in list(found.values())[:SHOWN_AT_MOST]]

    def frame(self, topic: str) -> bytes:
        """What the streams on a topic are told."""
        words = json.dumps({"topic": topic, "people": self.people(topic)}, ensure_ascii=False)
        return f"event: presence\ndata: {words}\n\n".encode()

    def _take(self, sign: Sign) -> set[str]:
        before, changed = self._signs.get(sign.key), set[str]()
        if before is None:
            changed |= self._make_room(sign.person_id)
            if len(self._signs) >= PAGES_AT_MOST:
                return changed
        elif before.turn >= sign.turn:
            return changed
        # A page that said goodbye is remembered for a moment, so that a sign which was overtaken does not bring it back.
        self._until[sign.key] = self._now() + (GRACE if sign.is_over else LASTS)
        self._signs[sign.key] = sign
        for place in sign.key[:3]:
            self._of.setdefault(place, {})[sign.key] = None
        was = (before.is_over, before.field) if before else (True, "")
        return changed if was == (sign.is_over, sign.field) else changed | {sign.topic}

    def _make_room(self, person_id: int) -> set[str]:
        own = list(self._of.get(person_id, ()))
        too_many = own[: max(0, len(own) - PAGES_EACH + 1)]
        for key in too_many:
            self._drop(key)
        return {topic for _person, topic, *_rest in too_many}

    def _drop(self, key: Key) -> None:
        del self._signs[key], self._until[key]
        for place in key[:3]:
            del self._of[place][key]
            if not self._of[place]:
                del self._of[place]


def _words(sign: Sign) -> Words:
    return {"id": sign.person_id, "name": sign.name, "initials": sign.initials, "hue": sign.hue, "field": sign.field}
