from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from denyut.chat import drawn
from denyut.chat.actions import give_seat, open_room, say
from denyut.chat.models import Line, Room, Seat
from denyut.lib.keeping import forget_all
from denyut.people.actions import change_person
from denyut.people.models import Person
from denyut.spine import writer
from denyut.spine.access import Unavailable
from tests.goals import Goals
from tests.world import World

pytestmark = pytest.mark.django_db
type Browser = Callable[[Person], Client]


@pytest.fixture(autouse=True)
def _fresh() -> None:
    drawn.forget()


@pytest.fixture
def room(mei: Person) -> Room:
    return open_room(mei, name="Queue")


def page(browser: Client, room: Room) -> str:
    answer = browser.get(f"/rooms/{room.pk}/")
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_room_shows_what_was_said(world: World, room: Room, signed_in: Browser) -> None:
    line = say(world.mei, room, text="<b>the queue</b> is flowing")
    shown = page(signed_in(world.bo), room)
    assert f'id="line-{line.pk}"' in shown
    assert "&lt;b&gt;the queue&lt;/b&gt; is flowing" in shown


def test_a_new_name_is_drawn_on_old_lines(world: World, room: Room, signed_in: Browser) -> None:
    say(world.mei, room, text="hello")
    page(signed_in(world.bo), room)
    change_person(world.mei, world.mei, name="Mei Hua")
    assert "Mei Hua" in page(signed_in(world.bo), room)


def test_the_room_costs_the_same_with_one_line_and_with_three(world: World, room: Room, signed_in: Browser) -> None:
    browser = signed_in(world.bo)
    say(world.mei, room, text="one")
    page(browser, room)

    def queries() -> int:
        forget_all()
        with CaptureQueriesContext(connection) as captured:
            page(browser, room)
        return len(captured)

    few = queries()
    say(world.mei, room, text="two")
    give_seat(world.mei, room, world.dora)
    say(world.dora, room, text="three")
    assert queries() == few <= 18


def test_saying_answers_with_the_line_for_its_author(world: World, room: Room, signed_in: Browser) -> None:
    answer = signed_in(world.mei).post(f"/rooms/{room.pk}/lines/", {"text": "hello", "key": "k"})
    line = Line.objects.get()
    assert answer.status_code == 201
    assert f'data-append="#room-{room.pk}-lines" data-id="line-{line.pk}"' in answer.content.decode()


def test_saying_twice_with_one_key_is_once(world: World, room: Room, signed_in: Browser) -> None:
    browser = signed_in(world.mei)
    for _ in range(2):
        assert browser.post(f"/rooms/{room.pk}/lines/", {"text": "hello", "key": "k"}).status_code == 201
    assert Line.objects.count() == 1


def test_a_refused_command_answers_with_the_reason_alone(
    world: World, room: Room, goals: Goals, signed_in: Browser
) -> None:
    said = {"text": f"/checkin KR-{goals.median.pk} dua puluh"}
    answer = signed_in(world.mei).post(f"/rooms/{room.pk}/lines/", said, headers={"HX-Request": "true"})
    assert (answer.status_code, "“dua” is not a number" in answer.content.decode()) == (422, True)


def test_earlier_lines_come_in_pages(
    world: World, room: Room, signed_in: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("denyut.chat.pages.PAGE", 2)
    lines = [say(world.mei, room, text=f"line {number}") for number in range(5)]
    browser = signed_in(world.bo)
    assert f"before={lines[3].pk}" in page(browser, room)
    earlier = browser.get(f"/rooms/{room.pk}/lines/?before={lines[3].pk}").content.decode()
    assert [f"line {n}" in earlier for n in range(5)] == [False, True, True, False, False]


def test_looking_at_a_room_reads_it(world: World, room: Room, signed_in: Browser) -> None:
    give_seat(world.mei, room, world.bo)
    line = say(world.mei, room, text="hello")
    page(signed_in(world.bo), room)
    assert Seat.objects.get(room=room, person=world.bo).read_to == line.pk


def test_a_seat_is_taken_and_given_back(world: World, room: Room, signed_in: Browser) -> None:
    browser = signed_in(world.dora)
    browser.post(f"/rooms/{room.pk}/seat/")
    assert Seat.objects.filter(room=room, person=world.dora).exists()
    browser.post(f"/rooms/{room.pk}/seat/", {"leave": "1"})
    assert not Seat.objects.filter(room=room, person=world.dora).exists()


def test_a_seat_for_nonsense_is_ones_own(world: World, room: Room, signed_in: Browser) -> None:
    assert signed_in(world.dora).post(f"/rooms/{room.pk}/seat/", {"person": "²"}).status_code == 302


def test_a_room_is_opened_from_the_list(world: World, signed_in: Browser) -> None:
    browser = signed_in(world.bo)
    browser.post("/rooms/", {"name": "Late orders", "purpose": "What is late", "kind": "closed"})
    room = Room.objects.get()
    assert (room.kind, "Late orders" in browser.get("/rooms/").content.decode()) == ("closed", True)
    assert "Late orders" not in signed_in(world.dora).get("/rooms/").content.decode()


def test_a_taken_name_keeps_what_was_typed(world: World, room: Room, signed_in: Browser) -> None:
    answer = signed_in(world.bo).post("/rooms/", {"name": "Queue", "purpose": "keep me", "kind": "open"})
    assert (answer.status_code, "keep me" in answer.content.decode()) == (422, True)


def test_a_room_can_be_read_when_nothing_can_be_written(
    world: World, room: Room, signed_in: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_work: object) -> None:
        raise Unavailable("The disk is full.", code="storage_full")

    say(world.bo, room, text="the queue is flowing")
    browser = signed_in(world.mei)
    monkeypatch.setattr(writer, "run", full)
    assert "the queue is flowing" in page(browser, room)
    assert browser.post(f"/rooms/{room.pk}/lines/", {"text": "hello", "key": "k1"}).status_code == 503


def test_lines_with_impossible_numbers_are_nowhere(world: World, room: Room, signed_in: Browser) -> None:
    browser, huge = signed_in(world.mei), "9" * 30
    assert browser.post(f"/rooms/{room.pk}/read/", {"to": huge}).status_code == 204
    assert browser.get(f"/rooms/{room.pk}/lines/", {"before": huge}).status_code == 200
    assert Seat.objects.get(room=room, person=world.mei).read_to == 0


def test_a_manager_inside_gives_seats_and_shows_out(world: World, signed_in: Browser) -> None:
    room = open_room(world.cem, name="Pay", kind="closed")
    browser = signed_in(world.cem)
    assert "Dora Putri" in browser.get(f"/rooms/{room.pk}/edit/").content.decode()
    browser.post(f"/rooms/{room.pk}/seat/", {"person": world.dora.pk})
    assert Seat.objects.filter(room=room, person=world.dora).exists()
    assert "Show out" in browser.get(f"/rooms/{room.pk}/edit/").content.decode()
    browser.post(f"/rooms/{room.pk}/seat/", {"person": world.dora.pk, "leave": "1"})
    assert not Seat.objects.filter(room=room, person=world.dora).exists()


def test_a_member_inside_shows_nobody_out(world: World, signed_in: Browser) -> None:
    room = open_room(world.cem, name="Pay", kind="closed", people=[world.bo, world.mei])
    browser = signed_in(world.bo)
    assert "Show out" not in browser.get(f"/rooms/{room.pk}/edit/").content.decode()
    assert browser.post(f"/rooms/{room.pk}/seat/", {"person": world.mei.pk, "leave": "1"}).status_code == 403
