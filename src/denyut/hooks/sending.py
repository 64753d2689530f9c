"""Posting one message to one address: bounded in time and size, to a checked address, following nothing."""

import http.client
import socket
import ssl
import threading
import time
from dataclasses import dataclass
from urllib.parse import urlsplit

from denyut.hooks.reach import Place, Unreachable, place_of

SECONDS = 10.0
READ = 2_000
KEPT = 500


@dataclass(frozen=True)
class Answer:
    """What came of a message: the HTTP `status` (None when nobody answered), how long it took, and how the answer begins."""

    status: int | None
    milliseconds: int
    words: str

    @property
    def is_good(self) -> bool:
        """Any 2xx. A redirect is not followed: it could lead anywhere."""
        return self.status is not None and 200 <= self.status < 300


def post(url: str, body: bytes, headers: dict[str, str], *, seconds: float = SECONDS) -> Answer:
    """Send `body` and wait for the answer, `seconds` in all at most, however slowly the other side speaks."""
    begun = time.monotonic()
    try:
        status, words = _exchange(url, body, headers, seconds)
    except (Unreachable, OSError, http.client.HTTPException, ValueError) as error:
        is_late = time.monotonic() - begun >= seconds
        status, words = None, f"no answer within {seconds:g} seconds" if is_late else str(error) or type(error).__name__
    shown = words.replace("\x00", "")[:KEPT]
    return Answer(status, round((time.monotonic() - begun) * 1000), shown)


def _exchange(url: str, body: bytes, headers: dict[str, str], seconds: float) -> tuple[int, str]:
    parts = urlsplit(url)
    connection = _connection(parts.scheme, parts.hostname or "", place_of(parts), seconds)
    connection.connect()
    # Each read has its own patience, so that one byte a second would never end; the whole has this one.
    guard = threading.Timer(seconds, _hang_up, [connection.sock])
    guard.daemon = True
    guard.start()
    try:
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        connection.request("POST", path, body, {"Host": parts.netloc, **headers})
        answer = connection.getresponse()
        return answer.status, answer.read(READ).decode("utf8", "replace")
    finally:
        guard.cancel()
        connection.close()


def _connection(scheme: str, host: str, place: Place, seconds: float) -> http.client.HTTPConnection:
    if scheme == "https":
        return _Pinned(host, place, seconds)
    return http.client.HTTPConnection(place.address, place.port, timeout=seconds)


class _Pinned(http.client.HTTPSConnection):
    """A connection to the address that was checked, with the certificate of the name it was asked for."""

    def __init__(self, host: str, place: Place, seconds: float) -> None:
        super().__init__(host, place.port, timeout=seconds)
        self._place, self._name, self._trust = place, host, ssl.create_default_context()

    def connect(self) -> None:
        plain = socket.create_connection((self._place.address, self._place.port), self.timeout)
        self.sock = self._trust.wrap_socket(plain, server_hostname=self._name)


def _hang_up(line: socket.socket) -> None:
    try:
        line.shutdown(socket.SHUT_RDWR)
    except OSError:
        return
