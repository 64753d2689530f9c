from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import translation

from denyut.chat.actions import end_reminder, fire_reminder, open_room, remind, say, snooze_reminder
from denyut.chat.door import receive
from denyut.chat.fragments import draw_reminders
from denyut.chat.jobs import remind_those_due
from denyut.chat.models import Line, Reminder, Room
from denyut.chat.reminding import reminders_of
from denyut.people.models import Person
from denyut.spine.access import Conflict, Invalid, Refused
from denyut.spine.models import Event
from tests.world import World

pytestmark = pytest.mark.django_db
type Browser = Client
# A Wednesday, noon in Jakarta and one o'clock in Makassar.
NOON = datetime(2026, 11, 25, 5, 0, tzinfo=UTC)
SOON = NOON + timedelta(minutes=20)
# How the languages of some sentences are told from one another.
TONGUES = {"id": "antrian", "ar": "الطابور", "ms": "tengok", "th": "ดูคิว", "vi": "xem", "zh-hans": "队列"}


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOON, tick=False) as found:
        yield found


@pytest.fixture
def room(world: World) -> Room:
    return open_room(world.mei, name="Queue", people=[world.bo, world.dora])


@pytest.fixture
def reminder(mei: Person) -> Reminder:
    return remind(mei, text="Look at the queue", at=SOON)


def told() -> list[int]:
    return [person for event in Event.objects.filter(verb="chat.reminded") for person in event.facts["told"]]


def test_a_reminder_fires_in_its_minute(reminder: Reminder, mei: Person, clock: time_machine.Traveller) -> None:
    remind_those_due.call()
    assert told() == []
    clock.move_to(SOON)
    remind_those_due.call()
    remind_those_due.call()
    assert (told(), Reminder.objects.get().fired_at, mei.pk in told()) == ([mei.pk], SOON, True)
    assert "Look at the queue" in draw_reminders([reminder.pk])[reminder.pk]


def test_firing_too_early_changes_nothing(reminder: Reminder, mei: Person) -> None:
    assert fire_reminder(mei, reminder).fired_at is None


@pytest.mark.parametrize("at", [NOON, NOON - timedelta(days=1), NOON + timedelta(days=401)])
def test_remind_refuses_the_past_and_the_far_future(mei: Person, at: datetime) -> None:
    with pytest.raises(Invalid) as refusal:
        remind(mei, text="x", at=at)
    assert (refusal.value.code, Reminder.objects.count()) == ("past", 0)


@pytest.mark.parametrize(("text", "code"), [("", "empty"), ("x" * 301, "too_long")])
def test_remind_refuses_nothing_and_too_much(mei: Person, text: str, code: str) -> None:
    with pytest.raises(Invalid) as refusal:
        remind(mei, text=text, at=SOON)
    assert refusal.value.code == code


@pytest.mark.parametrize("who", ["robo"])
def test_remind_refuses_programs(world: World, who: str) -> None:
    with pytest.raises(Refused):
        remind(world.mei, text="x", at=SOON, person=getattr(world, who))


def test_an_auditor_sets_none(aldo: Person) -> None:
    with pytest.raises(Refused) as refusal:
        remind(aldo, text="x", at=SOON)
    assert refusal.value.code == "reads_only"


def test_nobody_is_reminded_of_a_message_they_may_not_read(world: World) -> None:
    closed = open_room(world.mei, name="Pay", kind="closed", people=[world.bo])
    line = say(world.mei, closed, text="secret")
    for actor, person in ((world.mei, world.dora), (world.dora, world.dora)):
        with pytest.raises(Refused) as refusal:
            remind(actor, at=SOON, line=line, person=person)
        assert refusal.value.code == "no_seat"
    assert remind(world.bo, at=SOON, line=line).text == "secret"


def test_reminders_are_between_two(world: World) -> None:
    remind(world.mei, text="Call", at=SOON, person=world.bo)
    assert [len(reminders_of(who)) for who in (world.mei, world.bo, world.dora, world.ada)] == [1, 1, 0, 0]


def test_a_reminder_is_put_off(reminder: Reminder, mei: Person, bo: Person, clock: time_machine.Traveller) -> None:
    clock.move_to(SOON)
    remind_those_due.call()
    with pytest.raises(Refused):
        snooze_reminder(bo, reminder)
    with pytest.raises(Invalid):
        snooze_reminder(mei, reminder, minutes=0)
    assert snooze_reminder(mei, reminder, minutes=60).at == SOON + timedelta(hours=1)
    remind_those_due.call()
    assert len(told()) == 1
    clock.shift(timedelta(hours=1))
    remind_those_due.call()
    assert len(told()) == 2


def test_what_is_over_fires_no_more(reminder: Reminder, mei: Person, bo: Person, clock: time_machine.Traveller) -> None:
    with pytest.raises(Refused):
        end_reminder(bo, reminder)
    end_reminder(mei, reminder)
    end_reminder(mei, reminder)
    clock.move_to(SOON)
    remind_those_due.call()
    with pytest.raises(Conflict):
        snooze_reminder(mei, reminder)
    assert (told(), Event.objects.filter(verb="chat.reminder_ended").count()) == ([], 1)


@pytest.mark.parametrize(
    ("line", "person", "at", "text"),
    [
        ('/remind me in 20 min "Look at the queue"', "mei", SOON, "Look at the queue"),
        (
            "/remind me Fri 15:00 call Budi about Monday",
            "mei",
            datetime(2026, 11, 27, 8, tzinfo=UTC),
            "call Budi about Monday",
        ),
        ("/remind @Dora Putri Fri 15:00 count boxes", "dora", datetime(2026, 11, 27, 7, tzinfo=UTC), "count boxes"),
        ("/remind @Bo the boxes tomorrow 9:00", "bo", datetime(2026, 11, 26, 2, tzinfo=UTC), "the boxes"),
    ],
)
def test_a_chat_line_sets_one_by_the_clock_of_who_is_reminded(
    world: World, room: Room, line: str, person: str, at: datetime, text: str
) -> None:
    made = receive(world.mei, room, line, key="k").made
    assert (made.person, made.at, made.text, made.room) == (getattr(world, person), at, text, None)


def test_what_is_for_one_person_happened_in_no_room(world: World, room: Room) -> None:
    for line in ("/remind me in 20 min look", "/remind @Bo in 20 min look", "/remind here in 20 min look"):
        receive(world.mei, room, line, key=line)
    places = Event.objects.filter(verb="chat.reminder_set").order_by("id").values_list("place", flat=True)
    assert list(places) == ["", "", f"room:{room.pk}"]


@pytest.mark.parametrize(
    ("words", "is_for_oneself"),
    [
        ("saya in 20 min lihat antrian", True),
        ("di sini in 20 min lihat antrian", False),
        ("لي بعد 20 دقيقة الطابور", True),
        ("أنا بعد 20 دقيقة الطابور", True),
        ("هنا بعد 20 دقيقة الطابور", False),
        ("sini dalam 20 minit tengok", False),
        ("ฉัน อีก 20 นาที ดูคิว", True),
        ("ที่นี่ อีก 20 นาที ดูคิว", False),
        ("tôi 20 phút nữa xem hàng đợi", True),
        ("ở đây 20 phút nữa xem hàng đợi", False),
        ("我20分钟后 看队列", True),
        ("这里 20分钟后 看队列", False),
    ],
)
def test_oneself_and_the_room_in_seven_languages(mei: Person, room: Room, words: str, is_for_oneself: bool) -> None:
    language = next((tongue for tongue, sign in TONGUES.items() if sign in words), "en")
    with translation.override(language):
        made = receive(mei, room, f"/remind {words}", key="k").made
    assert (made.at, made.room is None, made.person) == (SOON, is_for_oneself, mei)


@pytest.mark.parametrize("rest", ["me soon look", "me", "@Nobody in 20 min x", "you in 20 min x", "me in 20 min"])
def test_a_chat_line_that_makes_no_sense_sets_nothing(mei: Person, room: Room, rest: str) -> None:
    with pytest.raises(Invalid):
        receive(mei, room, f"/remind {rest}", key="k")
    assert Reminder.objects.count() == 0


def test_the_room_is_told_in_its_own_line(mei: Person, room: Room, clock: time_machine.Traveller) -> None:
    receive(mei, room, "/remind here in 20 min stand up", key="k")
    clock.move_to(SOON)
    remind_those_due.call()
    remind_those_due.call()
    assert (list(Line.objects.values_list("text", flat=True)), told()) == (["⏰ stand up"], [])


def test_what_the_room_takes_no_more_is_told_to_who_asked(
    mei: Person, bo: Person, room: Room, clock: time_machine.Traveller, monkeypatch: pytest.MonkeyPatch
) -> None:
    receive(mei, room, "/remind here in 20 min @all stand up", key="k")
    remind(bo, text="the next one", at=SOON)
    monkeypatch.setattr("denyut.chat.mentions.ROOM_AT_MOST", 0)
    clock.move_to(SOON)
    remind_those_due.call()
    assert Line.objects.count() == 0
    assert list(Reminder.objects.order_by("id").values_list("fired_at", "done_at")) == [(SOON, None), (SOON, None)]
    assert sorted(event.facts["told"] for event in Event.objects.filter(verb="chat.reminded")) == [[mei.pk], [bo.pk]]


def test_a_message_reminds_at_one_tap(world: World, room: Room, signed_in: Callable[[Person], Browser]) -> None:
    line = say(world.bo, room, text="the queue is long, @Mei Lin")
    browser = signed_in(world.mei)
    assert "the queue is long, @Mei Lin" in browser.get(f"/lines/{line.pk}/reminder/").content.decode()
    answer = browser.post(
        f"/lines/{line.pk}/reminder/", {"choice": "in 20 min", "key": "k"}, headers={"HX-Request": "true"}
    )
    made = Reminder.objects.get()
    assert (answer.status_code, made.at, made.line, made.text) == (204, SOON, line, "the queue is long, @Mei Lin")


def test_a_moment_that_is_none_keeps_what_was_typed(
    world: World, room: Room, signed_in: Callable[[Person], Browser]
) -> None:
    line = say(world.bo, room, text="hello")
    answer = signed_in(world.mei).post(f"/lines/{line.pk}/reminder/", {"choice": "", "when": "some day", "key": "k"})
    assert (answer.status_code, 'value="some day"' in answer.content.decode()) == (422, True)


def test_the_list_puts_off_and_ends(reminder: Reminder, mei: Person, signed_in: Callable[[Person], Browser]) -> None:
    browser = signed_in(mei)
    assert "Look at the queue" in browser.get("/reminders/").content.decode()
    browser.post(f"/reminders/{reminder.pk}/snooze/", {"minutes": "60"})
    assert Reminder.objects.get().at == NOON + timedelta(hours=1)
    browser.post(f"/reminders/{reminder.pk}/end/")
    assert "Look at the queue" not in browser.get("/reminders/").content.decode()


def test_a_strangers_reminder_is_nowhere(
    reminder: Reminder, bo: Person, signed_in: Callable[[Person], Browser]
) -> None:
    browser = signed_in(bo)
    assert [browser.post(f"/reminders/{reminder.pk}/{what}/").status_code for what in ("snooze", "end")] == [404, 404]


@pytest.mark.parametrize("many", [1, 3])
def test_the_list_takes_one_query(
    mei: Person, bo: Person, many: int, django_assert_num_queries: Callable[[int], object]
) -> None:
    for number in range(many):
        remind(mei, text=f"x{number}", at=SOON, person=bo)
    with django_assert_num_queries(1):  # type: ignore[attr-defined]
        assert [one.by.name for one in reminders_of(bo)] == ["Mei Lin"] * many
