"""The operator's gateway: signed, and never an address inside unless that was allowed."""

import hashlib
import hmac
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest

from denyut.chat import gateway

WORDS = {"text": "Datang – sekarang", "times": 3}


class Door(BaseHTTPRequestHandler):
    answer = 204

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.heard.append((self.path, body, self.headers["Denyut-Signature"]))  # type: ignore[attr-defined]
        self.send_response(self.answer)
        self.end_headers()

    def log_message(self, *words: Any) -> None:
        return


@pytest.fixture
def door(settings: Any) -> Iterator[HTTPServer]:
    server = HTTPServer(("127.0.0.1", 0), Door)
    server.heard = []  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    settings.GATEWAY_URL = f"http://127.0.0.1:{server.server_port}/call?to=sms"
    settings.GATEWAY_SECRET, settings.GATEWAY_MAY_BE_PRIVATE = "secret", True
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def test_the_words_arrive_signed(door: Any) -> None:
    gateway.reach(WORDS)
    [(path, body, signature)] = door.heard
    seconds, signed = (part.partition("=")[2] for part in signature.split(","))
    assert (path, json.loads(body)) == ("/call?to=sms", WORDS)
    assert signed == hmac.new(b"secret", f"{seconds}.".encode() + body, hashlib.sha256).hexdigest()


def test_a_refusal_is_not_reached(door: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Door, "answer", 500)
    with pytest.raises(gateway.NotReached):
        gateway.reach(WORDS)


@pytest.mark.parametrize("host", ["127.0.0.1", "10.1.2.3", "169.254.169.254", "[::1]", "192.168.0.7"])
def test_an_address_inside_is_never_called(settings: Any, host: str) -> None:
    settings.GATEWAY_URL, settings.GATEWAY_MAY_BE_PRIVATE = f"http://{host}:9/x", False
    with pytest.raises(gateway.NotReached, match="private network"):
        gateway.reach(WORDS)


def test_a_strange_address_is_never_called(settings: Any) -> None:
    settings.GATEWAY_URL = "file:///etc/passwd"
    with pytest.raises(gateway.NotReached):
        gateway.reach(WORDS)


def test_nothing_is_configured_by_itself(settings: Any) -> None:
    settings.GATEWAY_URL = ""
    assert not gateway.is_configured()
