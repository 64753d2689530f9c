"""Nothing is lost and nothing doubled, however opening, reading the log, publishing and writing interleave."""

from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from denyut.live.broadcaster import Batch, Broadcaster
from denyut.live.frames import joined
from denyut.live.hub import Hub
from denyut.live.ring import Ring
from denyut.live.stream import Streams, Wish
from denyut.live.tail import Languages
from denyut.live.tests.conftest import Browser, entry
from denyut.live.wire import RESET, Wire

TOPICS = st.sampled_from(["okr", "room:7", "room:8"])
LANGUAGES = ("en", "ar")
LOG_AT_MOST = 6


class _Turn:
    """What the model puts in place of a thread pool: the coroutine rests here until the model lets it go on."""

    def __await__(self) -> Any:
        yield


class Page:
    """An open page: the numbers of the events it has seen, kept over its connections, and where it would resume."""

    def __init__(self, topics: frozenset[str], language: str, since: int) -> None:
        self.topics, self.language, self.since, self.start = topics, language, since, since
        self.seen: list[int] = []
        self.browser: Browser | None = None
        self.wire: Wire | None = None
        self.opening: Any = None
        self.is_reset = False

    def read(self) -> None:
        """Take in what has arrived, as a browser does: resume after the newest id."""
        got, self.browser.got = self.browser.got, b""  # type: ignore[union-attr]
        for block in got.split(b"\n\n"):
            if block.endswith(RESET.rstrip()):
                self.is_reset = True
            for line in block.split(b"\n"):
                if line.startswith(b"id: "):
                    self.since = int(line[4:])
                elif line.startswith(b"data: ") and line[6:].decode().isdecimal():
                    self.seen.append(int(line[6:]))


class Resuming(RuleBasedStateMachine):
    """A log, its tail, a small ring, and pages that come, go and lose their connection at any moment."""

    def __init__(self) -> None:
        super().__init__()
        self.log: list[str] = []
        self.drawn = 0
        self.caster = Broadcaster(Hub(), Ring(0, size=4))
        self.streams = Streams(self.caster, Languages(), None, at_most=9)  # type: ignore[arg-type]
        self.streams._in_pool = self._in_pool  # type: ignore[assignment,method-assign]
        self.caster.reach = self._reach  # type: ignore[method-assign]
        self.pages: list[Page] = []

    async def _reach(self, seq: int, patience: float = 0) -> bool:
        while self.caster.ring.head < seq:
            await _Turn()
        return True

    async def _in_pool(
        self, _work: Any, since: int, until: int, topics: frozenset[str], _language: str
    ) -> bytes | None:
        await _Turn()
        if until - since > LOG_AT_MOST:
            return None
        events = [self._entry(n, "en") for n in range(since + 1, until + 1)]
        frames = [f for e in events for f in e.frames.get("en", ()) if f.topics & topics]
        return joined(frames, until) if frames else b""

    def _entry(self, seq: int, *languages: str) -> Any:
        one = entry(seq, self.log[seq - 1])
        one.frames.update(dict.fromkeys(languages, one.frames["en"]))
        for language in LANGUAGES:
            if language not in languages:
                one.frames.pop(language, None)
        return one

    @rule(topic=TOPICS)
    def commit(self, topic: str) -> None:
        self.log.append(topic)

    @precondition(lambda self: self.drawn < len(self.log))
    @rule(many=st.integers(1, 3))
    def publish(self, many: int) -> None:
        """The tail draws the next events in the languages wanted now."""
        last = min(self.drawn + many, len(self.log))
        languages = self.streams.languages.wanted()
        self.caster.publish(Batch([self._entry(n, *languages) for n in range(self.drawn + 1, last + 1)]))
        self.drawn = last

    @rule()
    def broadcast(self) -> None:
        for wires, chunk in self.caster.take():
            for wire in wires:
                wire.write(chunk)

    @rule(topics=st.frozensets(TOPICS, min_size=1), language=st.sampled_from(LANGUAGES), back=st.integers(0, 9))
    def come(self, topics: frozenset[str], language: str, back: int) -> None:
        if len(self.pages) < 4:
            self.pages.append(Page(topics, language, max(0, self.caster.ring.head - back)))
            self._open(self.pages[-1])

    @precondition(lambda self: self.pages)
    @rule(data=st.data())
    def go_on(self, data: Any) -> None:
        """A page whose log was being read goes on, or one that lost its connection comes back."""
        page = data.draw(st.sampled_from(self.pages))
        if page.opening is not None:
            self._step(page)
        elif page.wire is None and not page.is_reset:
            self._open(page)

    @precondition(lambda self: self.pages)
    @rule(data=st.data())
    def lose(self, data: Any) -> None:
        """A connection breaks; what was on its way before arrives."""
        page = data.draw(st.sampled_from(self.pages))
        if page.wire is not None:
            page.read()
            self._leave(page)

    def _open(self, page: Page) -> None:
        self.streams.languages.want(page.language)
        page.browser = Browser()
        page.opening = self.streams._missed(Wish("", page.topics, page.since), page.language)
        self._step(page)

    def _step(self, page: Page) -> None:
        try:
            page.opening.send(None)
        except StopIteration as end:
            page.opening = None
            page.wire = Wire(page.browser.send, 1, "", page.topics, page.language)  # type: ignore[union-attr]
            self.streams._join(page.wire, end.value, self.caster.ring.head)

    def _leave(self, page: Page) -> None:
        self.caster.hub.remove(page.wire)  # type: ignore[arg-type]
        self.streams.languages.drop(page.language)
        page.wire = None

    @invariant()
    def every_open_page_has_seen_each_of_its_events_once(self) -> None:
        for page in self.pages:
            if page.wire is not None:
                page.read()
                if page.is_reset:
                    self._leave(page)
                    continue
                last = self.caster.ring.head
                assert page.seen == [n for n in range(page.start + 1, last + 1) if self.log[n - 1] in page.topics]

    def teardown(self) -> None:
        for page in self.pages:
            if page.opening is not None:
                page.opening.close()


Resuming.TestCase.settings = settings(max_examples=150, stateful_step_count=40, deadline=None)
TestResuming = pytest.mark.filterwarnings("default")(Resuming.TestCase)
