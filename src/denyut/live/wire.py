"""One open stream, seen from the server: it is written to without waiting, and whoever can't keep up is cut."""

import random
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from denyut.live.packing import packed

type Message = MutableMapping[str, Any]
type Scope = MutableMapping[str, Any]
type Receive = Callable[[], Awaitable[Message]]
type Send = Callable[[Message], Awaitable[None]]

RESET = b"event: reset\ndata: reset\n\n"
CLOSED = b"event: closed\ndata: closed\n\n"


def come_back(longest: float = 5.0) -> bytes:
    """How long a page waits before it opens its stream anew: one to `longest` seconds, so that a crowd spreads out."""
    return b"retry: %d\n\n" % random.uniform(1000, longest * 1000)  # noqa: S311  # no secret


class Wire:
    """A stream and whose it is. It is compared by identity and takes no queue: the log is the queue."""

    __slots__ = ("is_open", "is_packed", "language", "person_id", "send", "session_key", "topics")

    def __init__(
        self,
        send: Send,
        person_id: int,
        session_key: str,
        topics: frozenset[str],
        language: str,
        *,
        is_packed: bool = False,
    ) -> None:
        self.send, self.person_id, self.session_key = send, person_id, session_key
        self.topics, self.language, self.is_open, self.is_packed = topics, language, True, is_packed

    def write(self, words: bytes) -> None:
        """Write a message, or cut the stream when that would mean waiting for its reader."""
        self.pass_on(body(packed(words) if self.is_packed else words))

    def pass_on(self, message: Message) -> None:
        """Write a message that is packed already where this stream is, or cut the stream as `write` does."""
        if self.is_open and not step(self.send, message):
            self.cut()

    def bear(self, weight: int) -> None:
        """Let so many bytes wait for a reader who is slow for a moment, before the stream is cut."""
        self.send.__self__.transport.set_write_buffer_limits(high=weight)  # type: ignore[attr-defined]

    def end(self, words: bytes) -> None:
        """Say these last words and close the stream."""
        if self.is_open:
            self.pass_on(body(packed(words) if self.is_packed else words, is_last=True))
            self.is_open = False

    def cut(self) -> None:
        """Drop the connection. The page comes back by the number of the last event it saw."""
        self.is_open = False
        # The server's own protocol object is the only way to a connection whose reader has stopped reading.
        self.send.__self__.transport.abort()  # type: ignore[attr-defined]


def step(send: Send, message: Message) -> bool:
    """Call the server's `send` without an await. False when it would have had to wait: nothing was written then."""
    sending: Any = send(message)
    try:
        sending.send(None)
    except StopIteration:
        return True
    sending.close()
    return False


def body(chunk: bytes, *, is_last: bool = False) -> Message:
    """The message that carries a piece of a response's body."""
    return {"type": "http.response.body", "body": chunk, "more_body": not is_last}
