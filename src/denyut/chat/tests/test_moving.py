"""What goes along when a message moves into another room, and what the room it left no longer shows."""

import pytest
from django.test import Client

from denyut.chat import drawn
from denyut.chat.actions import edit_line, move_line, open_room, pin_line, say
from denyut.chat.actions.relaying import relay
from denyut.chat.models import Line, Pin, Room
from denyut.chat.parts import quotes
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nothing_drawn() -> None:
    """Lines of different tests bear the same numbers."""
    drawn.forget()


@pytest.fixture
def room(world: World) -> Room:
    return open_room(world.mei, name="Queue", people=[world.bo])


@pytest.fixture
def closed(world: World) -> Room:
    return open_room(world.mei, name="Pay", kind="closed", people=[world.bo])


def stranger(world: World) -> Client:
    browser = Client()
    browser.force_login(world.dora)
    return browser


def test_a_pinned_answer_is_pinned_where_it_went(world: World, room: Room, closed: Room) -> None:
    root = say(world.mei, room, text="wrong room")
    answer = say(world.bo, room, text="a salary", thread=root)
    pin_line(world.mei, answer)
    move_line(world.mei, root, closed)
    assert Pin.objects.get().room == closed
    assert "salary" not in stranger(world).get(f"/rooms/{room.pk}/pins/").content.decode()


def test_the_room_it_left_shows_nothing_of_a_moved_answer(world: World, room: Room, closed: Room) -> None:
    root = say(world.mei, room, text="wrong room")
    answer = say(world.bo, room, text="see here", thread=root, is_shown_in_room=True)
    browser = stranger(world)
    assert "see here" in browser.get(f"/rooms/{room.pk}/").content.decode()
    move_line(world.mei, root, closed)
    edit_line(world.bo, Line.objects.get(pk=answer.pk), text="a salary")
    page = browser.get(f"/rooms/{room.pk}/").content.decode()
    assert ("see here" in page, "salary" in page) == (False, False)
    [echo] = Line.objects.filter(room=room, quoted=answer)
    assert quotes([echo])[echo.pk].excerpt == ""


def test_what_was_brought_in_keeps_its_name(world: World, room: Room, closed: Room) -> None:
    line = relay(world.mei, room, text="hello", as_name="Sam", external_key="1")
    assert move_line(world.mei, line, closed).as_name == "Sam"


def test_an_answer_moves_to_where_its_name_is_taken(world: World, room: Room, closed: Room) -> None:
    root = relay(world.mei, room, text="root", external_key="1")
    answer = relay(world.mei, room, text="answer", external_key="2", thread=root)
    other = relay(world.mei, room, text="other", external_key="3", thread=root)
    there = relay(world.mei, closed, text="answer", external_key="2")
    move_line(world.mei, root, closed)
    for one in (answer, other, there):
        one.refresh_from_db()
    assert [answer.room, answer.external_key, other.external_key, there.external_key] == [closed, None, "3", "2"]
