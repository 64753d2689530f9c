"""Calling another machine by HTTP: at the address that was checked, and with one patience for the whole call."""

import http.client
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from denyut.lib.addresses import Place


@contextmanager
def called(scheme: str, host: str, place: Place, seconds: float) -> Iterator[http.client.HTTPConnection]:
    """An open connection to the checked place, hung up after `seconds` in all. Raises OSError."""
    connection = _connection(scheme, host, place, seconds)
    connection.connect()
    # Each read has its own patience, so that one byte a second would never end; the whole has this one.
    guard = threading.Timer(seconds, _hang_up, [connection.sock])
    guard.daemon = True
    guard.start()
    try:
        yield connection
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
