"""A room of Cem's, with Mei and Bo in it, and a program that may speak there."""

from collections.abc import Callable

import pytest
from django.core.cache import cache

from denyut.chat.actions import open_room
from denyut.chat.models import Line, Room
from denyut.hooks import wanted
from denyut.hooks.actions import open_incoming
from denyut.hooks.models import Incoming
from tests.world import World


@pytest.fixture(autouse=True)
def _fresh() -> None:
    """What is counted by the minute, and which news are wanted, belongs to one test."""
    cache.clear()
    wanted.forget()


@pytest.fixture
def care(world: World) -> Room:
    return open_room(world.cem, name="Care", people=[world.mei, world.bo])


@pytest.fixture
def closed(world: World) -> Room:
    return open_room(world.cem, name="Pay", kind="closed", people=[world.mei])


@pytest.fixture
def program(world: World, care: Room) -> Callable[..., Incoming]:
    """`program("slack")` is an address of this kind in Cem's room, with its token."""

    def let_in(kind: str = "slack", **options: object) -> Incoming:
        return open_incoming(world.cem, care, **{"name": "Builds", "kind": kind, **options})

    return let_in


@pytest.fixture
def said(care: Room) -> Callable[[], list[str]]:
    """What was said in the room so far."""
    return lambda: list(Line.objects.filter(room=care).order_by("id").values_list("text", flat=True))
