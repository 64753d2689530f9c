"""The rhythm board, and departments with a beat of their own."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest
from django.test import Client

from denyut.okr.actions import check_in as say
from denyut.okr.models import Cycle
from denyut.people.models import Person
from denyut.rhythm.actions import add_ritual, attend, set_beat, take_off_beat, write_output
from denyut.rhythm.beats import beats
from denyut.rhythm.board import Held, TeamRow, team_rows
from denyut.rhythm.models import Beat, Ritual
from denyut.spine import clock
from denyut.spine.access import Invalid, Refused
from tests.goals import Goals, make_goals
from tests.world import World

SignedIn = Callable[[Person], Client]
MONDAYS = [date(2026, 11, 2), date(2026, 11, 9), date(2026, 11, 16)]
TUESDAY = datetime(2026, 11, 17, 2, tzinfo=UTC)


def at(day: date, hour: int = 3) -> datetime:
    return datetime.combine(day, time(hour), tzinfo=UTC)


@pytest.fixture
def stand_up(world: World, quarter: Cycle) -> Ritual:
    """The service's own, every Monday from November on."""
    with clock.at(at(date(2026, 11, 1))):
        return add_ritual(
            world.cem, quarter, kind="check_in", first_on=MONDAYS[0], at=time(9), department=world.service
        )


def row_of(viewer: Person, department: object, moment: datetime) -> TeamRow:
    with clock.at(moment):
        return next(row for row in team_rows(viewer, moment) if row.department == department)


def test_a_missed_ritual_is_visible_the_next_day(world: World, stand_up: Ritual) -> None:
    with clock.at(at(MONDAYS[0])):
        attend(world.mei, stand_up, day=MONDAYS[0])
        attend(world.bo, stand_up, day=MONDAYS[0])
        write_output(world.bo, stand_up, day=MONDAYS[0], output="Two risks")
    with clock.at(at(date(2026, 11, 14))):
        attend(world.mei, stand_up, day=MONDAYS[1])
    on_the_day = row_of(world.dora, world.service, at(MONDAYS[2]))
    assert [one.held for one in on_the_day.times] == [Held.ON_TIME, Held.LATE]
    row = row_of(world.dora, world.service, TUESDAY)
    assert [one.held for one in row.times] == [Held.ON_TIME, Held.LATE, Held.MISSED]
    assert (row.held, row.attended, row.with_output) == (Decimal(1) / 3, Decimal(3) / 6, Decimal(1) / 2)


def test_discipline_by_team_leaves_private_goals_out(world: World, signed_in: SignedIn) -> None:
    with clock.at(at(date(2026, 10, 20))):
        goals: Goals = make_goals(world)
    with clock.at(at(date(2026, 11, 5))):
        say(world.mei, goals.median, value=Decimal(25))
    row = row_of(world.dora, world.service, TUESDAY)
    # Two key results, each due on three Fridays whose windows are over; one of the six was met.
    assert (row.due, row.discipline) == (6, Decimal(1) / 6)
    goals.speed.visibility = "private"
    goals.speed.save()
    with clock.at(TUESDAY):
        assert world.service not in [row.department for row in team_rows(world.dora, TUESDAY)]
        assert "Customer Service" not in signed_in(world.dora).get("/rhythm/").content.decode()
        assert "Customer Service" in signed_in(world.mei).get("/rhythm/").content.decode()


def test_a_beat_holds_below_until_it_is_taken_off(world: World) -> None:
    set_beat(world.cem, world.service, cadence="month", due_weekday=2, due_at=time(10))
    assert {pk: beat.cadence for pk, beat in beats().items()} == dict.fromkeys(
        (world.service.pk, world.chat_team.pk), "month"
    )
    set_beat(world.ada, world.chat_team, cadence="two_weeks")
    assert beats()[world.chat_team.pk].cadence == "two_weeks"
    take_off_beat(world.ada, world.chat_team)
    take_off_beat(world.ada, world.chat_team)
    assert beats()[world.chat_team.pk].cadence == "month"
    for error, person, words in [
        (Refused, world.mei, {}),
        (Refused, world.aldo, {}),
        (Invalid, world.cem, {"cadence": "year"}),
        (Invalid, world.cem, {"due_weekday": 8}),
    ]:
        with pytest.raises(error):
            set_beat(person, world.service, **words)


def test_a_lead_sets_the_beat_on_the_board(world: World, stand_up: Ritual, signed_in: SignedIn) -> None:
    browser, url = signed_in(world.cem), f"/departments/{world.service.pk}/beat/"
    with clock.at(TUESDAY):
        assert url in browser.get("/rhythm/").content.decode()
        assert url not in signed_in(world.mei).get("/rhythm/").content.decode()
        assert signed_in(world.mei).get(url).status_code == 403
        words = {"key": "k", "cadence": "two_weeks", "due_weekday": "3", "due_at": "09:00"}
        assert browser.post(url, words).status_code == 302
        assert Beat.objects.get().due_weekday == 3
        assert "Every two weeks" in browser.get("/rhythm/").content.decode()
        assert browser.post(f"{url}removal/", {"key": "l"}).status_code == 302
    assert not Beat.objects.exists()
