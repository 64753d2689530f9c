"""Receipts and confirmations: who has read, who has confirmed, who may know."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from denyut.chat.actions import confirm_line, give_seat, mark_delivered, mark_read, open_room, remind_missing, say
from denyut.chat.drawn import draw
from denyut.chat.models import Confirmation, Line, Room, Seat
from denyut.chat.receipts import answers_of, marks_of, receipts_of
from denyut.live.whereabouts import marks
from denyut.people.models import Person
from denyut.spine.access import Conflict, NotThere, Refused
from denyut.spine.models import Event
from tests.world import World

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
type SignedIn = Callable[[Person], Client]


@pytest.fixture
def room(world: World) -> Room:
    with time_machine.travel(MONDAY - timedelta(days=1), tick=False):
        return open_room(world.mei, name="Care", kind="closed", people=[world.bo, world.cem])


@pytest.fixture
def line(world: World, room: Room) -> Line:
    with time_machine.travel(MONDAY, tick=False):
        return say(world.mei, room, text="New shift plan", must_confirm=True)


def names(faces: list[Any]) -> list[str]:
    return [face.name for face in faces]


def test_receipts_tell_read_delivered_and_waiting(world: World, room: Room, line: Line) -> None:
    mark_read(world.bo, room, to=line.pk)
    mark_delivered(world.cem, room, to=line.pk)
    found = receipts_of(line)
    assert (names(found.read), names(found.delivered), names(found.waiting)) == (["Bo Santoso"], ["Cem Arslan"], [])


def test_who_sat_down_later_is_not_asked_about_what_was_said_before(world: World, room: Room, line: Line) -> None:
    give_seat(world.mei, room, world.dora)
    found = receipts_of(line)
    assert names(found.waiting) == ["Bo Santoso", "Cem Arslan"]


def test_delivery_never_goes_backwards_nor_past_the_end(world: World, room: Room, line: Line) -> None:
    mark_delivered(world.bo, room, to=line.pk + 1000)
    mark_delivered(world.bo, room, to=1)
    assert Seat.objects.get(room=room, person=world.bo).delivered_to == line.pk
    with pytest.raises(Refused):
        mark_delivered(world.dora, room, to=line.pk)


def test_reading_is_passed_on_and_never_recorded(
    world: World, room: Room, line: Line, django_capture_on_commit_callbacks: Any
) -> None:
    before = Event.objects.count()
    marks.take(f"room:{room.pk}")
    with django_capture_on_commit_callbacks(execute=True):
        mark_read(world.bo, room, to=line.pk)
    assert Event.objects.count() == before
    assert f'"seats": [[{world.bo.pk}, {line.pk}, {line.pk}'.encode() in marks.take(f"room:{room.pk}")


def test_a_room_without_receipts_tells_nobody(
    world: World, room: Room, line: Line, signed_in: SignedIn, django_capture_on_commit_callbacks: Any
) -> None:
    Room.objects.filter(pk=room.pk).update(shows_receipts=False)
    room.refresh_from_db()
    with django_capture_on_commit_callbacks(execute=True):
        mark_read(world.bo, room, to=line.pk)
    assert b'"seats": []' in marks.take(f"room:{room.pk}")
    browser = signed_in(world.mei)
    assert browser.get(f"/rooms/{room.pk}/marks/").json() == {"seats": None}
    assert browser.get(f"/lines/{line.pk}/receipts/").status_code == 403
    assert "read-rings" not in browser.get(f"/rooms/{room.pk}/").content.decode()


def test_only_the_author_sees_who_has_read(world: World, line: Line, signed_in: SignedIn) -> None:
    path = f"/lines/{line.pk}/receipts/"
    codes = [signed_in(person).get(path).status_code for person in (world.mei, world.bo, world.dora)]
    assert codes == [200, 403, 404]


def test_marks_are_for_who_finds_the_room(world: World, room: Room, line: Line, signed_in: SignedIn) -> None:
    path = f"/rooms/{room.pk}/marks/"
    seats = signed_in(world.bo).get(path).json()["seats"]
    assert [seat[0] for seat in seats] == sorted([world.mei.pk, world.bo.pk, world.cem.pk])
    assert signed_in(world.bo).post(path, {"to": line.pk}).status_code == 204
    assert signed_in(world.dora).get(path).status_code == 404
    assert signed_in(world.dora).post(path, {"to": line.pk}).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_marks_take_one_query(world: World, room: Room, count: int, django_assert_num_queries: Any) -> None:
    for person in (world.dora, world.ada, world.aldo)[:count]:
        give_seat(world.mei, room, person)
    with django_assert_num_queries(1):
        assert len(marks_of(room)) == 3 + count


def test_everybody_seated_is_asked_but_author_and_bots(world: World, room: Room) -> None:
    give_seat(world.mei, room, world.robo)
    said = say(world.mei, room, text="Read this", must_confirm=True)
    asked = set(Confirmation.objects.filter(line=said).values_list("person", flat=True))
    assert asked == {world.bo.pk, world.cem.pk}
    assert Event.objects.get(verb="chat.confirmation_asked").facts["told"] == sorted(asked)


def test_confirm_twice_is_once_and_draws_anew(world: World, line: Line) -> None:
    before = draw([Line.objects.select_related("author", "room").get(pk=line.pk)], "en")[line.pk]
    assert "0 of 2 confirmed" in before
    confirm_line(world.bo, line)
    confirm_line(world.bo, line)
    after = draw([Line.objects.select_related("author", "room").get(pk=line.pk)], "en")[line.pk]
    assert "1 of 2 confirmed" in after
    assert f'data-named="{world.cem.pk}"' in after
    assert Event.objects.filter(verb="chat.confirmed").count() == 1


def test_whoever_was_not_asked_confirms_nothing(world: World, line: Line) -> None:
    with pytest.raises(NotThere):
        confirm_line(world.mei, line)
    with pytest.raises(Refused):
        confirm_line(world.dora, line)


def test_remind_reaches_only_the_missing_and_not_too_soon(world: World, line: Line) -> None:
    with time_machine.travel(MONDAY, tick=False) as machine:
        confirm_line(world.bo, line)
        with pytest.raises(Conflict) as refusal:
            remind_missing(world.mei, line)
        assert refusal.value.code == "too_soon"
        machine.shift(timedelta(minutes=5))
        with pytest.raises(Refused) as refused:
            remind_missing(world.cem, line)
        assert refused.value.code == "not_author"
        remind_missing(world.mei, line)
        assert Event.objects.get(verb="chat.confirmation_reminded").facts["told"] == [world.cem.pk]
        with pytest.raises(Conflict):
            remind_missing(world.mei, line)
        confirm_line(world.cem, line)
        machine.shift(timedelta(minutes=5))
        with pytest.raises(Conflict) as refusal:
            remind_missing(world.mei, line)
        assert refusal.value.code == "all_confirmed"


def test_a_recalled_message_asks_for_nothing(world: World, line: Line) -> None:
    Line.objects.filter(pk=line.pk).update(recalled_at=MONDAY, edition=7)
    with pytest.raises(Conflict):
        confirm_line(world.bo, line)
    drawn = draw([Line.objects.select_related("author", "room").get(pk=line.pk)], "en")[line.pk]
    assert "confirmed" not in drawn


def test_the_sheet_of_confirmations_is_for_the_room_and_the_file_for_the_author(
    world: World, line: Line, signed_in: SignedIn
) -> None:
    confirm_line(world.bo, line)
    path = f"/lines/{line.pk}/confirmations"
    assert [signed_in(p).get(f"{path}/").status_code for p in (world.mei, world.bo, world.dora)] == [200, 200, 404]
    assert [signed_in(p).get(f"{path}.csv").status_code for p in (world.mei, world.bo, world.dora)] == [200, 403, 404]
    rows = signed_in(world.mei).get(f"{path}.csv").content.decode().splitlines()
    assert (rows[0], rows[1].split(",")[0], rows[2]) == ("\ufeffName,Confirmed at", "Bo Santoso", "Cem Arslan,")


def test_a_name_is_no_formula(world: World, line: Line, signed_in: SignedIn) -> None:
    Person.objects.filter(pk=world.cem.pk).update(name="=1+1")
    assert "'=1+1" in signed_in(world.mei).get(f"/lines/{line.pk}/confirmations.csv").content.decode()


def test_answers_stand_in_the_order_of_confirming(world: World, line: Line) -> None:
    confirm_line(world.cem, line)
    assert [(one.face.name, one.confirmed_at is None) for one in answers_of(line)] == [
        ("Cem Arslan", False),
        ("Bo Santoso", True),
    ]


def test_confirming_on_the_web(world: World, line: Line, signed_in: SignedIn) -> None:
    codes = [signed_in(p).post(f"/lines/{line.pk}/confirm/").status_code for p in (world.bo, world.mei, world.dora)]
    assert codes == [302, 404, 404]
    assert signed_in(world.bo).post(f"/lines/{line.pk}/remind/").status_code == 403
