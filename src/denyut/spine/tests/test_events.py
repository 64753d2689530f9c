import pytest

from denyut.chat.actions import open_room, say
from denyut.chat.verbs import UNSEATED
from denyut.people.models import Person
from denyut.spine import events
from denyut.spine.events import Break, News, Via, breaks, door, erase_words, head, record_many
from denyut.spine.models import Event, EventText, words_of

pytestmark = pytest.mark.django_db


def last() -> Event:
    return Event.objects.order_by("-id").first()  # type: ignore[return-value]


def test_record_says_who_did_what_where_and_how(mei: Person) -> None:
    room = open_room.via(Via("rest", "", "room:9"))(mei, name="Talk", purpose="")
    event = last()
    assert (event.verb, event.actor, event.surface, event.place) == ("chat.room_opened", mei, "rest", "room:9")
    assert (event.subject_kind, event.subject_id) == ("chat.room", room.pk)


def test_chain_verifies_as_recorded(mei: Person) -> None:
    room = open_room(mei, name="Talk")
    for number in range(5):
        say(mei, room, text=f"line {number}")
    assert list(breaks()) == []


def test_a_changed_fact_is_found_at_its_row(mei: Person) -> None:
    room = open_room(mei, name="Talk")
    say(mei, room, text="one")
    forged = last()
    say(mei, room, text="two")
    Event.objects.filter(pk=forged.pk).update(facts={**forged.facts, "line": 999})
    assert list(breaks()) == [Break(forged.pk, "facts")]


@pytest.mark.parametrize(
    ("column", "value"), [("verb", "chat.forged"), ("place", "room:999"), ("surface", "forged"), ("subject_id", 12345)]
)
def test_a_changed_column_is_found_at_its_row(mei: Person, column: str, value: object) -> None:
    room = open_room(mei, name="Talk")
    say(mei, room, text="one")
    forged = last()
    say(mei, room, text="two")
    Event.objects.filter(pk=forged.pk).update(**{column: value})
    assert list(breaks()) == [Break(forged.pk, "chain")]


def test_a_lost_row_is_found_at_the_next(mei: Person) -> None:
    room = open_room(mei, name="Talk")
    say(mei, room, text="one")
    lost = last().pk
    say(mei, room, text="two")
    Event.objects.filter(pk=lost).delete()
    assert list(breaks()) == [Break(last().pk, "chain")]


def test_erased_words_leave_the_chain_whole(mei: Person) -> None:
    open_room(mei, name="Secret plans")
    event = Event.objects.get(verb="chat.room_opened")
    assert words_of(event) == "Secret plans"
    erase_words(event)
    assert words_of(Event.objects.get(pk=event.pk)) == ""
    assert not EventText.objects.filter(event=event).exists()
    assert list(breaks()) == []


def test_head_is_the_newest_event(mei: Person) -> None:
    open_room(mei, name="Talk")
    assert head() == last().pk


def test_head_of_an_empty_log_is_nought(db: None) -> None:
    assert events.head() == 0


def test_many_events_stand_in_their_order_on_one_chain(mei: Person) -> None:
    room = open_room(mei, name="Talk")
    token = door.set(Via("import", "", "room:9"))
    try:
        made = record_many(mei, [News(UNSEATED, room, {"number": number}, f"word {number}") for number in range(300)])
    finally:
        door.reset(token)
    say(mei, room, text="after")
    kept = Event.objects.filter(facts__has_key="number").order_by("id")

    assert [event.facts["number"] for event in kept] == list(range(300))
    assert [event.pk for event in made] == [event.pk for event in kept]
    assert {(event.verb, event.place, event.surface) for event in kept} == {(UNSEATED.name, "room:9", "import")}
    assert words_of(kept.select_related("words")[7]) == "word 7"
    assert list(breaks()) == []


def test_nothing_recorded_is_no_event(mei: Person) -> None:
    assert (record_many(mei, []), head()) == ([], 0)
