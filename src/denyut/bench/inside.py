"""Asking Django inside this process: how long an answer takes, how many queries, how many bytes."""

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from denyut.bench.server import Failed
from denyut.bench.table import Figure, quantile
from denyut.people.models import Person
from denyut.spine import writer


@dataclass(frozen=True)
class Lap[T]:
    """What one go took in milliseconds, by the clock and on the processor, and what came of it."""

    ms: float
    cpu: float
    result: T


def signed_in(person: Person) -> Client:
    """A browser of this person that takes compressed pages."""
    client = Client(SERVER_NAME="localhost", HTTP_ACCEPT_ENCODING="gzip", raise_request_exception=True)
    client.force_login(person)
    return client


def visit(ask: Callable[[], Any]) -> bytes:
    """The content of an answer. Raises Failed when it is a refusal."""
    response = ask()
    if response.status_code >= HTTPStatus.BAD_REQUEST:
        raise Failed(f"The answer was {response.status_code}: {response.content[:300].decode('utf8', 'replace')}")
    content: bytes = response.content
    return content


@contextmanager
def writing() -> Iterator[None]:
    """The writer at work in this process during the block, as in a serving one."""
    writer.start()
    try:
        yield
    finally:
        writer.stop()


def queries_of(work: Callable[[], Any]) -> int:
    """How many queries a piece of work needs."""
    with CaptureQueriesContext(connection) as queries:
        work()
    return len(queries)


def laps[T](count: int, work: Callable[[int], T]) -> list[Lap[T]]:
    """Do `work(0)` … `work(count - 1)` one after the other."""
    done = []
    for number in range(count):
        began, worked = time.perf_counter(), time.process_time()
        result = work(number)
        done.append(Lap((time.perf_counter() - began) * 1e3, (time.process_time() - worked) * 1e3, result))
    return done


def clocked(some: Iterable[Lap[Any]]) -> list[float]:
    """What each took by the clock."""
    return [lap.ms for lap in some]


def on_processor(some: Iterable[Lap[Any]]) -> Figure:
    """What half of them needed of the processor at most: it tells more than the clock where others use the machine too."""
    return Figure("… on the processor, p50", quantile([lap.cpu for lap in some], 0.5), "ms")
