"""Who listens to what: streams grouped by topics and language, so that a message is made once for each group."""

from collections import Counter
from collections.abc import Iterable, Iterator

from denyut.live.frames import Entry, Frame, Key, joined
from denyut.live.wire import Wire, come_back

AT_MOST_EACH = 10
LONG_REST = 60.0


class Group:
    """Streams that get the same bytes."""

    __slots__ = ("language", "topics", "wires")

    def __init__(self, topics: frozenset[str], language: str) -> None:
        self.topics, self.language = topics, language
        self.wires: dict[Wire, None] = {}


class Hub:
    """All open streams of this process. It belongs to the loop; only `wires_of` may be asked from another thread."""

    def __init__(self) -> None:
        self.count = 0
        self._groups: dict[tuple[frozenset[str], str], Group] = {}
        self._listening: dict[tuple[str, str], dict[Group, None]] = {}
        self._people: dict[int, tuple[Wire, ...]] = {}
        self._languages: Counter[str] = Counter()

    def add(self, wire: Wire) -> None:
        """Let a stream listen. A person's oldest stream has to rest for a while when there would be more than ten."""
        group = self._groups.get((wire.topics, wire.language)) or self._found(wire.topics, wire.language)
        wire.topics = group.topics
        group.wires[wire] = None
        self.count += 1
        self._people[wire.person_id] = (*self._people.get(wire.person_id, ()), wire)
        if len(self._people[wire.person_id]) > AT_MOST_EACH:
            oldest = self._people[wire.person_id][0]
            self.remove(oldest)
            oldest.end(come_back(LONG_REST))

    def remove(self, wire: Wire) -> None:
        """Forget a stream; once is enough, twice does no harm."""
        group = self._groups.get((wire.topics, wire.language))
        if group is None or wire not in group.wires:
            return
        del group.wires[wire]
        self.count -= 1
        others = tuple(w for w in self._people[wire.person_id] if w is not wire)
        if others:
            self._people[wire.person_id] = others
        else:
            del self._people[wire.person_id]
        if not group.wires:
            self._dissolve(group)

    def wires(self) -> tuple[Wire, ...]:
        """Every stream there is now."""
        return tuple(wire for group in self._groups.values() for wire in group.wires)

    def wires_of(self, person_id: int | None, prefix: str) -> list[Wire]:
        """A person's streams on topics with this prefix, everybody's for None. Safe from any thread: tuples are replaced."""
        people = list(self._people.values()) if person_id is None else [self._people.get(person_id, ())]
        return [w for wires in people for w in wires if any(topic.startswith(prefix) for topic in w.topics)]

    def listening(self, topic: str) -> tuple[Wire, ...]:
        """Every stream on a topic, in whatever language."""
        groups = (group for language in self._languages for group in self._listening.get((language, topic), ()))
        return tuple(wire for group in groups for wire in group.wires)

    def messages(self, entries: Iterable[Entry], seq: int) -> Iterator[tuple[tuple[Wire, ...], bytes]]:
        """For each group that these events concern: its streams now, and the one message they all get."""
        hits: dict[Group, dict[Key, Frame]] = {}
        for language, frame in _each_frame(entries):
            for topic in frame.topics:
                for group in self._listening.get((language, topic), ()):
                    hits.setdefault(group, {})[frame.key] = frame
        made: dict[tuple[int, ...], bytes] = {}
        for group, frames in hits.items():
            same = tuple(map(id, frames.values()))
            if same not in made:
                made[same] = joined(frames.values(), seq)
            yield tuple(group.wires), made[same]

    def _found(self, topics: frozenset[str], language: str) -> Group:
        group = self._groups[topics, language] = Group(topics, language)
        self._languages[language] += 1
        for topic in topics:
            self._listening.setdefault((language, topic), {})[group] = None
        return group

    def _dissolve(self, group: Group) -> None:
        del self._groups[group.topics, group.language]
        self._languages[group.language] -= 1
        for topic in group.topics:
            listening = self._listening[group.language, topic]
            del listening[group]
            if not listening:
                del self._listening[group.language, topic]


def _each_frame(entries: Iterable[Entry]) -> Iterator[tuple[str, Frame]]:
    for entry in entries:
        for language, frames in entry.frames.items():
            for frame in frames:
                yield language, frame
