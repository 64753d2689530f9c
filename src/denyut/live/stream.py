"""`GET /events?topics=okr,room:7&since=123`: the stream of what changes, for a browser that is signed in."""

import asyncio
import re
from collections.abc import Callable
from concurrent.futures import Executor
from contextlib import suppress
from dataclasses import dataclass
from typing import Self
from urllib.parse import parse_qs

from django.conf import settings
from django.db import close_old_connections
from django.http import parse_cookie

from denyut.live.admission import NOT_THERE, Guest, admit
from denyut.live.broadcaster import Broadcaster
from denyut.live.packing import BEGIN
from denyut.live.tail import Languages, from_log
from denyut.live.whereabouts import digest, presence, tell_lost
from denyut.live.wire import RESET, Receive, Scope, Send, Wire, body, come_back, step

TOPICS_AT_MOST = 100
FULL, WRONG_METHOD = 503, 405
# Bytes that may wait for one slow reader: as many as there is room for, so that a busy minute cuts nobody.
LEAST, MOST, FOR_ALL = 65_536, 1_048_576, 200_000_000
HEADERS = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-store, no-transform"),
    (b"x-accel-buffering", b"no"),
    (b"vary", b"Accept-Encoding"),
]
PACKED = [(b"content-encoding", b"gzip")]
TAKES_GZIP = re.compile(rb"\bgzip\b(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))")


@dataclass(frozen=True, slots=True)
class Wish:
    """What a browser asks for: topics to hear of, the number of the last event it has seen, and whether it unpacks."""

    session_key: str
    topics: frozenset[str]
    since: int | None
    is_packed: bool = False

    @classmethod
    def read(cls, scope: Scope) -> Self:
        """Read a request. A number that is none counts as not given."""
        headers = dict(scope["headers"])
        query = parse_qs(scope["query_string"].decode("latin-1"))
        cookie = parse_cookie(headers.get(b"cookie", b"").decode("latin-1"))
        since = headers.get(b"last-event-id", b"").decode("latin-1") or query.get("since", [""])[0]
        names = frozenset(name for name in query.get("topics", [""])[0].split(",") if name)
        is_number = since.isascii() and since.isdecimal() and len(since) < 19
        return cls(
            cookie.get(settings.SESSION_COOKIE_NAME, ""),
            names,
            int(since) if is_number else None,
            TAKES_GZIP.search(headers.get(b"accept-encoding", b"")) is not None,
        )


class Streams:
    """The application behind `/events`: asks at the door, tells what was missed, leaves the rest to the broadcaster."""

    def __init__(self, broadcaster: Broadcaster, languages: Languages, pool: Executor, *, at_most: int) -> None:
        self.broadcaster, self.hub, self.ring = broadcaster, broadcaster.hub, broadcaster.ring
        self.languages, self._pool, self._at_most = languages, pool, at_most

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        wish = Wish.read(scope)
        refusal = self._refusal(scope["method"], wish)
        if refusal:
            return await refuse(send, refusal)
        asked_at = self.ring.head
        guest = await self._in_pool(self._admit, wish)
        if isinstance(guest, int):
            return await refuse(send, guest)
        wire = Wire(send, guest.person_id, wish.session_key, wish.topics, guest.language, is_packed=wish.is_packed)
        try:
            self._join(wire, await self._missed(wish, guest.language), asked_at)
            while (await receive())["type"] != "http.disconnect":
                pass
        finally:
            self.hub.remove(wire)
            self.languages.drop(guest.language, wish.topics)
            self._leave(wire)

    def _leave(self, wire: Wire) -> None:
        """Have it told that the pages of a browser whose last stream ended are closed, if any is known."""
        session = digest(wire.session_key)
        own = (w.topics for w in self.hub.wires_of(wire.person_id, "") if w.session_key == wire.session_key)
        left = presence.topics_of(session).intersection(wire.topics).difference(*own)
        if left:
            with suppress(RuntimeError):  # the pool is closed already: the process ends, and the others notice
                self._pool.submit(_on_good_connection, tell_lost, session, left)

    def _refusal(self, method: str, wish: Wish) -> int:
        if method != "GET":
            return WRONG_METHOD
        if not 0 < len(wish.topics) <= TOPICS_AT_MOST:
            return NOT_THERE
        return FULL if self.hub.count >= self._at_most else 0

    def _admit(self, wish: Wish) -> Guest | int:
        guest = admit(wish.session_key, wish.topics)
        if isinstance(guest, Guest):
            self.languages.want(guest.language, wish.topics)
        return guest

    async def _missed(self, wish: Wish, language: str) -> bytes:
        # What is published but not yet broadcast may not have been drawn in this language.
        if not await self.broadcaster.reach(max(wish.since or 0, self.broadcaster.published)):
            return RESET
        if wish.since is None:
            return b""
        missed = self.ring.replay(wish.since, wish.topics, language)
        if missed is None:
            head = self.ring.head
            told = await self._in_pool(from_log, wish.since, head, wish.topics, language)
            # The ring has grown while the log was read; it knows the rest.
            more = self.ring.replay(head, wish.topics, language)
            missed = None if told is None or more is None else told + more
        return RESET if missed is None else missed

    def _join(self, wire: Wire, missed: bytes, asked_at: int) -> None:
        """Open the stream. Between knowing what was missed and joining the hub nothing may be awaited."""
        headers = [*HEADERS, *PACKED] if wire.is_packed else HEADERS
        begun = step(wire.send, {"type": "http.response.start", "status": 200, "headers": headers})
        if not begun or (wire.is_packed and not step(wire.send, body(BEGIN))):
            wire.cut()
        elif self.broadcaster.withdrawn_at > asked_at:
            wire.end(come_back())  # a right was taken since the door was asked: whoever still has one comes again
        else:
            self.hub.add(wire)
            wire.bear(max(LEAST, min(MOST, FOR_ALL // self.hub.count)))
            wire.write(come_back() + b"id: %d\n" % self.ring.head + (missed or b"\n"))

    async def _in_pool[*A, R](self, work: Callable[[*A], R], *args: *A) -> R:
        return await asyncio.get_running_loop().run_in_executor(self._pool, _on_good_connection, work, *args)


async def refuse(send: Send, status: int) -> None:
    """Answer with a status and nothing else, so that a stranger learns nothing."""
    headers = [(b"content-length", b"0"), (b"cache-control", b"no-store")]
    await send(
        {
            "type": "http.response.start",
            "status": status,
            "headers": headers + ([(b"retry-after", b"5")] if status == FULL else []),
        }
    )
    await send(body(b"", is_last=True))


def _on_good_connection[*A, R](work: Callable[[*A], R], *args: *A) -> R:
    """Django looks after the connections of web requests only; these threads keep theirs as long."""
    close_old_connections()
    return work(*args)
