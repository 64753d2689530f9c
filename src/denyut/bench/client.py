"""What comes in over HTTP: connections that stay open, and loads at a steady rate or as fast as answers come."""

import http.client
import json
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

from django.conf import settings

from denyut.bench.server import Failed

DOORS = 16
PATIENCE, IDLE = 30.0, 2.0


@dataclass(frozen=True)
class Answer:
    """What came back, and when it was asked and had come (monotonic ns)."""

    status: int
    content: bytes
    asked: int
    came: int

    @property
    def ms(self) -> float:
        """Milliseconds between asking and having the whole answer."""
        return (self.came - self.asked) / 1e6

    def value(self) -> Any:
        """The JSON in it. Raises Failed when it is a refusal."""
        if self.status >= http.HTTPStatus.BAD_REQUEST:
            raise Failed(f"The server answered {self.status}: {self.content[:300].decode('utf8', 'replace')}")
        return json.loads(self.content)


class Door:
    """A connection to the server that stays open, one for each thread that asks."""

    def __init__(self, port: int, headers: dict[str, str]) -> None:
        self._port, self._headers, self._own = port, headers, threading.local()

    def get(self, path: str) -> Answer:
        """Ask for a page."""
        return self._ask("GET", path, None)

    def post(self, path: str, content: dict[str, Any]) -> Answer:
        """Send JSON."""
        return self._ask("POST", path, json.dumps(content).encode())

    def _ask(self, method: str, path: str, content: bytes | None) -> Answer:
        connection = self._connection()
        asked = time.monotonic_ns()
        connection.request(method, path, content, {"Content-Type": "application/json", **self._headers})
        response = connection.getresponse()
        said = response.read()
        self._own.used = time.monotonic()
        return Answer(response.status, said, asked, time.monotonic_ns())

    def _connection(self) -> http.client.HTTPConnection:
        """This thread's own. The server closes one that says nothing for some seconds, so that it is opened anew before."""
        if time.monotonic() - getattr(self._own, "used", 0.0) > IDLE:
            self._own.connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=PATIENCE)
        connection: http.client.HTTPConnection = self._own.connection
        return connection


def bearer(port: int, secret: str) -> Door:
    """The way in for a program with an access token."""
    return Door(port, {"Authorization": f"Bearer {secret}"})


def browser(port: int, cookie: str) -> Door:
    """The way in for a browser with this session, which takes compressed pages."""
    return Door(port, {"Cookie": session_cookie(cookie), "Accept-Encoding": "gzip"})


def session_cookie(key: str) -> str:
    """The cookie header of a session."""
    return f"{settings.SESSION_COOKIE_NAME}={key}"


def at_rate[T](rate: float, count: int, work: Callable[[int], T]) -> list[T]:
    """Do `work(0)` … `work(count - 1)` at so many a second, whether the ones before are done or not. Results in order."""
    with ThreadPoolExecutor(DOORS) as pool:
        began = time.monotonic()
        promises = []
        for number in range(count):
            time.sleep(max(0.0, began + number / rate - time.monotonic()))
            promises.append(pool.submit(work, number))
        return [promise.result() for promise in promises]


def without_pause[T](seconds: float, hands: int, work: Callable[[], T]) -> tuple[list[T], float]:
    """Let each of so many hands do `work` again and again. Returns what came of it, and the seconds it took."""
    began = time.monotonic()
    ends = began + seconds

    def go_on(_hand: int) -> list[T]:
        done = []
        while time.monotonic() < ends:
            done.append(work())
        return done

    with ThreadPoolExecutor(hands) as pool:
        done = [one for some in pool.map(go_on, range(hands)) for one in some]
    return done, time.monotonic() - began
