from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from denyut.chat import drawn
from denyut.chat.actions import archive_room, give_seat, leave_seat, open_room, say, start_direct, start_group
from denyut.chat.hints import command_hints
from denyut.chat.models import Line, Room, Seat
from denyut.people.models import Person
from tests.goals import Goals
from tests.world import World

pytestmark = pytest.mark.django_db
type Browser = Callable[[Person], Client]


@pytest.fixture(autouse=True)
def _fresh() -> None:
    drawn.forget()


@pytest.fixture
def room(mei: Person, bo: Person) -> Room:
    return open_room(mei, name="Queue", people=[bo])


def page(browser: Client, address: str) -> str:
    answer = browser.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def lines_in(html: str) -> list[int]:
    return [int(piece.split('"')[0]) for piece in html.split(' id="line-')[1:]]


def test_a_room_opens_at_the_first_unread_line(
    world: World, room: Room, signed_in: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("denyut.chat.pages.PAGE", 5)
    monkeypatch.setattr("denyut.chat.pages.BEFORE_UNREAD", 2)
    said = [say(world.mei, room, text=f"line {number}").pk for number in range(20)]
    Seat.objects.filter(room=room, person=world.bo).update(read_to=said[7])
    html = page(signed_in(world.bo), f"/rooms/{room.pk}/")
    assert (lines_in(html), f'unread="{said[8]}"' in html) == (said[6:13], True)
    assert f'id="room-{room.pk}-lines-past"' in html
    assert Seat.objects.get(room=room, person=world.bo).read_to == said[12]


def test_a_room_opens_around_the_line_that_is_asked_for(
    world: World, room: Room, signed_in: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("denyut.chat.pages.PAGE", 3)
    monkeypatch.setattr("denyut.chat.pages.BEFORE_UNREAD", 1)
    said = [say(world.mei, room, text=f"line {number}").pk for number in range(9)]
    html = page(signed_in(world.mei), f"/rooms/{room.pk}/?at={said[4]}")
    assert (lines_in(html), f'asked="{said[4]}"' in html) == (said[3:7], True)


def test_a_line_of_another_room_is_not_asked_for(world: World, room: Room, signed_in: Browser) -> None:
    hidden = say(world.mei, open_room(world.mei, name="Pay", kind="closed"), text="behind the door")
    html = page(signed_in(world.bo), f"/rooms/{room.pk}/?at={hidden.pk}")
    assert ("asked=" in html, "behind the door" in html) == (False, False)


def test_history_goes_both_ways_and_tells_its_ends(
    world: World, room: Room, signed_in: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("denyut.chat.pages.PAGE", 3)
    said = [say(world.mei, room, text=f"line {number}").pk for number in range(7)]
    browser, address = signed_in(world.bo), f"/rooms/{room.pk}/lines/"
    before = page(browser, f"{address}?before={said[4]}")
    after = page(browser, f"{address}?after={said[4]}")
    assert (lines_in(before), f'data-earlier="{said[1]}"' in before) == (said[1:4], True)
    assert (lines_in(after), 'data-later=""' in after) == (said[5:], True)


def test_answers_stay_in_their_threads(world: World, room: Room, signed_in: Browser) -> None:
    first = say(world.mei, room, text="a question")
    say(world.bo, room, text="an answer", thread=first)
    assert lines_in(page(signed_in(world.bo), f"/rooms/{room.pk}/")) == [first.pk]


def test_a_new_message_starts_the_talk(world: World, signed_in: Browser) -> None:
    browser = signed_in(world.mei)
    assert "Bo Santoso" in page(browser, f"/rooms/new/?to={world.bo.pk}")
    form = {"people": [world.bo.pk], "text": "hello", "key": "k"}
    for _ in range(2):
        answer = browser.post("/rooms/new/", form)
    talk, line = Room.objects.get(), Line.objects.get()
    assert (talk.kind, line.text, answer["Location"]) == ("direct", "hello", f"/rooms/{talk.pk}/")
    assert browser.get(f"/rooms/new/?to={world.bo.pk}")["Location"] == f"/rooms/{talk.pk}/"


def test_several_people_make_a_group(world: World, signed_in: Browser) -> None:
    signed_in(world.mei).post("/rooms/new/", {"people": [world.bo.pk, world.cem.pk], "key": "k"})
    group = Room.objects.get()
    assert (group.kind, group.seats.count()) == ("group", 3)


@pytest.mark.parametrize("people", [[], ["²"], ["987654"]])
def test_nobody_to_write_to_says_so(world: World, signed_in: Browser, people: list[str]) -> None:
    answer = signed_in(world.mei).post("/rooms/new/", {"people": people, "key": "k"})
    assert (answer.status_code, "Choose two more people" in answer.content.decode()) == (422, True)


def test_people_to_choose_from_are_found_by_name_and_title(world: World, signed_in: Browser) -> None:
    found = page(signed_in(world.mei), "/rooms/new/people/?q=head")
    assert ("Cem Arslan" in found, "Bo Santoso" in found) == (True, False)


def test_a_person_has_a_way_to_write_to_them(world: World, signed_in: Browser) -> None:
    browser = signed_in(world.mei)
    assert f"/rooms/new/?to={world.bo.pk}" in page(browser, f"/people/{world.bo.pk}/")
    assert "/rooms/new/?to=" not in page(browser, f"/people/{world.mei.pk}/")
    assert f"/rooms/new/?to={world.bo.pk}" in page(browser, "/palette/?q=Bo")


def test_a_member_shown_out_finds_the_room_nowhere(world: World, signed_in: Browser) -> None:
    group = start_group(world.mei, people=[world.bo, world.cem])
    line = say(world.mei, group, text="secret")
    browser = signed_in(world.bo)
    leave_seat(world.mei, group, world.bo)
    for address in ("", "lines/", "edit/", f"lines/{line.pk}/", "suggestions/?sign=@"):
        assert browser.get(f"/rooms/{group.pk}/{address}").status_code == 404, address
    assert "secret" not in page(browser, "/rooms/")


def test_an_archived_room_says_so_and_takes_nothing(world: World, room: Room, signed_in: Browser) -> None:
    give_seat(world.mei, room, world.cem)
    browser = signed_in(world.cem)
    browser.post(f"/rooms/{room.pk}/shelf/")
    html = page(browser, f"/rooms/{room.pk}/")
    assert ("This room is archived." in html, "<message-composer" in html) == (True, False)
    assert "Queue" in page(browser, "/rooms/archive/")
    assert browser.post(f"/rooms/{room.pk}/lines/", {"text": "hello"}).status_code == 403
    browser.post(f"/rooms/{room.pk}/shelf/", {"back": "1"})
    assert "<message-composer" in page(browser, f"/rooms/{room.pk}/")


def test_settings_of_a_room_are_kept(world: World, signed_in: Browser) -> None:
    room = open_room(world.cem, name="Pay", people=[world.mei])
    form = {"name": "Wages", "purpose": "What we earn", "kind": "closed", "shows_receipts": "on"}
    assert signed_in(world.cem).post(f"/rooms/{room.pk}/edit/", form).status_code == 302
    room.refresh_from_db()
    kept = (room.name, room.purpose, room.kind, room.shows_receipts, room.hears_sentences)
    assert kept == ("Wages", "What we earn", "closed", True, False)


def test_settings_of_ones_own_are_kept(world: World, room: Room, signed_in: Browser) -> None:
    browser = signed_in(world.bo)
    browser.post(f"/rooms/{room.pk}/wishes/", {"about": "nothing"})
    browser.post(f"/rooms/{room.pk}/mute/", {"span": "forever"})
    seat = Seat.objects.get(room=room, person=world.bo)
    assert (seat.notify, seat.is_asked, seat.muted_until is None) == ("nothing", False, False)
    assert "This room is quiet for you." in page(browser, f"/rooms/{room.pk}/edit/")


def test_whoever_hides_presence_sends_none(world: World, room: Room, signed_in: Browser) -> None:
    silent = 'src="/live/presence" silent'
    assert silent not in page(signed_in(world.bo), f"/rooms/{room.pk}/")
    world.bo.shows_presence = False
    world.bo.save()
    assert silent in page(signed_in(world.bo), f"/rooms/{room.pk}/")


def test_everything_is_read_by_one_key(world: World, room: Room, signed_in: Browser) -> None:
    line = say(world.mei, room, text="hello")
    assert signed_in(world.bo).post("/rooms/read/", headers={"HX-Request": "true"}).status_code == 204
    assert Seat.objects.get(room=room, person=world.bo).read_to == line.pk


def test_an_empty_room_shows_what_one_can_do(world: World, room: Room, signed_in: Browser) -> None:
    html = page(signed_in(world.bo), f"/rooms/{room.pk}/")
    assert [words in html for words in ("Welcome to Queue", "/checkin KR-12 18", "Name a goal")] == [True] * 3


def test_people_of_the_room_are_suggested_first(world: World, room: Room, signed_in: Browser) -> None:
    browser = signed_in(world.mei)
    offers = browser.get(f"/rooms/{room.pk}/suggestions/", {"sign": "@", "q": ""}).json()["offers"]
    assert [offer["put"] for offer in offers[:2]] == ["@Bo Santoso", "@Ada Pratiwi"]
    closed = open_room(world.mei, name="Pay", kind="closed", people=[world.bo])
    offers = browser.get(f"/rooms/{closed.pk}/suggestions/", {"sign": "@", "q": ""}).json()["offers"]
    assert [offer["put"] for offer in offers] == ["@Bo Santoso", "@all"]


def test_two_of_one_name_are_told_apart(world: World, room: Room, signed_in: Browser) -> None:
    Person.objects.filter(pk=world.dora.pk).update(name="Bo Santoso")
    offers = signed_in(world.mei).get(f"/rooms/{room.pk}/suggestions/", {"sign": "@", "q": "Bo S"}).json()["offers"]
    assert {offer["put"] for offer in offers} == {f"@Bo Santoso#{world.bo.pk}", f"@Bo Santoso#{world.dora.pk}"}


def test_emoji_and_goals_are_suggested(world: World, room: Room, goals: Goals, signed_in: Browser) -> None:
    browser, address = signed_in(world.mei), f"/rooms/{room.pk}/suggestions/"
    assert browser.get(address, {"sign": ":", "q": "tada"}).json()["offers"][0]["put"] == "🎉"
    label = f"KR-{goals.median.pk}"
    assert [offer["put"] for offer in browser.get(address, {"sign": "#", "q": label}).json()["offers"]] == [label]
    goals.speed.visibility = "private"
    goals.speed.save()
    assert signed_in(world.dora).get(address, {"sign": "#", "q": label}).json()["offers"] == []
    assert browser.get(address, {"sign": "!", "q": "x"}).json()["offers"] == []


def test_commands_explain_their_arguments() -> None:
    hint = next(hint for hint in command_hints() if hint["name"] == "checkin")
    told = [(argument["name"], argument["isNeeded"], argument["isNamed"]) for argument in hint["arguments"]]
    assert told[:3] == [("key_result", True, False), ("value", True, False), ("note", False, False)]
    assert hint["arguments"][1]["meaning"] == "The new value, as you write numbers"


def test_the_list_of_rooms_costs_the_same_with_one_and_with_three(world: World, signed_in: Browser) -> None:
    browser = signed_in(world.bo)

    def open_one(number: int) -> None:
        say(world.mei, open_room(world.mei, name=f"Room {number}", people=[world.bo]), text="@Bo Santoso, hello")
        other = (world.mei, world.cem, world.dora)[number]
        say(other, start_direct(other, world.bo), text="hello")
        start_group(world.mei, people=[world.bo, world.cem])
        archive_room(world.cem, open_room(world.cem, name=f"Old {number}", people=[world.bo]))

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            for address in ("/rooms/", "/rooms/side/", "/rooms/archive/"):
                page(browser, address)
        return len(captured)

    open_one(0)
    few = queries()
    open_one(1)
    open_one(2)
    assert queries() == few
