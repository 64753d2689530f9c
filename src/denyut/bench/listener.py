"""The other end of many streams, as a process of its own that loads no Django: opens them, reads, and notes when each event came.

It takes one JSON line that says what to open, answers one when all are open, and one for each line that asks for a report.
"""

import json
import os
import re
import resource
import select
import socket
import sys
import time
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

# The end of a message and of the chunk that carries it, as it is and packed; a packed stream begins with ten bytes that say so.
END, END_PACKED = b"\n\n\r\n", b"\x00\x00\xff\xff\r\n"
BEGIN = b"\x1f\x8b\x08"
PIECE, OPENING_AT_ONCE, TICK = 262_144, 200, 0.05
EVENT, LINE = re.compile(rb"^id: (\d+)\ndata:", re.M), re.compile(rb'data-id="line-(\d+)"')


@dataclass(slots=True)
class Stream:
    """One open stream: what came of an unfinished message, the newest event and chat line, and how many lines since the last report."""

    socket: socket.socket
    rest: bytes = b""
    is_open: bool = False
    event: int = 0
    line: int = 0
    lines: int = 0


@lru_cache(maxsize=512)
def told(text: bytes) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The events and chat lines in a text. Streams that listen to the same get the same bytes, so that this is worked out once."""
    if text.endswith(END_PACKED):
        text = b"".join(zlib.decompressobj(-zlib.MAX_WBITS).decompress(chunk) for chunk in _chunks(text))
    return tuple(map(int, EVENT.findall(text))), tuple(map(int, LINE.findall(text)))


def _chunks(text: bytes) -> Iterator[bytes]:
    """The pieces in which a packed stream came, without its head and its beginning."""
    rest = text.partition(b"\r\n\r\n")[2] if text.startswith(b"HTTP/") else text
    while rest:
        size, _end, rest = rest.partition(b"\r\n")
        chunk, rest = rest[: int(size, 16)], rest[int(size, 16) + 2 :]
        if not chunk.startswith(BEGIN):
            yield chunk


class Listener:
    """Reads all streams. `arrivals` holds for each event the first and the last moment (monotonic ns) and how many streams had it."""

    def __init__(self) -> None:
        self.poll = select.epoll()
        self.streams: dict[int, Stream] = {}
        self.open = self.lost = self.disorder = self.bytes = 0
        self.arrivals: dict[int, list[int]] = {}

    def open_all(self, port: int, requests: Iterator[bytes]) -> None:
        """Open a stream for each request, some at a time. Raises ConnectionError when one is refused."""
        for request in requests:
            while len(self.streams) - self.open >= OPENING_AT_ONCE:
                self.read(TICK)
            own = socket.create_connection(("127.0.0.1", port))
            own.setblocking(False)
            own.send(request)
            self.streams[own.fileno()] = Stream(own)
            self.poll.register(own.fileno(), select.EPOLLIN)
        while self.open < len(self.streams):
            self.read(TICK)

    def read(self, patience: float) -> bool:
        """Read what there is within `patience` seconds. True when a command waits on the standard input."""
        is_asked = False
        for number, _what in self.poll.poll(patience):
            if number == sys.stdin.fileno():
                is_asked = True
            else:
                self._take(self.streams[number])
        return is_asked

    def report(self, until: int, patience: float) -> dict[str, Any]:
        """What came since the last report, when every stream has event `until` or patience is at an end."""
        ends = time.monotonic() + patience
        while time.monotonic() < ends and any(s.event < until for s in self.streams.values()):
            self.read(TICK)
        counts = [stream.lines for stream in self.streams.values()]
        said = {"arrivals": self.arrivals, "lines": [min(counts), max(counts)], "bytes": self.bytes, "lost": self.lost}
        said |= {"disorder": self.disorder, "behind": sum(s.event < until for s in self.streams.values())}
        self.arrivals, self.bytes, self.disorder = {}, 0, 0
        for stream in self.streams.values():
            stream.lines = 0
        return said

    def _take(self, stream: Stream) -> None:
        piece = stream.socket.recv(PIECE)
        now = time.monotonic_ns()
        if not piece:
            self.lost += 1
            self.poll.unregister(stream.socket.fileno())
            return
        self.bytes += len(piece)
        text = stream.rest + piece if stream.rest else piece
        if not stream.is_open and not text.startswith(b"HTTP/1.1 200"):
            raise ConnectionError(text[:80].decode("latin-1"))
        if not text.endswith((END, END_PACKED)):
            stream.rest = text
            return
        stream.rest = b""
        self.open += not stream.is_open
        stream.is_open = True
        self._note(stream, now, *told(text))

    def _note(self, stream: Stream, now: int, events: tuple[int, ...], lines: tuple[int, ...]) -> None:
        for event in events:
            arrival = self.arrivals.setdefault(event, [now, now, 0])
            arrival[1], arrival[2] = now, arrival[2] + 1
            stream.event = event
        for line in lines:
            self.disorder += line <= stream.line
            stream.line = line
            stream.lines += 1


def main() -> None:
    """Do what the standard input says, until it ends."""
    _soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    wish = json.loads(sys.stdin.readline())
    os.sched_setaffinity(0, wish["cores"])
    listener, started = Listener(), time.monotonic()
    listener.open_all(wish["port"], _requests(wish))
    tell({"opened": len(listener.streams), "seconds": time.monotonic() - started})
    listener.poll.register(sys.stdin.fileno(), select.EPOLLIN)
    while True:
        if listener.read(TICK):
            line = sys.stdin.readline()
            if not line:
                break
            tell(listener.report(**json.loads(line)))


def tell(what: dict[str, Any]) -> None:
    """Answer with one line."""
    print(json.dumps(what), flush=True)


def _requests(wish: dict[str, Any]) -> Iterator[bytes]:
    for number in range(wish["streams"]):
        cookie = wish["cookies"][number % len(wish["cookies"])]
        yield f"GET {wish['path']} HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: {cookie}\r\nAccept-Encoding: gzip\r\n\r\n".encode()


if __name__ == "__main__":
    main()
