from decimal import Decimal

import pytest
from django.utils import translation

from denyut.chat.actions import give_seat, leave_seat, mark_read, open_room, say
from denyut.chat.door import receive
from denyut.chat.drawn import draw
from denyut.chat.models import Line, Room, Seat
from denyut.chat.unread import RoomMark, rooms_of
from denyut.okr.actions import change_objective, check_in
from denyut.okr.models import CheckIn
from denyut.people.models import Person
from denyut.spine.access import Conflict, Invalid, NotThere, Refused
from denyut.spine.outlets import catch_up
from tests.goals import Goals
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def room(mei: Person) -> Room:
    return open_room(mei, name="Queue", purpose="The queue, hour by hour")


@pytest.fixture
def closed(mei: Person, bo: Person) -> Room:
    return open_room(mei, name="Pay", kind="closed", people=[bo])


def test_say_keeps_the_line(mei: Person, room: Room) -> None:
    line = say(mei, room, text="  the queue is flowing  ")
    assert (line.text, line.author, line.room, line.kind) == ("the queue is flowing", mei, room, "talk")


@pytest.mark.parametrize(("text", "code"), [("", "empty"), (" \n ", "empty"), ("x" * 400_001, "too_long")])
def test_say_refuses_nothing_and_too_much(mei: Person, room: Room, text: str, code: str) -> None:
    with pytest.raises(Invalid) as refusal:
        say(mei, room, text=text)
    assert (refusal.value.code, Line.objects.count()) == (code, 0)


def test_say_refuses_ten_megabytes(mei: Person, room: Room) -> None:
    with pytest.raises(Invalid):
        say(mei, room, text="x" * 10_000_000)


def test_say_drops_what_no_database_keeps(mei: Person, room: Room) -> None:
    assert say(mei, room, text="a\x00b").text == "ab"


def test_an_open_room_is_open_to_strangers(dora: Person, room: Room) -> None:
    assert say(dora, room, text="hello").author == dora


@pytest.mark.parametrize("who", ["dora", "ada"])
def test_a_closed_room_is_closed_to_those_without_a_seat(world: World, closed: Room, who: str) -> None:
    person = getattr(world, who)
    with pytest.raises(Refused) as refusal:
        say(person, closed, text="hello")
    assert refusal.value.code == "no_seat"
    assert not Room.objects.visible_to(person).filter(pk=closed.pk).exists()


def test_an_auditor_only_reads(aldo: Person, room: Room) -> None:
    with pytest.raises(Refused) as refusal:
        say(aldo, room, text="hello")
    assert refusal.value.code == "reads_only"


def test_lines_are_found_through_their_rooms(world: World, room: Room, closed: Room) -> None:
    said = say(world.mei, room, text="open")
    secret = say(world.bo, closed, text="secret")
    assert set(Line.objects.visible_to(world.bo)) == {said, secret}
    assert set(Line.objects.visible_to(world.dora)) == {said}


def test_a_seat_in_a_closed_room_is_given_from_inside(world: World, closed: Room) -> None:
    with pytest.raises(Refused):
        give_seat(world.dora, closed, world.dora)
    give_seat(world.bo, closed, world.dora)
    assert Room.objects.visible_to(world.dora).filter(pk=closed.pk).exists()


def test_a_second_seat_changes_nothing(world: World, room: Room) -> None:
    assert give_seat(world.dora, room, world.dora) == give_seat(world.dora, room, world.dora)
    assert Seat.objects.filter(room=room).count() == 2


def test_leaving_gives_the_seat_back(world: World, closed: Room) -> None:
    leave_seat(world.bo, closed, world.bo)
    assert not Room.objects.visible_to(world.bo).filter(pk=closed.pk).exists()


def test_showing_somebody_out_takes_a_manager_inside(world: World, closed: Room) -> None:
    with pytest.raises(Refused):
        leave_seat(world.bo, closed, world.mei)


@pytest.mark.parametrize("name", ["", " ", "x" * 81])
def test_open_room_refuses_a_bad_name(mei: Person, name: str) -> None:
    with pytest.raises(Invalid):
        open_room(mei, name=name)


def test_open_room_refuses_a_name_in_use(bo: Person, room: Room) -> None:
    with pytest.raises(Conflict):
        open_room(bo, name=" Queue ")


def test_unread_is_what_others_said_since(world: World, room: Room) -> None:
    give_seat(world.bo, room, world.bo)
    say(world.mei, room, text="one")
    last = say(world.mei, room, text="two")
    assert rooms_of(world.bo) == [RoomMark(room.pk, "Queue", True)]
    assert rooms_of(world.mei) == [RoomMark(room.pk, "Queue", False)]
    mark_read(world.bo, room, to=last.pk)
    assert rooms_of(world.bo) == [RoomMark(room.pk, "Queue", False)]


def test_reading_goes_neither_backwards_nor_beyond_the_end(world: World, room: Room) -> None:
    first, last = say(world.mei, room, text="one"), say(world.mei, room, text="two")
    mark_read(world.bo, give_seat(world.bo, room, world.bo).room, to=last.pk + 10**15)
    mark_read(world.bo, room, to=first.pk)
    assert Seat.objects.get(room=room, person=world.bo).read_to == last.pk


def test_a_command_in_a_room_checks_in_and_the_room_tells(world: World, room: Room, goals: Goals) -> None:
    reply = receive(world.mei, room, f'/checkin KR-{goals.median.pk} 18 "antrian lancar"', key="k")
    assert isinstance(reply.made, CheckIn)
    assert (reply.made.value, reply.made.surface) == (18, "chat")
    catch_up()
    catch_up()
    line = Line.objects.get()
    assert (line.kind, line.room, line.author, line.text) == ("card", room, world.mei, "")
    assert (line.facts["card"], line.facts["number"]) == ("okr.check_in_card", reply.made.pk)
    shown = draw([line], "en")[line.pk].replace("\xa0", " ")
    assert all(
        words in shown for words in ("Median first response", "18 min", f"KR-{goals.median.pk}", "antrian lancar")
    )


def test_a_check_in_elsewhere_is_told_in_the_departments_room(world: World, goals: Goals) -> None:
    own = open_room(world.cem, name="Service", department=world.service)
    open_room(world.cem, name="Other")
    check_in(world.mei, goals.median, value=Decimal(24))
    catch_up()
    assert [line.room for line in Line.objects.all()] == [own]


def test_a_private_goal_is_told_nowhere(world: World, room: Room, goals: Goals) -> None:
    goals.speed.visibility = "private"
    goals.speed.save()
    receive(world.mei, room, f"/checkin KR-{goals.median.pk} 24", key="")
    catch_up()
    assert not Line.objects.exists()


@pytest.mark.parametrize("word", ["KR-999999", "KR-99999999999999999999", "nonsense"])
def test_a_command_on_an_unknown_key_result_says_so(world: World, room: Room, word: str) -> None:
    with pytest.raises(NotThere) as refusal:
        receive(world.mei, room, f"/checkin {word} 18", key="")
    assert refusal.value.code == "no_key_result"


def test_a_value_in_words_is_refused_in_the_readers_language(world: World, room: Room, goals: Goals) -> None:
    with translation.override("en"), pytest.raises(Invalid) as refusal:
        receive(world.mei, room, f"/checkin KR-{goals.median.pk} dua puluh", key="")
    assert str(refusal.value) == "“dua” is not a number. Write digits, for example 47.5."
    assert not CheckIn.objects.exists()


def test_somebody_elses_key_result_is_refused_in_the_room(world: World, room: Room, goals: Goals) -> None:
    with pytest.raises(Refused) as refusal:
        receive(world.dora, room, f"/checkin KR-{goals.median.pk} 18", key="")
    assert refusal.value.code == "not_owner"


def test_two_slashes_write_a_line_that_starts_with_one(world: World, room: Room) -> None:
    assert receive(world.mei, room, "//shrug", key="").line.text == "/shrug"  # type: ignore[union-attr]


def test_help_is_for_its_author_alone(world: World, room: Room) -> None:
    reply = receive(world.mei, room, "/help", key="")
    assert "/checkin key_result value [note] [confidence=…]" in [h.usage for h in reply.help]
    assert not Line.objects.exists()


def test_a_goal_that_turns_private_is_taken_back_from_the_rooms(world: World, room: Room, goals: Goals) -> None:
    kept = say(world.mei, room, text="talk stays")
    receive(world.mei, room, f"/checkin KR-{goals.median.pk} 24 quiet", key="")
    catch_up()
    assert Line.objects.count() == 2
    change_objective(world.mei, goals.speed, title="Answer 40% faster", department=world.service, visibility="private")
    catch_up()
    assert list(Line.objects.all()) == [kept]


def test_the_room_of_a_department_is_opened_by_its_lead(world: World) -> None:
    with pytest.raises(Refused) as refusal:
        open_room(world.bo, name="Ours", department=world.service)
    assert refusal.value.code == "not_lead"
    assert open_room(world.cem, name="Ours", department=world.service).department == world.service


def test_an_auditor_seats_nobody_else(world: World, room: Room) -> None:
    give_seat(world.aldo, room, world.aldo)
    with pytest.raises(Refused) as refusal:
        give_seat(world.aldo, room, world.dora)
    assert refusal.value.code == "reads_only"
