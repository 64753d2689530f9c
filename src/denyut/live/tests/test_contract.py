"""What the broadcaster takes for granted about the server it runs under. A new uvicorn must pass here first."""

import asyncio
import socket
from collections.abc import Awaitable, Callable
from typing import Any

import uvicorn

from denyut.live.serve import SEND_BUFFER, SILENCE_MS, listen
from denyut.live.wire import Receive, Scope, Send, body, step

PIECE = body(b"x" * 8192)


async def _served(talk: Callable[[Send, Receive, socket.socket], Awaitable[None]]) -> None:
    """Serve one request with `talk`, whose third argument is the client's socket."""
    done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
    client = socket.socket()

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await talk(send, receive, client)
            done.set_result(None)
        except BaseException as error:
            done.set_exception(error)
            raise

    door = listen("127.0.0.1", 0)
    config: Any = {"http": "httptools", "ws": "none", "lifespan": "off", "log_config": None, "access_log": False}
    server = uvicorn.Server(uvicorn.Config(app, timeout_graceful_shutdown=1, **config))
    serving = asyncio.create_task(server._serve([door]))
    client.connect(door.getsockname())
    client.sendall(b"GET / HTTP/1.1\r\nHost: test\r\n\r\n")
    try:
        await asyncio.wait_for(done, 30)
    finally:
        client.close()
        server.should_exit = True
        await serving


def _run(talk: Callable[[Send, Receive, socket.socket], Awaitable[None]]) -> None:
    with asyncio.Runner(loop_factory=uvicorn.Config(lambda: None).get_loop_factory()) as runner:
        runner.run(_served(talk))


def test_send_never_waits_unless_the_reader_has_stopped_and_says_so_before_it_has_written() -> None:
    async def talk(send: Send, receive: Receive, client: socket.socket) -> None:
        cycle: Any = send.__self__  # type: ignore[attr-defined]
        assert step(send, {"type": "http.response.start", "status": 200, "headers": []})
        written = 0
        while not cycle.flow.write_paused:
            assert step(send, PIECE)
            written += 1
            assert written < 1000, "a reader who has stopped is never noticed"
        held = cycle.transport.get_write_buffer_size()
        assert not step(send, PIECE)
        assert cycle.transport.get_write_buffer_size() == held
        cycle.transport.abort()

    _run(talk)


def test_aborting_the_transport_ends_the_stream() -> None:
    async def talk(send: Send, receive: Receive, client: socket.socket) -> None:
        assert step(send, {"type": "http.response.start", "status": 200, "headers": []})
        assert (await receive())["type"] == "http.request"
        send.__self__.transport.abort()  # type: ignore[attr-defined]
        assert (await receive())["type"] == "http.disconnect"
        assert step(send, PIECE), "writing to a stream that is gone is harmless"

    _run(talk)


def test_a_last_message_ends_the_stream() -> None:
    async def talk(send: Send, receive: Receive, client: socket.socket) -> None:
        assert step(send, {"type": "http.response.start", "status": 200, "headers": []})
        assert (await receive())["type"] == "http.request"
        assert step(send, body(b"bye", is_last=True))
        assert (await receive())["type"] == "http.disconnect"

    _run(talk)


def test_what_is_set_on_the_listening_socket_holds_for_its_connections() -> None:
    with listen("127.0.0.1", 0) as door, socket.create_connection(door.getsockname()):
        accepted, _address = door.accept()
        with accepted:
            # Linux doubles the size for its own bookkeeping.
            assert accepted.getsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF) == 2 * SEND_BUFFER
            assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT) == SILENCE_MS
