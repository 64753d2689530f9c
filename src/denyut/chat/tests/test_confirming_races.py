"""Two at once: confirming twice is once, the count is exact, and nobody spends the same urgent call twice."""

import threading
from collections.abc import Callable, Iterator
from contextlib import suppress

import pytest
from django.db import connection

from denyut.chat.actions import confirm_ding, confirm_line, ding, open_room, say
from denyut.chat.models import Call, Confirmation, Ding
from denyut.spine import writer
from denyut.spine.access import Refused
from denyut.spine.events import breaks
from denyut.spine.models import Event
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(params=["one writer", "no writer"])
def hands(request: pytest.FixtureRequest) -> Iterator[None]:
    """Deeds through the writer of a serving process, and from threads that write by themselves."""
    if request.param == "one writer":
        writer.start()
    yield
    writer.stop()


def at_once(*works: Callable[[], object]) -> None:
    def do(work: Callable[[], object]) -> None:
        with suppress(Refused):
            work()
        connection.close()

    threads = [threading.Thread(target=do, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def test_confirming_a_message_twice_at_once_is_once(world: World, hands: None) -> None:
    room = open_room(world.mei, name="Care", people=[world.bo, world.cem])
    line = say(world.mei, room, text="Read this", must_confirm=True)
    at_once(*[lambda person=person: confirm_line(person, line) for person in (world.bo, world.bo, world.cem)])
    assert Event.objects.filter(verb="chat.confirmed").count() == 2
    assert not Confirmation.objects.filter(confirmed_at=None).exists()
    line.refresh_from_db()
    assert line.edition == 2
    assert list(breaks()) == []


def test_confirming_a_ding_twice_at_once_is_once(world: World, hands: None) -> None:
    made = ding(world.mei, [world.bo], text="Come", reason="truck", cannot_wait=True)
    at_once(*[lambda: confirm_ding(world.bo, made) for _hand in range(3)])
    assert Event.objects.filter(verb="chat.ding_confirmed").count() == 1
    assert Call.objects.get().next_at is None


def test_nobody_spends_the_last_call_twice(world: World, hands: None) -> None:
    for _number in range(4):
        ding(world.mei, [world.bo], text="Come", reason="truck")
    at_once(*[lambda: ding(world.mei, [world.bo], text="Come", reason="truck") for _hand in range(3)])
    assert Ding.objects.count() == 5
