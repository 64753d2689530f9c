import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from denyut.chat.actions import open_room, say
from denyut.chat.mentions import TOKEN, readable
from denyut.chat.models import Mention, Room, Seat
from denyut.people.models import Department, Person
from denyut.spine.access import Invalid
from denyut.spine.models import Event
from denyut.spine.verbs import VERBS
from tests.world import World, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def room(world: World) -> Room:
    return open_room(world.mei, name="Queue", people=[world.bo])


def called(actor: Person, room: Room, text: str) -> tuple[str, list[tuple[str, int | None]]]:
    line = say(actor, room, text=text)
    rows = Mention.objects.filter(line=line).order_by("kind", "person_id")
    return line.text, [(row.kind, row.person_id) for row in rows]


def told() -> list[int]:
    return list(VERBS["chat.said"].told(Event.objects.filter(verb="chat.said").order_by("-id")[0]))


def test_a_whole_name_calls_its_bearer(world: World, room: Room) -> None:
    bo = world.bo.pk
    assert called(world.mei, room, "hi @bo santoso, look") == (f"hi @Bo Santoso#{bo}, look", [("person", bo)])
    assert told() == [bo]


def test_a_first_name_calls_the_one_who_sits_here(world: World, room: Room) -> None:
    bo = world.bo.pk
    assert called(world.mei, room, "@Bo?") == (f"@Bo Santoso#{bo}?", [("person", bo)])
    Person.objects.create(name="Bo Jarwo", email="jarwo@example.com", joined_at=world.bo.joined_at)
    assert called(world.mei, room, "@Bo?") == (f"@Bo Santoso#{bo}?", [("person", bo)])


def test_the_longest_name_is_meant(world: World, room: Room) -> None:
    long = Person.objects.create(name="Mei Lin Tan", email="tan@example.com", joined_at=world.bo.joined_at)
    Seat.objects.create(room=room, person=long, taken_at=long.joined_at)
    assert called(world.bo, room, "@Mei Lin Tan")[1] == [("person", long.pk)]
    assert called(world.bo, room, "@Mei Lin Tanaka")[1] == [("person", world.mei.pk)]


def test_of_two_with_one_name_a_number_says_which(world: World, room: Room) -> None:
    twin = Person.objects.create(name="Bo Santoso", email="twin@example.com", joined_at=world.bo.joined_at)
    Seat.objects.create(room=room, person=twin, taken_at=twin.joined_at)
    assert called(world.mei, room, "@Bo Santoso") == ("@Bo Santoso", [])
    assert called(world.mei, room, f"@Bo Santoso#{twin.pk}")[1] == [("person", twin.pk)]


def test_a_number_that_is_another_ones_calls_nobody(world: World, room: Room) -> None:
    text = f"@office we discuss#{world.bo.pk}"
    assert called(world.mei, room, text) == (text, [])


def test_a_name_without_spaces_around_it_is_found(world: World, room: Room) -> None:
    li = make_person("李明")
    assert called(world.mei, room, "请@李明看一下") == (f"请@李明#{li.pk}看一下", [("person", li.pk)])


@pytest.mark.parametrize(
    "text", ["mei@bo.com", "`@Bo Santoso`", "```\n@Bo Santoso\n@all", "@Bologna", "a/@Bo", "@", "@@Bo"]
)
def test_what_is_no_mention(world: World, room: Room, text: str) -> None:
    assert called(world.mei, room, text) == (text, [])


def test_an_open_room_calls_others_by_whole_name(world: World, room: Room) -> None:
    assert called(world.mei, room, "@Dora Putri @Cem")[1] == [("person", world.dora.pk)]
    assert told() == [world.dora.pk]


def test_a_closed_room_calls_nobody_outside(world: World) -> None:
    closed = open_room(world.mei, name="Pay", kind="closed", people=[world.bo])
    assert called(world.mei, closed, "@Dora Putri @Bo Santoso")[1] == [("person", world.bo.pk)]


def test_a_department_calls_those_in_it_and_below(world: World, room: Room) -> None:
    team = make_person("Eka Wati", department=world.chat_team)
    service = world.service.pk
    text, rows = called(world.mei, room, "@customer service look")
    people = sorted([world.bo.pk, world.cem.pk, team.pk])
    assert (text, rows) == (f"@Customer Service#d{service} look", [("department", pk) for pk in people])
    assert told() == people


def test_all_calls_who_sits_here_but_the_author(world: World, room: Room) -> None:
    assert called(world.mei, room, "@all lunch")[1] == [("everybody", world.bo.pk)]
    assert told() == [world.bo.pk]


def test_all_is_refused_in_a_great_room(world: World, room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("denyut.chat.mentions.ROOM_AT_MOST", 1)
    with pytest.raises(Invalid) as refusal:
        say(world.mei, room, text="@all lunch")
    assert (refusal.value.code, Mention.objects.count()) == ("too_many", 0)


def test_a_name_with_signs_is_kept_plainly(world: World, room: Room) -> None:
    odd = make_person("C# @ Home")
    assert called(world.mei, room, "@C Home hi") == (f"@C Home#{odd.pk} hi", [("person", odd.pk)])


def test_whoever_wants_everything_is_told_of_everything(world: World, room: Room) -> None:
    Seat.objects.filter(person=world.bo).update(notify=Seat.Notify.ALL)
    say(world.mei, room, text="plain")
    assert told() == [world.bo.pk]
    Seat.objects.filter(person=world.bo).update(notify=Seat.Notify.NOTHING)
    say(world.mei, room, text="@Bo")
    assert told() == []


def test_a_plain_line_asks_nothing_more(world: World, room: Room) -> None:
    def queries(text: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            say(world.mei, room, text=text)
        return len(captured)

    plain = queries("the queue is flowing")
    assert queries("@Bo and @Bo Santoso and @Mei Lin") == queries("@Bo") <= plain + 3


def test_departments_and_people_may_share_a_name(world: World, room: Room) -> None:
    Department.objects.create(name="Bo Santoso")
    assert called(world.mei, room, "@Bo Santoso")[1] == [("person", world.bo.pk)]


@given(st.text(max_size=80))
def test_readable_text_calls_nobody(text: str) -> None:
    assert TOKEN.search(readable(f"@Mei Lin#4 {text}"[:11])) is None
