from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.test import Client

from denyut.chat.actions import cast_vote, close_poll, give_seat, make_poll, open_room
from denyut.chat.door import receive
from denyut.chat.drawn import draw, forget
from denyut.chat.jobs import close_polls_due
from denyut.chat.models import Line, Poll, Room, Vote
from denyut.chat.polls import poll_rows
from denyut.people.models import Person
from denyut.spine.access import Conflict, Invalid, Refused
from denyut.spine.events import Via
from denyut.spine.models import Event
from tests.world import World

pytestmark = pytest.mark.django_db
type Browser = Client
NOON = datetime(2026, 11, 25, 5, 0, tzinfo=UTC)
FOOD = ["Warung Sari", "Here", "Nowhere"]


@pytest.fixture(autouse=True)
def _nothing_drawn_yet() -> None:
    """Each test's lines have the same numbers as those of the one before."""
    forget()


@pytest.fixture
def room(mei: Person) -> Room:
    return open_room(mei, name="Queue")


@pytest.fixture
def poll(mei: Person, room: Room) -> Poll:
    return make_poll(mei, room, question="Where do we eat?", options=FOOD)


def counts(poll: Poll) -> list[int]:
    return [option.count for option in poll_rows([poll.pk])[poll.pk].options]


def card_of(poll: Poll) -> Line:
    return Line.objects.select_related("author").get(kind="card", facts__card="chat.poll_card", facts__number=poll.pk)


def drawing(poll: Poll) -> str:
    line = card_of(poll)
    return draw([line], "en")[line.pk]


def test_a_poll_stands_in_its_room(poll: Poll, room: Room) -> None:
    assert (card_of(poll).room, counts(poll), "Where do we eat?" in drawing(poll)) == (room, [0, 0, 0], True)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ({"question": " "}, "empty"),
        ({"question": "x" * 301}, "too_long"),
        ({"options": ["one"]}, "options"),
        ({"options": ["one", " "]}, "options"),
        ({"options": [str(number) for number in range(11)]}, "options"),
        ({"options": ["One", "one"]}, "same"),
        ({"closes_at": NOON - timedelta(minutes=1)}, "past"),
    ],
)
@time_machine.travel(NOON, tick=False)
def test_make_poll_refuses_what_makes_no_sense(mei: Person, room: Room, words: dict[str, object], code: str) -> None:
    with pytest.raises(Invalid) as refusal:
        make_poll(mei, room, **{"question": "Where?", "options": FOOD, **words})  # type: ignore[arg-type]
    assert (refusal.value.code, Poll.objects.count()) == (code, 0)


def test_a_poll_of_a_closed_room_is_for_its_people(world: World) -> None:
    closed = open_room(world.mei, name="Pay", kind="closed", people=[world.bo])
    poll = make_poll(world.mei, closed, question="More?", options=["Yes", "No"])
    with pytest.raises(Refused) as refusal:
        cast_vote(world.dora, poll, option=0)
    assert refusal.value.code == "no_seat"
    assert [Poll.objects.visible_to(who).count() for who in (world.bo, world.dora, world.ada)] == [1, 0, 0]


def test_an_auditor_does_not_vote(aldo: Person, poll: Poll) -> None:
    with pytest.raises(Refused):
        cast_vote(aldo, poll, option=0)


def test_one_choice_takes_the_place_of_another(poll: Poll, bo: Person) -> None:
    cast_vote(bo, poll, option=0)
    cast_vote(bo, poll, option=1)
    assert counts(poll) == [0, 1, 0]


def test_a_second_click_takes_the_vote_back(poll: Poll, bo: Person) -> None:
    cast_vote(bo, poll, option=0)
    cast_vote(bo, poll, option=0)
    assert counts(poll) == [0, 0, 0]


def test_a_choice_said_twice_counts_once(poll: Poll, bo: Person) -> None:
    for _again in range(2):
        cast_vote(bo, poll, option=0, is_chosen=True)
    assert (counts(poll), Event.objects.filter(verb="chat.voted").count()) == ([1, 0, 0], 1)


def test_several_choices_stand_beside_each_other(mei: Person, bo: Person, room: Room) -> None:
    poll = make_poll(mei, room, question="When?", options=["Mon", "Tue"], is_multiple=True)
    cast_vote(bo, poll, option=0)
    cast_vote(bo, poll, option=1)
    assert (counts(poll), poll_rows([poll.pk])[poll.pk].voters) == ([1, 1], 1)


@pytest.mark.parametrize("option", [-1, 3, 99])
def test_an_option_that_is_not_there_is_refused(poll: Poll, bo: Person, option: int) -> None:
    with pytest.raises(Invalid):
        cast_vote(bo, poll, option=option)


def test_the_card_shows_who_chose_what(poll: Poll, bo: Person) -> None:
    before = drawing(poll)
    cast_vote(bo, poll, option=0)
    assert (f'data-named="{bo.pk}"' in before, f'data-named="{bo.pk}"' in drawing(poll)) == (False, True)


def test_a_secret_poll_names_nobody(world: World, room: Room) -> None:
    poll = make_poll(world.mei, room, question="Who leads?", options=["Cem", "Dora"], is_secret=True)
    cast_vote(world.bo, poll, option=1)
    assert ("Bo Santoso" in drawing(poll), f'data-named="{world.bo.pk}"' in drawing(poll)) == (False, False)
    assert counts(poll) == [0, 1]
    assert [Vote.objects.visible_to(who).count() for who in (world.bo, world.mei, world.ada)] == [1, 0, 0]
    assert "option" not in Event.objects.get(verb="chat.voted").facts


def test_only_who_asked_closes_a_poll(poll: Poll, bo: Person, mei: Person) -> None:
    with pytest.raises(Refused):
        close_poll(bo, poll)
    close_poll(mei, poll)
    close_poll(mei, poll)
    with pytest.raises(Conflict) as refusal:
        cast_vote(bo, poll, option=0)
    assert (refusal.value.code, Event.objects.filter(verb="chat.poll_closed").count()) == ("closed", 1)
    assert "data-over" in drawing(poll)


def test_a_poll_closes_by_itself(mei: Person, bo: Person, room: Room) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        poll = make_poll(mei, room, question="Where?", options=FOOD, closes_at=NOON + timedelta(minutes=5))
        close_polls_due.call()
        assert Poll.objects.get().closed_at is None
        clock.shift(timedelta(minutes=5))
        with pytest.raises(Conflict):
            cast_vote(bo, poll, option=0)
        close_polls_due.call()
        assert Poll.objects.get().closed_at == NOON + timedelta(minutes=5)


def test_a_chat_line_asks(mei: Person, room: Room) -> None:
    line = '/poll "Where do we eat?" "Warung Sari" Here several=yes secret=yes until=Fri'
    with time_machine.travel(NOON, tick=False):
        made = receive(mei, room, line, key="k").made
    assert (made.question, made.options, made.is_multiple, made.is_secret, made.room) == (
        "Where do we eat?",
        ["Warung Sari", "Here"],
        True,
        True,
        room,
    )
    assert made.closes_at == datetime(2026, 11, 27, 16, 59, tzinfo=UTC)


@pytest.mark.parametrize(
    "rest", ['"Where?"', '"Where?" Here', '"Where?" A B several=perhaps', '"Where?" A B until=soon']
)
def test_a_chat_line_that_makes_no_sense_asks_nothing(mei: Person, room: Room, rest: str) -> None:
    with pytest.raises(Invalid):
        receive(mei, room, f"/poll {rest}", key="k")
    assert Poll.objects.count() == 0


def test_the_same_line_asks_once(mei: Person, room: Room) -> None:
    ask = make_poll.via(Via("rest", "k1"))
    again = make_poll.via(Via("rest", "k1"))
    assert ask(mei, room, question="Where?", options=FOOD) == again(mei, room, question="Where?", options=FOOD)


def test_votes_come_by_the_web(poll: Poll, world: World, signed_in: Callable[[Person], Browser]) -> None:
    browser = signed_in(world.bo)
    assert browser.post(f"/polls/{poll.pk}/votes/", {"option": "0"}, headers={"HX-Request": "true"}).status_code == 204
    assert (counts(poll), "Warung Sari" in browser.get(f"/polls/{poll.pk}/mine/").content.decode()) == ([1, 0, 0], True)
    assert [browser.post(f"/polls/{poll.pk}/votes/", {"option": o}).status_code for o in ("²", "", "9" * 30)] == [
        404
    ] * 3
    assert browser.post(f"/polls/{poll.pk}/close/").status_code == 403


def test_polls_of_a_closed_room_are_nowhere(world: World, signed_in: Callable[[Person], Browser]) -> None:
    closed = open_room(world.mei, name="Pay", kind="closed")
    poll = make_poll(world.mei, closed, question="More?", options=["Yes", "No"])
    browser = signed_in(world.dora)
    answers = [browser.post(f"/polls/{poll.pk}/{what}/", {"option": "0"}) for what in ("votes", "close")]
    assert [*(a.status_code for a in answers), browser.get(f"/polls/{poll.pk}/mine/").status_code] == [404] * 3
    give_seat(world.mei, closed, world.dora)
    assert browser.get(f"/polls/{poll.pk}/mine/").status_code == 200


@pytest.mark.parametrize("many", [1, 3])
def test_polls_are_drawn_in_two_queries(
    mei: Person, bo: Person, room: Room, many: int, django_assert_num_queries: Callable[[int], object]
) -> None:
    polls = [make_poll(mei, room, question=f"Where {n}?", options=FOOD) for n in range(many)]
    for poll in polls:
        cast_vote(bo, poll, option=0)
    with django_assert_num_queries(2):  # type: ignore[attr-defined]
        assert len(poll_rows([poll.pk for poll in polls])) == many
