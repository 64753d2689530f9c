"""Attendance and outputs: from when on, by whom, and until when."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from denyut.okr.models import Cycle
from denyut.people.actions import add_holiday
from denyut.people.models import Person
from denyut.rhythm.actions import (
    add_ritual,
    attend,
    close_sitting,
    end_ritual,
    reopen_sitting,
    take_back_attendance,
    write_output,
)
from denyut.rhythm.models import Ritual, Sitting
from denyut.spine import clock
from denyut.spine.access import Conflict, Invalid, NotThere, Refused
from denyut.spine.models import Event, words_of
from tests.world import World, make_person

MONDAY = date(2026, 11, 16)
NINE_IN_JAKARTA = datetime(2026, 11, 16, 2, 0, tzinfo=UTC)
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


def opens_for(person: Person, ritual: Ritual, moment: datetime, day: date = MONDAY) -> bool:
    with clock.at(moment):
        try:
            attend(person, ritual, day=day)
        except Conflict as refusal:
            return refusal.code != "not_open_yet"
    return True


def test_ritual_opens_by_each_persons_own_clock(world: World, check_in: Ritual) -> None:
    nine_in_makassar = NINE_IN_JAKARTA - HOUR
    assert not opens_for(world.dora, check_in, nine_in_makassar - MINUTE)
    assert opens_for(world.dora, check_in, nine_in_makassar)
    assert not opens_for(world.mei, check_in, nine_in_makassar)
    assert not opens_for(world.mei, check_in, NINE_IN_JAKARTA - MINUTE)
    assert opens_for(world.mei, check_in, NINE_IN_JAKARTA)


def test_ritual_opens_by_the_companys_clock_for_whoever_has_no_site(world: World, check_in: Ritual) -> None:
    nomad = make_person("Eka Nomad")
    assert not opens_for(nomad, check_in, NINE_IN_JAKARTA - MINUTE)
    assert opens_for(nomad, check_in, NINE_IN_JAKARTA)


def test_ritual_opens_after_a_free_day_of_ones_own_site(world: World, check_in: Ritual) -> None:
    add_holiday(world.ada, world.jakarta, day=MONDAY, name="Local")
    assert not opens_for(world.mei, check_in, NINE_IN_JAKARTA + HOUR)
    assert opens_for(world.dora, check_in, NINE_IN_JAKARTA)
    assert opens_for(world.mei, check_in, NINE_IN_JAKARTA + timedelta(days=1))
    assert Sitting.objects.get().attended.count() == 2


def test_before_it_opens_the_refusal_says_when(world: World, check_in: Ritual) -> None:
    with pytest.raises(Conflict) as refusal:
        attend(world.dora, check_in, day=MONDAY)
    assert str(refusal.value) == "This opens on Nov 16, 2026 at 09:00."
    with pytest.raises(Conflict):
        write_output(world.dora, check_in, day=MONDAY, output="Early")
    assert not Sitting.objects.exists()


def test_attend_is_noted_once_and_taken_back(world: World, check_in: Ritual) -> None:
    with clock.at(NINE_IN_JAKARTA):
        sitting = attend(world.mei, check_in, day=MONDAY)
        assert (list(sitting.attended.all()), sitting.opened_at) == ([world.mei], NINE_IN_JAKARTA)
        with pytest.raises(Conflict) as refusal:
            attend(world.mei, check_in, day=MONDAY)
        assert refusal.value.code == "attended"
        take_back_attendance(world.mei, sitting)
        with pytest.raises(Conflict) as refusal:
            take_back_attendance(world.mei, sitting)
        assert refusal.value.code == "not_attended"
    verbs = list(Event.objects.order_by("id").values_list("verb", flat=True))
    assert verbs[-2:] == ["rhythm.attended", "rhythm.attendance_taken_back"]


def test_attendance_may_be_noted_after_it_closed(world: World, check_in: Ritual) -> None:
    assert opens_for(world.mei, check_in, NINE_IN_JAKARTA + timedelta(days=3))


@pytest.mark.parametrize("day", [date(2026, 11, 17), date(2026, 10, 4), date(2027, 1, 4)])
def test_nothing_takes_place_on_a_day_that_is_not_planned(world: World, check_in: Ritual, day: date) -> None:
    with clock.at(NINE_IN_JAKARTA + timedelta(days=90)):
        for attempt in (attend, lambda a, r, day: write_output(a, r, day=day, output="x")):
            with pytest.raises(NotThere) as refusal:
                attempt(world.mei, check_in, day=day)
            assert refusal.value.code == "not_planned"


def test_ended_ritual_takes_no_new_sitting_and_keeps_the_old(world: World, check_in: Ritual) -> None:
    with clock.at(NINE_IN_JAKARTA):
        attend(world.mei, check_in, day=MONDAY)
        ended = end_ritual(world.cem, check_in)
        assert attend(world.bo, ended, day=MONDAY).attended.count() == 2
        with pytest.raises(NotThere):
            attend(world.mei, ended, day=MONDAY - timedelta(days=7))


def test_department_ritual_is_for_its_people(world: World, quarter: Cycle) -> None:
    inside = make_person("Eka Sari", department=world.chat_team, site=world.jakarta)
    ritual = add_ritual(
        world.cem, quarter, kind="plan", first_on=MONDAY, at=time(9), department=world.service, every="once"
    )
    with clock.at(NINE_IN_JAKARTA):
        for person in (world.mei, inside, world.cem):
            attend(person, ritual, day=MONDAY)
        for person, code in ((world.dora, "other_department"), (world.aldo, "reads_only"), (world.robo, "is_bot")):
            with pytest.raises(Refused) as refusal:
                attend(person, ritual, day=MONDAY)
            assert refusal.value.code == code


def test_write_output_replaces_what_was_read(world: World, check_in: Ritual) -> None:
    with clock.at(NINE_IN_JAKARTA):
        first = write_output(world.mei, check_in, day=MONDAY, output=" Two risks ", version=0)
        assert (first.output, first.version) == ("Two risks", 1)
        with pytest.raises(Conflict) as refusal:
            write_output(world.bo, check_in, day=MONDAY, output="Mine", version=0)
        assert (refusal.value.code, refusal.value.field) == ("changed_meanwhile", "output")
        assert write_output(world.bo, check_in, day=MONDAY, output="Two risks. One plan.", version=1).version == 2
        with pytest.raises(Invalid):
            write_output(world.bo, check_in, day=MONDAY, output="x" * 20_001)
    event = Event.objects.latest("id")
    assert (words_of(event), "Two risks" in str(event.facts)) == ("Two risks. One plan.", False)


def test_closed_sitting_stays_as_it_is(world: World, check_in: Ritual) -> None:
    with clock.at(NINE_IN_JAKARTA):
        sitting = attend(world.mei, check_in, day=MONDAY)
        close_sitting(world.cem, sitting)
        for attempt in (
            lambda: attend(world.bo, check_in, day=MONDAY),
            lambda: write_output(world.bo, check_in, day=MONDAY, output="Late"),
            lambda: take_back_attendance(world.mei, sitting),
            lambda: close_sitting(world.cem, sitting),
        ):
            with pytest.raises(Conflict) as refusal:
                attempt()
            assert refusal.value.code == "sitting_closed"
        reopen_sitting(world.cem, sitting)
        with pytest.raises(Conflict) as refusal:
            reopen_sitting(world.cem, sitting)
        assert refusal.value.code == "open"
        assert attend(world.bo, check_in, day=MONDAY).attended.count() == 2


@pytest.mark.parametrize("who", ["mei", "dora", "aldo"])
def test_closing_is_refused_to(world: World, check_in: Ritual, who: str) -> None:
    with clock.at(NINE_IN_JAKARTA):
        sitting = attend(world.mei, check_in, day=MONDAY)
        for deed in (close_sitting, reopen_sitting):
            with pytest.raises(Refused):
                deed(getattr(world, who), sitting)
        with pytest.raises(Refused):
            take_back_attendance(world.aldo, sitting)
