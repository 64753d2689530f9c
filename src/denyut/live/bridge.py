"""From the loop to Django: requests run in a fixed pool of threads, and no slow client ever holds one.

A thread gets a request when its body is there in full, and is free again when the answer is made; the loop does the
slow reading and writing. Bodies and answers that are large wait in a temporary file.
"""

import asyncio
import sys
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from dataclasses import dataclass, field
from tempfile import SpooledTemporaryFile
from typing import IO, Any

from denyut.live.quick import Asked, door_for, send_told, told
from denyut.live.stream import refuse
from denyut.live.wire import Receive, Scope, Send, body

FORM, FILES = 1_000_000, 60_000_000
IN_MEMORY, PIECE = 1_000_000, 65_536
SECONDS_FOR_BODY = 300
WAITING_AT_MOST = 400
TOO_SLOW, TOO_LARGE, BUSY = 408, 413, 503


@dataclass(slots=True)
class Answer:
    """What Django made of a request."""

    status: int = 500
    headers: list[tuple[bytes, bytes]] = field(default_factory=list)
    content: Any = field(default_factory=lambda: SpooledTemporaryFile(IN_MEMORY))  # noqa: SIM115  # closed when it is sent

    def start(self, status: str, headers: list[tuple[str, str]], _error: object = None) -> Callable[[bytes], object]:
        """WSGI's start_response."""
        self.status = int(status[:3])
        self.headers = [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in headers]
        return self.content.write  # type: ignore[no-any-return]


class FileParts:
    """WSGI's file_wrapper: a file goes out as it is, without a copy."""

    def __init__(self, file: IO[bytes], _size: int = 0) -> None:
        self.file = file


class Bridge:
    """An ASGI application that runs a WSGI application in `workers` threads."""

    def __init__(self, app: Callable[..., Iterable[bytes] | FileParts], workers: int = 4) -> None:
        self._app, self._waiting = app, 0
        self.pool = ThreadPoolExecutor(workers, thread_name_prefix="web")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        with SpooledTemporaryFile(IN_MEMORY) as content:
            refusal = BUSY if self._waiting >= WAITING_AT_MOST else await _read(scope, receive, content)
            quick = None if refusal else door_for(scope)
            answer = await told(quick[0], _asked(scope, quick[1], content)) if quick else None
            if refusal:
                await refuse(send, refusal)
            elif answer is not None:
                await send_told(send, answer, self.pool)
            else:
                await self._send(send, await self._in_pool(self._answer, environment(scope, content)))

    async def _in_pool(self, work: Callable[[Any], Any], given: Any) -> Any:
        self._waiting += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self.pool, copy_context().run, work, given)
        finally:
            self._waiting -= 1

    def _answer(self, environ: dict[str, Any]) -> Answer:
        answer = Answer()
        parts = self._app(environ, answer.start)
        if isinstance(parts, FileParts):
            answer.content = parts.file
            return answer
        try:
            for part in parts:
                answer.content.write(part)
        finally:
            getattr(parts, "close", lambda: None)()
        answer.content.seek(0)
        return answer

    async def _send(self, send: Send, answer: Answer) -> None:
        try:
            await send({"type": "http.response.start", "status": answer.status, "headers": answer.headers})
            is_at_hand = not getattr(answer.content, "_rolled", True)
            piece = answer.content.read() if is_at_hand else b""
            while not is_at_hand and (piece := await self._in_pool(answer.content.read, PIECE)):
                await send(body(piece))
            await send(body(piece, is_last=True))
        finally:
            answer.content.close()


def _asked(scope: Scope, numbers: tuple[int, ...], content: IO[bytes]) -> Asked:
    content.seek(0)
    return Asked(numbers, dict(scope["headers"]), content.read())


async def _read(scope: Scope, receive: Receive, content: IO[bytes]) -> int:
    """Read the body into `content`. Returns the status of a refusal, or 0."""
    headers = dict(scope["headers"])
    limit = FILES if headers.get(b"content-type", b"").startswith(b"multipart/form-data") else FORM
    if int(headers.get(b"content-length", b"0")) > limit:
        return TOO_LARGE
    try:
        async with asyncio.timeout(SECONDS_FOR_BODY):
            while content.tell() <= limit:
                message = await receive()
                if message["type"] == "http.disconnect":
                    return TOO_SLOW
                content.write(message.get("body", b""))
                if not message.get("more_body", False):
                    break
    except TimeoutError:
        return TOO_SLOW
    return TOO_LARGE if content.tell() > limit else 0


def environment(scope: Scope, content: IO[bytes]) -> dict[str, Any]:
    """A request as WSGI wants it. A header with an underscore is dropped: it could pass for one that the proxy sets."""
    content.seek(0, 2)
    host, port = scope.get("server") or ("localhost", 80)
    environ = {
        "REQUEST_METHOD": scope["method"],
        "SCRIPT_NAME": "",
        "PATH_INFO": scope["path"].encode().decode("latin-1"),
        "QUERY_STRING": scope["query_string"].decode("latin-1"),
        "SERVER_PROTOCOL": f"HTTP/{scope['http_version']}",
        "SERVER_NAME": host,
        "SERVER_PORT": str(port or 0),
        "REMOTE_ADDR": (scope.get("client") or ("",))[0],
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope.get("scheme", "http"),
        "wsgi.input": content,
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
        "wsgi.file_wrapper": FileParts,
    }
    for raw, value in scope["headers"]:
        name = raw.decode("latin-1").upper().replace("-", "_")
        if b"_" not in raw:
            key = name if name in ("CONTENT_TYPE", "CONTENT_LENGTH") else f"HTTP_{name}"
            joint = "; " if name == "COOKIE" else ","
            text = value.decode("latin-1")
            environ[key] = f"{environ[key]}{joint}{text}" if key in environ else text
    environ["CONTENT_LENGTH"] = str(content.tell())
    content.seek(0)
    return environ
