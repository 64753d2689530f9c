"""What the tests of this floor share: the small house's words, and far ends of streams that can stop reading."""

from collections.abc import Callable
from typing import Any

import pytest

from denyut.live.frames import Entry, Frame
from denyut.live.tests.house import vocabulary
from denyut.live.wire import Message, Wire
from denyut.spine.fragments import FRAGMENTS
from denyut.spine.topics import TOPICS
from denyut.spine.verbs import VERBS


@pytest.fixture(autouse=True)
def small_house(monkeypatch: pytest.MonkeyPatch) -> None:
    """The small house's verbs, fragments and topics beside those of the installed features."""
    for known, more in ((VERBS, vocabulary.VERBS), (FRAGMENTS, vocabulary.FRAGMENTS), (TOPICS, vocabulary.TOPICS)):
        for name, value in more.items():
            monkeypatch.setitem(known, name, value)


class Browser:
    """The far end of a stream. It keeps what it got; a stalled one makes the server wait, as in uvicorn."""

    def __init__(self) -> None:
        self.got, self.status = b"", 0
        self.is_stalled = self.is_aborted = self.is_over = False
        self.transport = self

    def abort(self) -> None:
        self.is_aborted = True

    def set_write_buffer_limits(self, high: int) -> None:
        self.borne = high

    async def send(self, message: Message) -> None:
        if self.is_stalled:
            await _Never()
        assert not self.is_over, "written to after its end"
        self.status = message.get("status", self.status)
        self.got += message.get("body", b"")
        self.is_over = message["type"] == "http.response.body" and not message["more_body"]


class _Never:
    def __await__(self) -> Any:
        yield


@pytest.fixture
def opened() -> Callable[..., tuple[Browser, Wire]]:
    """Make a browser and its wire: `opened(*topics, person=1, language="en")`."""

    def make(*topics: str, person: int = 1, language: str = "en") -> tuple[Browser, Wire]:
        browser = Browser()
        return browser, Wire(browser.send, person, f"session-{person}", frozenset(topics), language)

    return make


def entry(seq: int, *topics: str, language: str = "en", piece: int | None = None, look: str = "") -> Entry:
    """An event that changes one piece of a page (its own, unless `piece` says which) for these topics."""
    number = seq if piece is None else piece
    frame = Frame(("test", number, ""), frozenset(topics), f"data: {look or seq}\n".encode())
    return Entry(seq, frozenset(topics), {language: (frame,)} if topics else {})
