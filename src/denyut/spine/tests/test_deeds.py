from decimal import Decimal

import pytest

from denyut.chat.actions import open_room, say
from denyut.chat.models import Line, Room
from denyut.people.models import Person
from denyut.spine.access import Conflict, Invalid, Refused
from denyut.spine.deeds import DEEDS, deed
from denyut.spine.events import Via
from denyut.spine.models import Event, Outcome

pytestmark = pytest.mark.django_db


def test_a_refused_deed_changes_nothing(mei: Person) -> None:
    room = open_room(mei, name="Talk")
    before = Event.objects.count()
    with pytest.raises(Invalid):
        say(mei, room, text="  ")
    assert (Line.objects.count(), Event.objects.count()) == (0, before)


def test_a_deed_that_fails_half_way_changes_nothing(mei: Person) -> None:
    @deed("test.half")
    def half(actor: Person) -> Room:
        open_room(actor, name="Half")
        raise Refused("no", code="no")

    with pytest.raises(Refused):
        half(mei)
    del DEEDS["test.half"]
    assert (Room.objects.count(), Event.objects.filter(verb="chat.room_opened").count()) == (0, 0)


def test_the_same_key_twice_is_done_once(mei: Person) -> None:
    room = open_room(mei, name="Talk")
    first = say.via(Via("rest", "k1"))(mei, room, text="hello")
    again = say.via(Via("rest", "k1"))(mei, room, text="hello")
    assert (first, Line.objects.count()) == (again, 1)


def test_a_key_belongs_to_its_person(mei: Person, bo: Person) -> None:
    room = open_room(mei, name="Talk")
    say.via(Via("rest", "k1"))(mei, room, text="hello")
    say.via(Via("rest", "k1"))(bo, room, text="hello")
    assert Line.objects.count() == 2


def test_a_key_used_for_something_else_is_a_conflict(mei: Person) -> None:
    room = open_room(mei, name="Talk")
    say.via(Via("rest", "k1"))(mei, room, text="hello")
    with pytest.raises(Conflict) as refusal:
        say.via(Via("rest", "k1"))(mei, room, text="good-bye")
    assert refusal.value.code == "key_reused"
    assert Line.objects.count() == 1


def test_a_refused_deed_leaves_its_key_free(mei: Person) -> None:
    room = open_room(mei, name="Talk")
    with pytest.raises(Invalid):
        say.via(Via("rest", "k1"))(mei, room, text="")
    assert not Outcome.objects.exists()
    assert say.via(Via("rest", "k1"))(mei, room, text="hello").text == "hello"


def test_options_are_the_signature(mei: Person) -> None:
    options = DEEDS["okr.check_in"].options()
    assert list(options) == ["value", "confidence", "note", "at", "external_key"]
    assert options["value"].annotation is Decimal


def test_a_closed_account_does_nothing(mei: Person) -> None:
    room = open_room(mei, name="Talk")
    mei.is_active = False
    with pytest.raises(Refused) as refusal:
        say(mei, room, text="hello")
    assert refusal.value.code == "account_closed"
