"""Posting one message to one address: bounded in time and size, to a checked address, following nothing."""

import http.client
import time
from dataclasses import dataclass
from urllib.parse import urlsplit

from denyut.hooks.reach import Unreachable, place_of
from denyut.lib.calling import called

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
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    with called(parts.scheme, parts.hostname or "", place_of(parts), seconds) as connection:
        connection.request("POST", path, body, {"Host": parts.netloc, **headers})
        answer = connection.getresponse()
        return answer.status, answer.read(READ).decode("utf8", "replace")
