"""The address a server listens on."""

import errno
import os
import socket
from ipaddress import ip_address

from denyut.live.serve import listen
from denyut.spine.access import Conflict, Unavailable

# Browsers keep passkeys for names, not for numbers.
HERE = {"0.0.0.0", "::", "127.0.0.1", "::1"}  # noqa: S104


def opened(host: str, port: int) -> socket.socket:
    """A listening socket.

    Port 0 takes any that is free. Raises Conflict when it is taken, Unavailable when it can't be had.
    """
    try:
        return listen(host, port)
    except OSError as error:
        told = {"host": host, "port": port, "reason": os.strerror(error.errno) if error.errno else str(error)}
        if error.errno == errno.EADDRINUSE:
            taken = "Port %(port)d on %(host)s is in use. Choose another one with --port; 0 takes any that is free."
            raise Conflict(taken % told, code="port_in_use") from error
        refused = "Port %(port)d on %(host)s can't be opened: %(reason)s. Choose others with --host and --port."
        raise Unavailable(refused % told, code="no_port") from error


def address_of(door: socket.socket) -> str:
    """The address at which a browser on this machine finds it."""
    host, port = door.getsockname()[:2]
    name = "localhost" if host in HERE else host
    return f"http://[{name}]:{port}/" if ":" in name else f"http://{name}:{port}/"


def is_loopback(door: socket.socket) -> bool:
    """Whether only this machine reaches it."""
    return ip_address(door.getsockname()[0]).is_loopback
