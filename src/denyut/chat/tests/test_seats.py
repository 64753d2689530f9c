from datetime import UTC, datetime, timedelta

import pytest

from denyut.chat.actions import ask_me_here, mark_all_read, mute_room, notify_me, open_room, say
from denyut.chat.forms import FOREVER, MuteForm
from denyut.chat.models import Room, Seat
from denyut.chat.unread import rooms_of
from denyut.people.models import Person
from denyut.spine import clock
from denyut.spine.access import Invalid, NotThere, Refused
from tests.world import World

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 6, 1, 5, 0, tzinfo=UTC)


@pytest.fixture
def room(mei: Person, bo: Person) -> Room:
    return open_room(mei, name="Queue", people=[bo])


def seat_of(person: Person, room: Room) -> Seat:
    return Seat.objects.get(room=room, person=person)


@pytest.mark.parametrize("about", ["all", "mentions", "nothing"])
def test_notify_me_is_kept_for_one_alone(world: World, room: Room, about: str) -> None:
    notify_me(world.bo, room, about=about)
    assert (seat_of(world.bo, room).notify, seat_of(world.mei, room).notify) == (about, "mentions")


def test_notify_me_refuses_nonsense(bo: Person, room: Room) -> None:
    with pytest.raises(Invalid) as refusal:
        notify_me(bo, room, about="loudly")
    assert refusal.value.field == "about"


def test_without_a_seat_there_is_nothing_to_set(dora: Person, room: Room) -> None:
    for deed in (lambda: notify_me(dora, room, about="all"), lambda: mute_room(dora, room, until=NOON)):
        with pytest.raises(NotThere) as refusal:
            deed()
        assert refusal.value.code == "no_seat"


def test_a_stranger_sets_nothing_in_a_closed_room(world: World) -> None:
    room = open_room(world.mei, name="Pay", kind="closed")
    with pytest.raises(Refused):
        ask_me_here(world.dora, room, is_asked=False)


def test_a_muted_room_is_quiet_until_its_time(world: World, room: Room) -> None:
    with clock.at(NOON):
        mute_room(world.bo, room, until=NOON + timedelta(hours=1))
        assert [mark.is_muted for mark in rooms_of(world.bo)] == [True]
    with clock.at(NOON + timedelta(hours=2)):
        assert [mark.is_muted for mark in rooms_of(world.bo)] == [False]


def test_a_muted_room_is_heard_again(world: World, room: Room) -> None:
    mute_room(world.bo, room, until=FOREVER)
    mute_room(world.bo, room)
    assert seat_of(world.bo, room).muted_until is None


@pytest.mark.parametrize(
    ("span", "until"),
    [
        ("", None),
        ("hour", NOON + timedelta(hours=1)),
        ("hours", NOON + timedelta(hours=8)),
        ("tomorrow", datetime(2026, 6, 2, 1, 0, tzinfo=UTC)),
        ("forever", FOREVER),
    ],
)
def test_how_long_a_room_is_muted(mei: Person, span: str, until: datetime | None) -> None:
    form = MuteForm({"span": span})
    assert form.is_valid()
    with clock.at(NOON):
        assert form.until(mei) == until


def test_ask_me_here_is_kept(bo: Person, room: Room) -> None:
    ask_me_here(bo, room, is_asked=False)
    assert seat_of(bo, room).is_asked is False


def test_mark_all_read_reads_every_room_of_ones_own(world: World, room: Room) -> None:
    other = open_room(world.mei, name="Other", people=[world.bo])
    for place in (room, other):
        say(world.mei, place, text="hello")
    mark_all_read(world.bo)
    assert [mark.has_unread for mark in rooms_of(world.bo)] == [False, False]
    assert seat_of(world.mei, room).read_to == 0
