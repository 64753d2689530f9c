"""Asking Django inside this process: how long an answer takes, how many queries, how many bytes."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from denyut.bench.server import Failed
from denyut.people.models import Person


@dataclass(frozen=True)
class Page:
    """An answer: what it took in milliseconds, its queries and its content."""

    ms: float
    queries: int
    content: bytes


def signed_in(person: Person) -> Client:
    """A browser of this person that takes compressed pages."""
    client = Client(SERVER_NAME="localhost", HTTP_ACCEPT_ENCODING="gzip", raise_request_exception=True)
    client.force_login(person)
    return client


def visit(ask: Callable[[], Any]) -> Page:
    """What one request takes. Raises Failed when it is refused."""
    began = time.perf_counter()
    response = ask()
    took = (time.perf_counter() - began) * 1e3
    if response.status_code >= 400:
        raise Failed(f"The answer was {response.status_code}: {response.content[:300].decode('utf8', 'replace')}")
    return Page(took, 0, response.content)


def queries_of(work: Callable[[], Any]) -> int:
    """How many queries a piece of work needs."""
    with CaptureQueriesContext(connection) as queries:
        work()
    return len(queries)


def repeat(count: int, work: Callable[[int], Any]) -> list[float]:
    """Milliseconds that each of `work(0)` … `work(count - 1)` takes."""
    taken = []
    for number in range(count):
        began = time.perf_counter()
        work(number)
        taken.append((time.perf_counter() - began) * 1e3)
    return taken
