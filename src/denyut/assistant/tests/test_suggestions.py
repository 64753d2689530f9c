"""A suggestion writes nothing by itself; one tap records, another takes it back."""

from decimal import Decimal

import pytest
import time_machine

from denyut.assistant.actions import dismiss_suggestion, offer_suggestions, take_suggestion, undo_suggestion
from denyut.assistant.actions.suggestions import Reading
from denyut.assistant.models import Suggestion
from denyut.chat.actions import open_room, say
from denyut.chat.models import Seat
from denyut.okr.actions import check_in
from denyut.okr.models import CheckIn
from denyut.people.models import Person
from denyut.spine.access import Conflict, Refused
from tests.goals import TODAY, Goals


@pytest.fixture(autouse=True)
def _today() -> object:
    with time_machine.travel(TODAY, tick=False) as traveller:
        yield traveller


def offered(goals: Goals, mei: Person, value: int, *, name: str = "Care") -> Suggestion:
    seat = Seat.objects.filter(person=mei, room__name=name).select_related("room").first()
    room = seat.room if seat else open_room(mei, name=name)
    line = say(mei, room, text=f"KR-{goals.median.pk} is at {value} min")
    return offer_suggestions(mei, line, readings=[Reading(goals.median, Decimal(value), 70, "calm")])[0]


def test_offer_writes_nothing_about_the_goal(goals: Goals, mei: Person) -> None:
    offered(goals, mei, 24)
    goals.median.refresh_from_db()
    assert (goals.median.value, CheckIn.objects.count()) == (None, 0)


def test_taking_checks_in_once(goals: Goals, mei: Person) -> None:
    offer = offered(goals, mei, 24)
    take_suggestion(mei, offer)
    take_suggestion(mei, offer)
    said = CheckIn.objects.get()
    assert (said.value, said.confidence, said.note, said.author) == (Decimal(24), 70, "calm", mei)


def test_a_number_that_moved_meanwhile_is_not_overwritten(goals: Goals, mei: Person) -> None:
    offer = offered(goals, mei, 24)
    check_in(mei, goals.median, value=Decimal(30))
    with pytest.raises(Conflict) as refused:
        take_suggestion(mei, offer)
    goals.median.refresh_from_db()
    assert (refused.value.code, goals.median.value) == ("moved", Decimal(30))


def test_ones_own_next_word_follows_the_one_before(goals: Goals, mei: Person) -> None:
    first, second = offered(goals, mei, 24), offered(goals, mei, 22)
    take_suggestion(mei, first)
    take_suggestion(mei, second)
    goals.median.refresh_from_db()
    assert goals.median.value == Decimal(22)


def test_undo_leaves_no_check_in(goals: Goals, mei: Person) -> None:
    offer = offered(goals, mei, 24)
    take_suggestion(mei, offer)
    undo_suggestion(mei, offer)
    undo_suggestion(mei, offer)
    goals.median.refresh_from_db()
    assert (goals.median.value, CheckIn.objects.count()) == (None, 0)
    with pytest.raises(Conflict):
        take_suggestion(mei, offer)


def test_others_answer_nothing(goals: Goals, mei: Person, cem: Person) -> None:
    offer = offered(goals, mei, 24)
    for deed in (take_suggestion, dismiss_suggestion, undo_suggestion):
        with pytest.raises(Refused) as refused:
            deed(cem, offer)
        assert refused.value.code == "not_yours"
    assert list(Suggestion.objects.visible_to(cem)) == []


def test_room_that_is_unwanted_asks_no_more(goals: Goals, mei: Person) -> None:
    for value in (24, 23):
        dismiss_suggestion(mei, offered(goals, mei, value))
    assert Seat.objects.get(person=mei).is_asked is True
    dismiss_suggestion(mei, offered(goals, mei, 22))
    assert Seat.objects.get(person=mei).is_asked is False


def test_one_tap_turns_the_room_off(goals: Goals, mei: Person) -> None:
    dismiss_suggestion(mei, offered(goals, mei, 24), is_last=True)
    offered(goals, mei, 23, name="Elsewhere")
    asked = dict(Seat.objects.filter(person=mei).values_list("room__name", "is_asked"))
    assert asked == {"Care": False, "Elsewhere": True}


def test_undo_of_nothing_is_refused(goals: Goals, mei: Person) -> None:
    with pytest.raises(Conflict) as refused:
        undo_suggestion(mei, offered(goals, mei, 24))
    assert refused.value.code == "not_taken"
