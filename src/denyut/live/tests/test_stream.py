import asyncio
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from denyut.live import stream
from denyut.live.admission import Guest
from denyut.live.broadcaster import Batch, Broadcaster
from denyut.live.hub import Hub
from denyut.live.presence import Presence, Sign
from denyut.live.ring import Ring
from denyut.live.stream import TOPICS_AT_MOST, Streams, Wish
from denyut.live.tail import Languages
from denyut.live.tests.conftest import Browser, entry
from denyut.live.whereabouts import digest
from denyut.live.wire import RESET, Message, Scope


def _scope(query: str = "topics=okr", method: str = "GET", **headers: str) -> Scope:
    raw = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    return {"type": "http", "method": method, "path": "/events", "query_string": query.encode(), "headers": raw}


MEI = Guest(1, "en")


class Visit:
    """A browser asking for the stream of a house with events up to 40 in its ring, from 20 on."""

    def __init__(self, *, at_most: int = 9, answer: Guest | int = MEI) -> None:
        self.answer, self.asked = answer, []
        self.caster = Broadcaster(Hub(), Ring(20))
        for n in range(21, 41):
            self.caster.ring.add(entry(n, "okr" if n % 2 else "room:7"))
        self.caster.published = 40
        self.languages = Languages()
        self.streams = Streams(self.caster, self.languages, ThreadPoolExecutor(1), at_most=at_most)
        self.browser, self.is_gone = Browser(), asyncio.Event()

    def admit(self, session_key: str, topics: Iterable[str]) -> Guest | int:
        self.asked.append((session_key, topics))
        return self.answer

    async def receive(self) -> Message:
        await self.is_gone.wait()
        return {"type": "http.disconnect"}

    async def start(self, scope: Scope) -> "asyncio.Task[None]":
        """Ask, and come back when the answer is there."""
        task = asyncio.create_task(self.streams(scope, self.receive, self.browser.send))  # type: ignore[arg-type]
        while not (self.browser.got or self.browser.is_over or task.done()):
            await asyncio.sleep(0)
        return task


def _visit(scope: Scope, monkeypatch: pytest.MonkeyPatch, visit: Visit) -> Visit:
    monkeypatch.setattr(stream, "admit", visit.admit)

    async def story() -> None:
        task = await visit.start(scope)
        visit.is_gone.set()
        await task

    asyncio.run(story())
    return visit


def test_a_request_is_read() -> None:
    scope = _scope("topics=okr%2Croom:7,okr&since=12", cookie="a=b; denyut_session=xyz")
    assert Wish.read(scope) == Wish("xyz", frozenset({"okr", "room:7"}), 12)


@pytest.mark.parametrize(
    ("query", "header", "expected"),
    [
        ("since=12", "15", 15),
        ("since=x", "", None),
        ("", "", None),
        ("since=-1", "", None),
        ("since=" + "9" * 30, "", None),
        ("since=²", "", None),
    ],
)
def test_the_last_event_seen_comes_from_the_header_first_and_must_be_a_number(
    query: str, header: str, expected: int | None
) -> None:
    assert Wish.read(_scope(query, last_event_id=header)).since == expected


def test_a_stream_opens_with_its_headers_and_where_it_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    visit = _visit(_scope(cookie="denyut_session=xyz"), monkeypatch, Visit())
    assert visit.browser.status == 200
    assert visit.asked == [("xyz", frozenset({"okr"}))]
    retry, rest = visit.browser.got.split(b"\n\n", 1)
    assert 1000 <= int(retry.removeprefix(b"retry: ")) <= 5000
    assert rest == b"id: 40\n\n"


def test_a_page_that_comes_back_gets_what_it_missed(monkeypatch: pytest.MonkeyPatch) -> None:
    visit = _visit(_scope("topics=okr&since=36"), monkeypatch, Visit())
    assert visit.browser.got.split(b"\n\n", 1)[1] == b"id: 40\nid: 40\ndata: 37\ndata: 39\n\n"


def test_what_the_ring_has_forgotten_is_read_from_the_log(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def from_log(*question: Any) -> bytes:
        asked.append(question)
        return b"id: 40\ndata: from the log\n\n"

    monkeypatch.setattr(stream, "from_log", from_log)
    visit = _visit(_scope("topics=okr&since=3"), monkeypatch, Visit())
    assert asked == [(3, 40, frozenset({"okr"}), "en")]
    assert b"data: from the log\n\n" in visit.browser.got


def test_a_page_that_was_away_too_long_is_told_to_start_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stream, "from_log", lambda *_question: None)
    visit = _visit(_scope("topics=okr&since=3"), monkeypatch, Visit())
    assert visit.browser.got.endswith(b"id: 40\n" + RESET)


def test_a_page_from_a_later_log_is_told_to_start_over(monkeypatch: pytest.MonkeyPatch) -> None:
    visit = Visit()

    async def reach(seq: int, patience: float = 0) -> bool:
        return seq <= 40

    monkeypatch.setattr(visit.caster, "reach", reach)
    assert RESET in _visit(_scope("topics=okr&since=41"), monkeypatch, visit).browser.got


@pytest.mark.parametrize("status", [401, 404])
def test_whoever_is_refused_gets_a_status_and_nothing_else(monkeypatch: pytest.MonkeyPatch, status: int) -> None:
    visit = _visit(_scope(), monkeypatch, Visit(answer=status))
    assert (visit.browser.status, visit.browser.got, visit.caster.hub.count) == (status, b"", 0)
    assert visit.languages.wanted() == []


@pytest.mark.parametrize(
    ("scope", "status"),
    [
        (_scope(method="POST"), 405),
        (_scope(""), 404),
        (_scope("topics=,,"), 404),
        (_scope("topics=" + ",".join(map(str, range(TOPICS_AT_MOST + 1)))), 404),
    ],
)
def test_what_makes_no_sense_is_refused_without_asking(
    monkeypatch: pytest.MonkeyPatch, scope: Scope, status: int
) -> None:
    visit = _visit(scope, monkeypatch, Visit())
    assert (visit.browser.status, visit.asked) == (status, [])


def test_a_full_house_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    assert _visit(_scope(), monkeypatch, Visit(at_most=0)).browser.status == 503


def test_a_stream_listens_while_it_is_open_and_is_forgotten_after(monkeypatch: pytest.MonkeyPatch) -> None:
    visit = Visit()
    monkeypatch.setattr(stream, "admit", visit.admit)

    async def story() -> None:
        task = await visit.start(_scope())
        assert (visit.caster.hub.count, visit.languages.wanted()) == (1, ["en"])
        visit.is_gone.set()
        await task
        assert (visit.caster.hub.count, visit.languages.wanted()) == (0, [])

    asyncio.run(story())


def test_pages_of_a_browser_whose_last_stream_ended_are_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[tuple[str, set[str]]] = []
    presence = Presence()
    monkeypatch.setattr(stream, "presence", presence)
    monkeypatch.setattr(stream, "tell_lost", lambda session, topics: told.append((session, topics)))
    for topic in ("okr", "room:7"):
        presence.hear(Sign(topic, "p1", 1, digest("mine"), 1, "Mei", "M", 1))
    first, second = Visit(), Visit()
    second.streams = first.streams

    async def story() -> None:
        for visit in (first, second):
            monkeypatch.setattr(stream, "admit", visit.admit)
        tasks = [await visit.start(_scope(cookie="denyut_session=mine")) for visit in (first, second)]
        for visit, task in zip((first, second), tasks, strict=True):
            visit.is_gone.set()
            await task
            first.streams._pool.submit(int).result()
            told.append(("", set()))

    asyncio.run(story())
    assert told == [("", set()), (digest("mine"), {"okr"}), ("", set())]


def test_a_right_taken_while_the_door_opened_sends_the_page_back_to_the_door(monkeypatch: pytest.MonkeyPatch) -> None:
    visit = Visit()

    def admit(session_key: str, topics: Iterable[str]) -> Guest:
        visit.caster.publish(Batch([entry(41)], [(1, "okr")]))
        visit.caster.take()
        return Guest(1, "en")

    monkeypatch.setattr(visit, "admit", admit)
    _visit(_scope("topics=okr&since=36"), monkeypatch, visit)
    assert visit.browser.is_over
    assert visit.browser.got.startswith(b"retry: ")
    assert b"data" not in visit.browser.got


def test_a_browser_that_does_not_read_at_once_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    visit = Visit()
    visit.browser.is_stalled = True
    visit.is_gone.set()
    assert _visit(_scope(), monkeypatch, visit).browser.is_aborted
