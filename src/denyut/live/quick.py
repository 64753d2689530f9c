"""Quick doors: requests that come so often that they go past Django, straight to the one hand that writes.

A quick door knows how a thing goes when all is well. Whatever else comes (a refusal, a wish it does not know, a full storage) is
undone and answered by Django, which knows everything: so there is one place for each sentence, and nothing depends on this one.
"""

import asyncio
import re
from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass
from typing import Any

from django.db import close_old_connections

from denyut.live.wire import Scope, Send, body
from denyut.spine import writer


@dataclass(frozen=True, slots=True)
class Asked:
    """A request: the numbers in its path, its headers with small letters, and its whole body."""

    numbers: tuple[int, ...]
    headers: dict[bytes, bytes]
    content: bytes


@dataclass(frozen=True, slots=True)
class Told:
    """An answer, and what is to be done `afterwards`, when it is on its way."""

    status: int
    headers: list[tuple[bytes, bytes]]
    content: bytes
    afterwards: Callable[[], object]


class TakeTheLongWay(Exception):
    """This is not for a quick door. What it did is undone, and Django answers."""


# What a door does inside the writer's transaction, and what it then says, once that is kept.
type Work = Callable[[], Any]
type Answer = Callable[[Any], Told]


@dataclass(frozen=True, slots=True)
class Quick:
    """A quick door at POST addresses of this `path`. `reads` makes of a request what is to be done, or raises TakeTheLongWay."""

    path: re.Pattern[str]
    reads: Callable[[Asked], tuple[Work, Answer]]


DOORS: list[Quick] = []


def door_for(scope: Scope) -> tuple[Quick, tuple[int, ...]] | None:
    """The quick door of a request, with the numbers in its address; None where there is none."""
    if scope["method"] == "POST" and not scope["query_string"]:
        for door in DOORS:
            found = door.path.fullmatch(scope["path"])
            if found is not None:
                return door, tuple(map(int, found.groups()))
    return None


async def told(door: Quick, asked: Asked) -> Told | None:
    """What a quick door answers once its work is kept; None when Django has to."""
    try:
        work, answer = door.reads(asked)
        promise = writer.queued(work)
        return None if promise is None else answer(await asyncio.wrap_future(promise))
    except Exception:  # whatever it was, nothing of it was kept, and Django says what it is
        return None


async def send_told(send: Send, answer: Told, pool: Executor) -> None:
    """Send the answer; what comes afterwards is done in the pool."""
    length = (b"content-length", b"%d" % len(answer.content))
    try:
        await send({"type": "http.response.start", "status": answer.status, "headers": [*answer.headers, length]})
        await send(body(answer.content, is_last=True))
    finally:
        pool.submit(_on_good_connection, answer.afterwards)


def _on_good_connection(work: Callable[[], object]) -> None:
    close_old_connections()
    work()
