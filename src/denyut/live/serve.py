"""Serving: one process by default, several that share the listening socket when asked for."""

import resource
import socket

import uvicorn
from django.conf import settings
from django.utils.module_loading import import_string

from denyut.live import supervisor
from denyut.live.root import Root

# The kernel would keep up to 4 MB for each reader who has stopped reading, and never say so.
SEND_BUFFER = 65_536
SILENCE_MS = 20_000
BACKLOG = 2048
SECONDS_TO_FINISH = 10


class Server(uvicorn.Server):
    """A server that sends open pages away before it waits for its connections to end."""

    def __init__(self, config: uvicorn.Config, root: Root) -> None:
        super().__init__(config)
        self._root = root

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._root.live.farewell()
        await super().shutdown(sockets)


def serve(host: str, port: int, workers: int = 1) -> None:
    """Serve settings.ASGI_APPLICATION, a `Root`, until told to stop. Raises OSError when the address is taken."""
    with listen(host, port) as door:
        if workers == 1:
            run(door)
        else:
            supervisor.keep(door, workers)


def listen(host: str, port: int) -> socket.socket:
    """A listening socket. What is set on it holds for every connection it accepts."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    door = socket.create_server((host, port), family=family, backlog=BACKLOG)
    door.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SEND_BUFFER)
    if hasattr(socket, "TCP_USER_TIMEOUT"):
        door.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, SILENCE_MS)
    return door


def run(door: socket.socket) -> None:
    """Serve on this socket in this process."""
    _soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    root: Root = import_string(settings.ASGI_APPLICATION)
    config = uvicorn.Config(
        root,
        http="httptools",
        ws="none",
        lifespan="on",
        access_log=False,
        log_config=None,
        server_header=False,
        backlog=BACKLOG,
        timeout_graceful_shutdown=SECONDS_TO_FINISH,
    )
    Server(config, root).run(sockets=[door])
