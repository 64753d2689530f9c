import asyncio
from collections.abc import Callable, Iterable
from io import BytesIO
from typing import Any

import pytest

from denyut.live import bridge as module
from denyut.live.bridge import Bridge, FileParts
from denyut.live.wire import Message

type Start = Callable[..., Any]


class Client:
    """A request in pieces, and the answer as it came."""

    def __init__(self, *pieces: bytes, method: str = "POST", path: str = "/", **headers: str) -> None:
        self.pieces = list(pieces) or [b""]
        raw = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
        self.scope = {
            "type": "http",
            "method": method,
            "path": path,
            "query_string": b"q=%C3%A9",
            "headers": raw,
            "http_version": "1.1",
        }
        self.status, self.headers, self.bodies = 0, {}, []

    async def receive(self) -> Message:
        if not self.pieces:
            return {"type": "http.disconnect"}
        return {"type": "http.request", "body": self.pieces.pop(0), "more_body": bool(self.pieces)}

    async def send(self, message: Message) -> None:
        self.status = message.get("status", self.status)
        self.headers.update(message.get("headers", []))
        self.bodies.append(message.get("body", b""))

    @property
    def body(self) -> bytes:
        return b"".join(self.bodies)


def _asked(client: Client, app: Callable[..., Any]) -> Client:
    bridge = Bridge(app, 1)
    asyncio.run(bridge(client.scope, client.receive, client.send))  # type: ignore[arg-type]
    bridge.pool.shutdown()
    return client


def echo(environ: dict[str, Any], start: Start) -> Iterable[bytes]:
    start("201 Created", [("X-Length", environ["CONTENT_LENGTH"]), ("X-Path", environ["PATH_INFO"])])
    return [environ["wsgi.input"].read()]


def never(environ: dict[str, Any], start: Start) -> Iterable[bytes]:
    raise AssertionError("not to be asked")


def test_a_request_goes_in_and_its_answer_comes_out() -> None:
    client = _asked(Client(b"one ", b"two", path="/café/"), echo)
    assert (client.status, client.body) == (201, b"one two")
    assert client.headers == {b"x-length": b"7", b"x-path": "/café/".encode()}


def test_headers_are_handed_over_and_one_that_could_pass_for_another_is_dropped() -> None:
    seen: dict[str, Any] = {}

    def app(environ: dict[str, Any], start: Start) -> Iterable[bytes]:
        seen.update(environ)
        start("200 OK", [])
        return []

    client = Client(content_type="text/plain", x_forwarded_for="1.2.3.4")
    client.scope["headers"] += [(b"x_forwarded_for", b"6.6.6.6"), (b"cookie", b"a=1"), (b"cookie", b"b=2")]  # type: ignore[operator]
    _asked(client, app)
    assert (seen["CONTENT_TYPE"], seen["HTTP_X_FORWARDED_FOR"], seen["HTTP_COOKIE"]) == (
        "text/plain",
        "1.2.3.4",
        "a=1; b=2",
    )
    assert (seen["QUERY_STRING"], seen["CONTENT_LENGTH"]) == ("q=%C3%A9", "0")


@pytest.mark.parametrize(
    ("kind", "limit"), [("application/json", module.FORM), ("multipart/form-data; boundary=x", module.FILES)]
)
def test_a_body_that_says_it_is_too_large_is_refused_unread(kind: str, limit: int) -> None:
    client = _asked(Client(b"x", content_type=kind, content_length=str(limit + 1)), never)
    assert (client.status, client.pieces) == (413, [b"x"])
    assert _asked(Client(b"x", content_type=kind, content_length=str(limit)), echo).status == 201


def test_a_body_that_does_not_say_is_refused_when_it_has_grown_too_large() -> None:
    client = _asked(Client(*[b"x" * 400_000] * 9), never)
    assert (client.status, len(client.pieces)) == (413, 6)


def test_a_client_that_left_is_not_served() -> None:
    client = Client()
    client.pieces = []
    assert _asked(client, never).status == 408


def test_a_client_that_takes_forever_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    class Slow(Client):
        async def receive(self) -> Message:
            await asyncio.Event().wait()
            raise AssertionError

    monkeypatch.setattr(module, "SECONDS_FOR_BODY", 0)
    assert _asked(Slow(), never).status == 408


def test_too_many_waiting_are_asked_to_come_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "WAITING_AT_MOST", 0)
    client = _asked(Client(), never)
    assert (client.status, client.headers[b"retry-after"]) == (503, b"5")


def test_a_large_answer_is_sent_in_pieces_and_its_source_is_closed() -> None:
    class Parts:
        is_closed = False

        def __iter__(self) -> Any:
            return iter([b"x" * 1_000_000] * 3)

        def close(self) -> None:
            self.is_closed = True

    parts = Parts()

    def app(environ: dict[str, Any], start: Start) -> Parts:
        start("200 OK", [])
        return parts

    client = _asked(Client(), app)
    assert (len(client.body), max(map(len, client.bodies)), parts.is_closed) == (3_000_000, module.PIECE, True)


def test_a_file_is_sent_as_it_is_and_closed() -> None:
    file = BytesIO(b"y" * 100_000)

    def app(environ: dict[str, Any], start: Start) -> FileParts:
        start("200 OK", [])
        return environ["wsgi.file_wrapper"](file, 4096)  # type: ignore[no-any-return]

    assert _asked(Client(), app).body == b"y" * 100_000
    assert file.closed
