"""The operator's own gateway for urgent calls (a text message, a phone call): one signed HTTP POST to one configured address."""

import hashlib
import hmac
import json
import socket
import ssl
from http.client import HTTPConnection, HTTPException
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings

from denyut.spine import clock

PATIENCE_SECONDS = 10


class NotReached(Exception):
    """The gateway did not take the call, or is an address that we never call."""


def is_configured() -> bool:
    """Whether the operator has named a gateway."""
    return bool(settings.GATEWAY_URL)


def reach(words: dict[str, Any]) -> None:
    """Hand these words to the gateway as JSON. Raises NotReached.

    The header Denyut-Signature is "t=<seconds>,v1=<HMAC-SHA-256 of "<seconds>.<body>">" under DENYUT_GATEWAY_SECRET, in hex.
    """
    body = json.dumps(words, ensure_ascii=False).encode()
    headers = {"Content-Type": "application/json", "Denyut-Signature": signature(body)}
    url = urlsplit(settings.GATEWAY_URL)
    path = (url.path or "/") + (f"?{url.query}" if url.query else "")
    try:
        connection = _connected(url.scheme, url.hostname or "", url.port)
        try:
            connection.request("POST", path, body, headers)
            status = connection.getresponse().status
        finally:
            connection.close()
    except (OSError, HTTPException, ValueError) as error:
        raise NotReached(str(error)) from error
    if not 200 <= status < 300:
        raise NotReached(f"the gateway answered {status}")


def signature(body: bytes) -> str:
    """What proves to the gateway that the words come from here and now."""
    seconds = int(clock.now().timestamp())
    signed = hmac.new(settings.GATEWAY_SECRET.encode(), b"%d.%b" % (seconds, body), hashlib.sha256)
    return f"t={seconds},v1={signed.hexdigest()}"


def _connected(scheme: str, host: str, port: int | None) -> HTTPConnection:
    """A connection to the very address that was looked at: a name may lead elsewhere the next time it is asked."""
    if scheme not in ("http", "https"):
        raise NotReached("the gateway's address begins with neither http: nor https:")
    port = port or (443 if scheme == "https" else 80)
    address = str(socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][4][0])
    if not (settings.GATEWAY_MAY_BE_PRIVATE or ip_address(address.partition("%")[0]).is_global):
        raise NotReached(f"{host} lies in a private network; DENYUT_GATEWAY_PRIVATE=1 allows that")
    connection = HTTPConnection(host, port, timeout=PATIENCE_SECONDS)
    plain = socket.create_connection((address, port), PATIENCE_SECONDS)
    secure = ssl.create_default_context()
    connection.sock = secure.wrap_socket(plain, server_hostname=host) if scheme == "https" else plain
    return connection
