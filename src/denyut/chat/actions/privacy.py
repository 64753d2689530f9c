"""What is nobody's but the actor's, though they asked for it in a room: it is recorded without that place."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from denyut.spine.events import door


@contextmanager
def nowhere() -> Iterator[None]:
    """Inside a deed: what is recorded here happened in no room, so that neither the room nor its webhooks hear of it."""
    token = door.set(replace(door.get(), place=""))
    try:
        yield
    finally:
        door.reset(token)
