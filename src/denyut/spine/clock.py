"""The one clock. Deeds ask it for the time, so that a company's history can be told as it happened."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime

from django.utils import timezone

_set_to: ContextVar[datetime | None] = ContextVar("clock", default=None)


def now() -> datetime:
    """The current moment in UTC, or the moment set by `at`."""
    return _set_to.get() or timezone.now()


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Let `now` answer `moment` (aware) inside the block. For telling history: demo companies and tests."""
    token = _set_to.set(moment)
    try:
        yield
    finally:
        _set_to.reset(token)
