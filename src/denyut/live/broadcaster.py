"""The one task that writes to all streams: whatever happened since it last looked goes out in one message each."""

import asyncio
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field

from denyut.live.frames import Entry
from denyut.live.hub import Hub
from denyut.live.packing import packed
from denyut.live.ring import Ring
from denyut.live.wire import CLOSED, Wire, body, come_back

HEARTBEAT = 20.0
SLICE = 256
SHORT, LONG = 0.005, 0.050
BREATH = 0.15


@dataclass(slots=True)
class Batch:
    """Events drawn together. `withdrawn`: rights that some of them took; `asked`: may a stream concerned go on?"""

    entries: list[Entry]
    withdrawn: list[tuple[int | None, str]] = field(default_factory=list)
    asked: dict[Wire, bool] = field(default_factory=dict)


def pause(took: float, idle: float) -> float:
    """Seconds to gather before the next pass, when the last one `took` so long and ended `idle` seconds ago.

    None after a quick pass or a quiet moment, else as long as the pass took, 5 to 50 ms: half the time is for others.
    """
    return 0.0 if took < SHORT else max(0.0, min(took, LONG) - idle)


class Broadcaster:
    """Takes what the tail publishes and writes it to the hub's streams.

    `published` is the newest event taken over from the tail, `ring.head` the newest broadcast, `withdrawn_at` the
    newest that took a right.
    """

    def __init__(self, hub: Hub, ring: Ring) -> None:
        self.hub, self.ring, self.published, self.withdrawn_at = hub, ring, ring.head, 0
        self._pending: list[Batch] = []
        self._mentioned: dict[str, Callable[[str], bytes]] = {}
        self._told: list[tuple[str, bytes]] = []
        self._bell, self._moved = asyncio.Event(), asyncio.Event()

    def publish(self, batch: Batch) -> None:
        """Have a batch written with the next pass."""
        self._pending.append(batch)
        self.published = batch.entries[-1].seq
        self._bell.set()

    def mention(self, topic: str, words: Callable[[str], bytes]) -> None:
        """Have `words(topic)`, as they are in a moment, written to all streams on the topic: news that no log keeps."""
        if not self._mentioned:
            asyncio.get_running_loop().call_later(BREATH, self._bell.set)
        self._mentioned[topic] = words

    def tell(self, topic: str, chunk: bytes) -> None:
        """Have these bytes written to all streams on the topic with the next pass: news that no log keeps."""
        self._told.append((topic, chunk))
        self._bell.set()

    async def reach(self, seq: int, patience: float = 2.0) -> bool:
        """Wait until event `seq` has been broadcast; False when it does not come, as after a restore."""
        if self.ring.head < seq:
            with suppress(TimeoutError):
                async with asyncio.timeout(patience):
                    while self.ring.head < seq:
                        await self._moved.wait()
        return self.ring.head >= seq

    async def run(self) -> None:
        """Broadcast until cancelled."""
        now = asyncio.get_running_loop().time
        took, ended, beat_at = 0.0, now(), now() + HEARTBEAT
        while True:
            with suppress(TimeoutError):
                async with asyncio.timeout_at(beat_at):
                    await self._bell.wait()
            await asyncio.sleep(pause(took, now() - ended))
            started = now()
            messages = [*self.take(), *self.said()]
            if started >= beat_at:
                messages.append((self.hub.wires(), b": here\nid: %d\n\n" % self.ring.head))
                beat_at = started + HEARTBEAT
            await _write(messages)
            took, ended = now() - started, now()

    def take(self) -> list[tuple[tuple[Wire, ...], bytes]]:
        """Let what is pending become the present: close whom it shuts out, remember it, say who gets which bytes."""
        batches, self._pending = self._pending, []
        self._bell.clear()
        entries = [entry for batch in batches for entry in batch.entries]
        if not entries:
            return []
        for batch in batches:
            self._withdraw(batch)
        for entry in entries:
            self.ring.add(entry)
        self._moved.set()
        self._moved = asyncio.Event()
        return list(self.hub.messages(entries, self.ring.head))

    def said(self) -> list[tuple[tuple[Wire, ...], bytes]]:
        """What was mentioned since the last time, and to whom: after `take`, so that whoever was shut out hears nothing."""
        mentioned, self._mentioned = self._mentioned, {}
        told, self._told = self._told, []
        heard = ((self.hub.listening(topic), topic, words) for topic, words in mentioned.items())
        heard_too = ((self.hub.listening(topic), chunk) for topic, chunk in told)
        said = [(wires, words(topic)) for wires, topic, words in heard if wires]
        return said + [(wires, chunk) for wires, chunk in heard_too if wires]

    def farewell(self) -> None:
        """Close every stream with the wish to come back: a thousand a second, as fast as they are let in."""
        longest = max(5.0, self.hub.count / 1000)
        for wire in self.hub.wires():
            wire.end(come_back(longest))

    def _withdraw(self, batch: Batch) -> None:
        for person_id, prefix in batch.withdrawn:
            self.withdrawn_at = batch.entries[-1].seq
            for wire in self.hub.wires_of(person_id, prefix):
                if batch.asked.get(wire):
                    continue
                self.hub.remove(wire)
                if wire in batch.asked:
                    wire.end(CLOSED)
                else:
                    wire.cut()  # opened after the question, or in another language: it is asked at the door


async def _write(messages: Iterable[tuple[tuple[Wire, ...], bytes]]) -> None:
    written = 0
    for wires, chunk in messages:
        plain = body(chunk)
        small = body(packed(chunk)) if any(wire.is_packed for wire in wires) else plain
        for wire in wires:
            wire.pass_on(small if wire.is_packed else plain)
            written += 1
            if written % SLICE == 0:
                await asyncio.sleep(0)
