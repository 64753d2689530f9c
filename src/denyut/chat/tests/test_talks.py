from collections.abc import Callable

import pytest
from django.test import Client

from denyut.chat.actions import (
    archive_room,
    change_room,
    give_seat,
    leave_seat,
    open_room,
    say,
    start_direct,
    start_group,
    unarchive_room,
)
from denyut.chat.models import Line, Room, Seat
from denyut.chat.naming import titles_of
from denyut.chat.unread import RoomMark, rooms_of
from denyut.people.actions import found_workspace
from denyut.people.models import Person
from denyut.people.passwords import Password
from denyut.people.verbs import WORKSPACE_FOUNDED
from denyut.spine.access import Conflict, Invalid, Refused
from denyut.spine.events import record
from denyut.spine.models import Event
from denyut.spine.outlets import catch_up
from denyut.spine.verbs import VERBS, Touch
from tests.world import World

pytestmark = pytest.mark.django_db


def test_two_people_have_one_talk_whoever_begins(mei: Person, bo: Person) -> None:
    room = start_direct(mei, bo)
    assert (start_direct(bo, mei), room.kind, room.pair) == (room, "direct", f"{mei.pk}:{bo.pk}")
    assert set(room.seats.values_list("person", flat=True)) == {mei.pk, bo.pk}
    assert Event.objects.filter(verb="chat.talk_started").count() == 1


@pytest.mark.parametrize(("who", "whom", "code"), [("mei", "mei", "oneself"), ("aldo", "mei", "reads_only")])
def test_a_talk_is_refused(world: World, who: str, whom: str, code: str) -> None:
    with pytest.raises(Refused) as refusal:
        start_direct(getattr(world, who), getattr(world, whom))
    assert (refusal.value.code, Room.objects.count()) == (code, 0)


def test_nobody_writes_to_a_closed_account(world: World) -> None:
    world.bo.is_active = False
    world.bo.save()
    with pytest.raises(Refused) as refusal:
        start_direct(world.mei, world.bo)
    assert refusal.value.code == "account_closed"


@pytest.mark.parametrize("who", ["dora", "ada", "aldo"])
def test_a_talk_is_found_by_its_two_alone(world: World, who: str) -> None:
    line = say(world.mei, start_direct(world.mei, world.bo), text="secret")
    stranger = getattr(world, who)
    assert not Room.objects.visible_to(stranger).exists()
    assert not Line.objects.visible_to(stranger).exists()
    assert list(Line.objects.visible_to(world.bo)) == [line]


def test_a_talk_gets_no_third_and_is_never_left(world: World) -> None:
    room = start_direct(world.mei, world.bo)
    for deed, person in ((give_seat, world.cem), (leave_seat, world.mei), (leave_seat, world.bo)):
        with pytest.raises(Refused) as refusal:
            deed(world.mei, room, person)
        assert refusal.value.code == "direct"
    assert room.seats.count() == 2


def test_a_group_goes_by_the_names_of_the_others(world: World) -> None:
    room = start_group(world.mei, people=[world.bo, world.cem])
    assert titles_of([room], world.mei)[room.pk].name == "Bo Santoso, Cem Arslan"
    assert titles_of([room], world.bo)[room.pk].name == "Cem Arslan, Mei Lin"


def test_a_large_group_names_three_and_counts_the_rest(world: World) -> None:
    room = start_group(world.mei, people=[world.bo, world.cem, world.dora, world.ada, world.robo])
    assert titles_of([room], world.mei)[room.pk].name == "Ada Pratiwi, Bo Santoso, Cem Arslan, 2 more"


def test_a_group_needs_three(mei: Person, bo: Person) -> None:
    with pytest.raises(Invalid) as refusal:
        start_group(mei, people=[bo, mei])
    assert refusal.value.code == "too_few"


def test_everybody_in_a_group_names_it_and_shows_out(world: World) -> None:
    room = start_group(world.mei, people=[world.bo, world.cem])
    assert change_room(world.bo, room, name="Launch").name == "Launch"
    leave_seat(world.bo, room, world.cem)
    event = Event.objects.get(verb="chat.unseated")
    assert next(iter(VERBS["chat.unseated"].withdraws(event))) == (world.cem.pk, f"room:{room.pk}")
    assert not Room.objects.visible_to(world.cem).exists()
    with pytest.raises(Refused):
        say(world.cem, room, text="hello?")


def test_two_groups_may_have_one_name(world: World) -> None:
    rooms = [start_group(world.mei, people=[world.bo, world.cem], name="Launch") for _ in range(2)]
    assert rooms[0] != rooms[1]
    assert open_room(world.mei, name="Launch").name == "Launch"


def test_whoever_gets_a_seat_hears_of_it_on_every_page(world: World) -> None:
    room = start_direct(world.mei, world.bo)
    event = Event.objects.get(verb="chat.talk_started")
    told = {Touch(f"user:{person.pk}", "chat.side_is_stale", room.pk) for person in (world.mei, world.bo)}
    assert set(VERBS["chat.talk_started"].touches(event)) == told


def test_nothing_is_said_in_an_archived_room(world: World) -> None:
    room = open_room(world.cem, name="Old", people=[world.mei])
    archive_room(world.cem, room)
    for deed in (lambda: say(world.mei, room, text="hello"), lambda: give_seat(world.mei, room, world.bo)):
        with pytest.raises(Refused) as refusal:
            deed()
        assert refusal.value.code == "archived"
    assert (rooms_of(world.mei), [mark.name for mark in rooms_of(world.mei, is_archived=True)]) == ([], ["Old"])
    unarchive_room(world.cem, room)
    assert say(world.mei, room, text="hello").text == "hello"


def test_archiving_twice_is_once(world: World) -> None:
    room = open_room(world.cem, name="Old")
    at = archive_room(world.cem, room).archived_at
    assert archive_room(world.cem, room).archived_at == at
    assert Event.objects.filter(verb="chat.room_archived").count() == 1


@pytest.mark.parametrize("who", ["mei", "dora", "ada", "aldo"])
def test_who_does_not_manage_archives_nothing(world: World, who: str) -> None:
    room = open_room(world.cem, name="Old", people=[world.mei])
    with pytest.raises(Refused):
        archive_room(getattr(world, who), room)
    room.refresh_from_db()
    assert room.archived_at is None


def test_an_open_room_that_closes_asks_everybody_again(world: World) -> None:
    room = open_room(world.cem, name="Pay")
    change_room(world.cem, room, name="Pay", kind="closed", shows_receipts=False)
    event = Event.objects.get(verb="chat.room_changed")
    assert next(iter(VERBS["chat.room_changed"].withdraws(event))) == (None, f"room:{room.pk}")
    assert (Room.objects.visible_to(world.dora).count(), Room.objects.get().shows_receipts) == (0, False)


@pytest.mark.parametrize("kind", ["direct", "group", "nonsense"])
def test_a_room_does_not_turn_into_a_talk(world: World, kind: str) -> None:
    room = open_room(world.cem, name="Pay")
    with pytest.raises(Invalid) as refusal:
        change_room(world.cem, room, name="Pay", kind=kind)
    assert refusal.value.field == "kind"


def test_a_taken_name_is_refused(world: World) -> None:
    open_room(world.cem, name="Pay")
    with pytest.raises(Conflict):
        change_room(world.cem, open_room(world.cem, name="Other"), name="Pay")


def test_marks_count_what_concerns_the_reader(world: World) -> None:
    room = open_room(world.mei, name="Queue", people=[world.bo])
    talk = start_direct(world.mei, world.bo)
    say(world.mei, room, text="for everybody")
    say(world.mei, room, text="and for @Bo Santoso")
    for text in ("one", "two"):
        say(world.mei, talk, text=text)
    first = say(world.mei, room, text="a question")
    say(world.mei, room, text="an answer for @Bo Santoso", thread=first)
    named, direct = rooms_of(world.bo)
    assert named == RoomMark(room.pk, "Queue", True, "open", 1)
    assert (direct.name, direct.count, direct.is_talk, direct.face and direct.face.id) == (
        "Mei Lin",
        2,
        True,
        world.mei.pk,
    )
    assert [mark.has_unread for mark in rooms_of(world.mei)] == [False, False]
    assert Seat.objects.get(room=talk, person=world.bo).notify == "all"


def test_a_new_workspace_begins_with_a_room() -> None:
    founder = found_workspace(
        None, workspace="Nusa", name="Ada Pratiwi", email="ada@example.com", password=Password("!"), language="en"
    )
    catch_up()
    assert [(mark.name, mark.has_unread) for mark in rooms_of(founder)] == [("Everybody", False)]


def test_a_company_that_has_rooms_gets_none(world: World) -> None:
    open_room(world.mei, name="Queue")
    record(WORKSPACE_FOUNDED, world.ada, world.workspace)
    catch_up()
    assert Room.objects.count() == 1


def test_a_closed_room_opens_only_when_its_history_may_be_read(world: World) -> None:
    room = open_room(world.cem, name="Pay", kind="closed")
    with pytest.raises(Invalid) as refusal:
        change_room(world.cem, room, name="Pay", kind="open")
    assert (refusal.value.field, refusal.value.code) == ("opens_history", "opens_history")
    assert not Room.objects.visible_to(world.dora).exists()
    change_room(world.cem, room, name="Pay", kind="open", opens_history=True)
    facts = Event.objects.get(verb="chat.room_changed").facts
    assert (facts.get("is_opened"), "is_closed" in facts) == (True, False)
    assert Room.objects.visible_to(world.dora).get() == room


def test_the_form_asks_before_a_room_opens(world: World, signed_in: Callable[[Person], Client]) -> None:
    room = open_room(world.cem, name="Pay", kind="closed")
    browser, path = signed_in(world.cem), f"/rooms/{room.pk}/edit/"
    wish = {"name": "Pay", "kind": "open"}
    refused = browser.post(path, wish)
    assert (refused.status_code, "opens_history" in refused.context["form"].errors) == (422, True)
    assert browser.post(path, {**wish, "opens_history": "on"}).status_code == 302
    room.refresh_from_db()
    assert (room.kind, "opens_history" in browser.get(path).context["form"].fields) == ("open", False)
