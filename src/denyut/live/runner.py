"""Everything that runs beside the web pages in a serving process, started and stopped together."""

import asyncio
import resource
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from django.db import connection

from denyut.live.broadcaster import Batch, Broadcaster
from denyut.live.follower import Follower
from denyut.live.hub import Hub
from denyut.live.marks import BREATH
from denyut.live.ring import Ring
from denyut.live.stream import Streams
from denyut.live.tail import Languages, Tail
from denyut.live.whereabouts import KIND, ear, marks, presence
from denyut.spine import bell, events, outlets, writer
from denyut.spine.jobs.backend import enqueued
from denyut.spine.jobs.worker import Worker

# A post must get its turn while thousands of streams are written to: with Python's usual 5 ms it waits up to a second.
SWITCH = 0.0005
FILES_FOR_OTHERS = 500
# Seconds between two looks at a log that grows and grows: what came in between is drawn, and told of, together.
TO_DRAW, TO_TELL = 0.01, 0.2


class Live:
    """The writer, tail, outlets, jobs and broadcaster of one process. `streams` is None unless they run."""

    def __init__(self) -> None:
        self.streams: Streams | None = None
        self._followers: list[Follower] = []
        self._worker: threading.Thread | None = None
        self._is_over = threading.Event()
        self._pool = ThreadPoolExecutor(3, thread_name_prefix="door")
        self._task: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Start them all. Raises the database's error when the log can't be read."""
        loop = asyncio.get_running_loop()
        last = await loop.run_in_executor(self._pool, _head)
        self._usual_switch = sys.getswitchinterval()
        sys.setswitchinterval(SWITCH)
        broadcaster, languages = Broadcaster(Hub(), Ring(last)), Languages()

        def hand_over(batch: Batch) -> None:
            loop.call_soon_threadsafe(broadcaster.publish, batch)

        tail = Tail(last, broadcaster.hub, languages, hand_over)
        writer.start()
        presence.told = lambda topic: loop.call_soon_threadsafe(broadcaster.mention, topic, presence.frame)

        def pass_on(topic: str) -> None:
            broadcaster.tell(topic, marks.take(topic))

        marks.told = lambda topic: loop.call_soon_threadsafe(loop.call_later, BREATH, pass_on, topic)
        self._followers = [
            Follower("tail", tail.read, breath=TO_DRAW),
            Follower("outlets", outlets.catch_up, breath=TO_TELL),
            Follower("presence", presence.sweep, ear),
        ]
        self._worker = threading.Thread(target=partial(Worker().run, self._is_over), name="jobs", daemon=True)
        for thread in (*self._followers, self._worker):
            thread.start()
        self._task = asyncio.create_task(broadcaster.run(), name="broadcaster")
        self.streams = Streams(
            broadcaster, languages, self._pool, at_most=resource.getrlimit(resource.RLIMIT_NOFILE)[0] - FILES_FOR_OTHERS
        )

    def farewell(self) -> None:
        """Send every open page away with the wish to come back."""
        if self.streams is not None:
            self.streams.broadcaster.farewell()

    async def stop(self) -> None:
        """Stop them all; on return none of their threads is left."""
        self.farewell()
        presence.told = marks.told = lambda topic: None
        if self._task is not None:
            self._task.cancel()
            sys.setswitchinterval(self._usual_switch)
        self.streams = None
        await asyncio.to_thread(self._join)

    def _join(self) -> None:
        self._is_over.set()
        enqueued.set()
        for follower in self._followers:
            follower.end()
        bell.ring()
        bell.knock(b"", KIND)
        for thread in (*self._followers, *([self._worker] if self._worker else [])):
            thread.join()
        self._pool.shutdown()
        writer.stop()


def _head() -> int:
    try:
        return events.head()
    finally:
        connection.close()
