"""Taking a check-in back: a slip leaves no trace in the numbers, and all of it in the log."""

from datetime import timedelta
from decimal import Decimal

import pytest
import time_machine

from denyut.okr.actions import check_in, undo_check_in
from denyut.okr.models import CheckIn
from denyut.people.models import Person
from denyut.spine.access import Conflict, NotThere, Refused
from denyut.spine.models import Event
from tests.goals import TODAY, Goals


@pytest.fixture(autouse=True)
def _today() -> object:
    with time_machine.travel(TODAY, tick=False) as traveller:
        yield traveller


def standing(goals: Goals) -> tuple[object, ...]:
    goals.median.refresh_from_db()
    goals.speed.refresh_from_db()
    kr = goals.median
    return kr.value, kr.progress, kr.confidence, kr.series, kr.checked_in_at, goals.speed.progress


def test_undone_check_in_leaves_everything_as_it_was(goals: Goals, mei: Person) -> None:
    check_in(mei, goals.median, value=Decimal(27), confidence=50)
    with time_machine.travel(TODAY + timedelta(hours=1), tick=False):
        before = standing(goals)
        slip = check_in(mei, goals.median, value=Decimal(8), confidence=90)
        assert standing(goals) != before
        undo_check_in(mei, slip)
    assert standing(goals) == before
    assert list(CheckIn.objects.values_list("value", flat=True)) == [Decimal(27)]
    undone = Event.objects.get(verb="okr.check_in_undone")
    assert (undone.facts["value"], undone.facts["moved"]) == (
        "8.000000",
        [[goals.speed.pk, True], [goals.company.pk, True]],
    )


def test_undoing_the_first_check_in_leaves_no_value(goals: Goals, mei: Person) -> None:
    before = standing(goals)
    undo_check_in(mei, check_in(mei, goals.median, value=Decimal(20)))
    assert standing(goals) == before


def test_undo_is_refused_to_others_after_a_day_and_below_a_newer_one(goals: Goals, mei: Person, cem: Person) -> None:
    slip = check_in(mei, goals.median, value=Decimal(20))
    with pytest.raises(Refused) as other:
        undo_check_in(cem, slip)
    with time_machine.travel(TODAY + timedelta(hours=25), tick=False), pytest.raises(Conflict) as late:
        undo_check_in(mei, slip)
    with time_machine.travel(TODAY + timedelta(hours=1), tick=False):
        check_in(mei, goals.median, value=Decimal(19))
    with pytest.raises(Conflict) as newer:
        undo_check_in(mei, slip)
    assert [one.value.code for one in (other, late, newer)] == ["not_yours", "late", "newer"]


def test_undo_twice_says_that_it_is_gone(goals: Goals, mei: Person) -> None:
    slip = check_in(mei, goals.median, value=Decimal(20))
    undo_check_in(mei, slip)
    with pytest.raises(NotThere):
        undo_check_in(mei, slip)
