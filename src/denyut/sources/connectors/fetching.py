"""Asking an address outside: listed hosts only, at the address that was checked, through few redirects that are checked again."""

import http.client
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import SplitResult, urljoin, urlsplit

from denyut.lib.addresses import Unreachable, place_of_host
from denyut.lib.calling import called
from denyut.sources.models import Target
from denyut.sources.troubles import Trouble

SECONDS = 30.0
BYTES = 20_000_000
REDIRECTS = 3
MOVED = (301, 302, 303, 307, 308)


@dataclass(frozen=True)
class Answer:
    """What came back: the body, and the address it came from."""

    body: bytes
    url: str


def target_for(host: str) -> Target:
    """The listed host. Raises Trouble for one that administrators did not list."""
    target = Target.objects.filter(host=host.casefold().rstrip(".")).first()
    if target is None:
        raise Trouble("not_allowed", host=host[:200])
    return target


def fetched(url: str, headers: Mapping[str, str], *, seconds: float = SECONDS) -> Answer:
    """GET an address. Headers, which may hold secrets, go to the first host alone. Raises Trouble."""
    first = urlsplit(url).hostname
    for _step in range(REDIRECTS + 1):
        parts = _checked(url)
        status, location, body = _asked(parts, headers if parts.hostname == first else {}, seconds)
        if status not in MOVED:
            if status != http.HTTPStatus.OK:
                raise Trouble("status", status=status)
            return Answer(body, url)
        url = urljoin(url, location)
    raise Trouble("redirects", limit=REDIRECTS)


def _checked(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        is_whole = bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:
        is_whole = False
    if not is_whole or parts.scheme not in ("http", "https") or parts.username or parts.password:
        raise Trouble("url")
    return parts


def _asked(parts: SplitResult, headers: Mapping[str, str], seconds: float) -> tuple[int, str, bytes]:
    host, target = parts.hostname or "", target_for(parts.hostname or "")
    if parts.scheme == "http" and not target.is_private:
        raise Trouble("not_encrypted")
    port = parts.port or (443 if parts.scheme == "https" else 80)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    usual = {"Host": parts.netloc, "Accept": "application/json", "Accept-Encoding": "identity", "User-Agent": "Denyut"}
    try:
        place = place_of_host(host, port, may_be_private=target.is_private)
        with called(parts.scheme, host, place, seconds) as connection:
            connection.request("GET", path, headers={**usual, **headers})
            answer = connection.getresponse()
            body = answer.read(BYTES + 1)
    except TimeoutError as error:
        raise Trouble("timeout", seconds=int(seconds)) from error
    except Unreachable as error:
        raise Trouble("unreachable", words=str(error)) from error
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise Trouble("unreachable", words=str(error)[:200] or type(error).__name__) from error
    if len(body) > BYTES:
        raise Trouble("too_big", limit=BYTES // 1_000_000)
    return answer.status, answer.getheader("Location") or "", body
