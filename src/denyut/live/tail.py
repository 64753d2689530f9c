"""Following the log: each new event is drawn in the languages somebody reads and handed to the loop, in order."""

import threading
from collections import Counter
from collections.abc import Callable, Sequence

from denyut.lib.prepared import Prepared, fields_of, made
from denyut.live.admission import Guest, admit
from denyut.live.broadcaster import Batch
from denyut.live.frames import Frame, Key, entries, joined
from denyut.live.hub import Hub
from denyut.live.wire import Wire
from denyut.spine.models import Event
from denyut.spine.verbs import VERBS

BATCH = 500
REPLAYED_AT_MOST = 1000

_news = Prepared(lambda last: Event.objects.filter(id__gt=last).order_by("id").values_list(*fields_of(Event))[:BATCH])


class Languages:
    """The languages of the open streams, and the topics they listen to."""

    def __init__(self) -> None:
        self.drawing = threading.Lock()
        self._count: Counter[str] = Counter()
        self._topics: Counter[str] = Counter()
        self._counting = threading.Lock()

    def want(self, language: str, topics: frozenset[str] = frozenset()) -> None:
        """One reader more. After the return all that is handed to the loop is drawn for them too. May block."""
        with self._counting:
            self._count[language] += 1
            self._topics.update(topics)
        with self.drawing:
            pass

    def drop(self, language: str, topics: frozenset[str] = frozenset()) -> None:
        """One reader less."""
        with self._counting:
            self._count[language] -= 1
            self._topics.subtract(topics)
            for topic in topics:
                if self._topics[topic] <= 0:
                    del self._topics[topic]

    def heard(self) -> frozenset[str]:
        """Every topic with a reader: for others nothing needs to be drawn."""
        with self._counting:
            return frozenset(self._topics)

    def wanted(self) -> list[str]:
        """Every language with a reader."""
        with self._counting:
            return [language for language, readers in self._count.items() if readers > 0]


class Tail:
    """Reads the log from event `last` on and gives each batch to `publish`, which must hand it to the loop at once."""

    def __init__(self, last: int, hub: Hub, languages: Languages, publish: Callable[[Batch], None]) -> None:
        self.last = last
        self._hub, self._languages, self._publish = hub, languages, publish

    def read(self) -> None:
        """Bring the loop to the end of the log."""
        while events := [made(Event, row) for row in _news(self.last)]:
            withdrawn = [pair for event in events if event.verb in VERBS for pair in VERBS[event.verb].withdraws(event)]
            with self._languages.drawing:
                drawn = entries(events, self._languages.wanted(), heard=self._languages.heard())
                self._publish(Batch(drawn, withdrawn, self._asked(withdrawn)))
            self.last = events[-1].pk

    def _asked(self, withdrawn: Sequence[tuple[int | None, str]]) -> dict[Wire, bool]:
        concerned = {wire for person_id, prefix in withdrawn for wire in self._hub.wires_of(person_id, prefix)}
        return {wire: verdict for wire in concerned if (verdict := _may_go_on(wire)) is not None}


def from_log(since: int, until: int, topics: frozenset[str], language: str) -> bytes | None:
    """What the log holds after `since` up to `until` for these topics, in one message. None when it is too long."""
    events = list(Event.objects.filter(id__gt=since, id__lte=until).order_by("id")[: REPLAYED_AT_MOST + 1])
    if len(events) > REPLAYED_AT_MOST:
        return None
    missed: dict[Key, Frame] = {
        f.key: f for entry in entries(events, [language], topics) for f in entry.frames.get(language, ())
    }
    return joined(missed.values(), until) if missed else b""


def _may_go_on(wire: Wire) -> bool | None:
    """Whether the stream keeps its right; None when it does, but its reader now reads another language."""
    answer = admit(wire.session_key, wire.topics)
    is_admitted = isinstance(answer, Guest) and answer.person_id == wire.person_id
    return None if is_admitted and answer != Guest(wire.person_id, wire.language) else is_admitted
