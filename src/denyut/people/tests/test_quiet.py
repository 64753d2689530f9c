"""Quiet hours: the first waking moment is never early, never quiet, and never too late."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from denyut.people.actions import change_person
from denyut.people.models import Person
from denyut.people.quiet import FARTHEST, waking
from denyut.spine.access import Refused
from tests.world import World

JAKARTA = ZoneInfo("Asia/Jakarta")
NIGHT = (time(20), time(7))
hours = st.times().map(lambda one: one.replace(second=0, microsecond=0))
moments = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 1)).map(lambda one: one.replace(tzinfo=UTC))
zones = st.sampled_from(["Asia/Jakarta", "Asia/Riyadh", "Europe/Berlin", "America/New_York"]).map(ZoneInfo)


def never(day: date) -> bool:
    return False


def is_quiet(moment: datetime, zone: ZoneInfo, quiet: tuple[time, time]) -> bool:
    clock = moment.astimezone(zone).time()
    begins, ends = quiet
    return begins <= clock < ends if begins <= ends else clock >= begins or clock < ends


@given(moments, zones, hours, hours)
def test_waking_is_the_end_of_the_quiet_or_at_once(moment: datetime, zone: ZoneInfo, begins: time, ends: time) -> None:
    found = waking(moment, zone, (begins, ends), never)
    assert moment <= found <= moment + timedelta(days=1, hours=2)
    assert not is_quiet(found, zone, (begins, ends))
    assert found == moment or is_quiet(moment, zone, (begins, ends))


@given(moments, st.sets(st.integers(0, 6), max_size=6))
def test_waking_lies_on_no_day_off(moment: datetime, off: set[int]) -> None:
    found = waking(moment, JAKARTA, NIGHT, lambda day: day.weekday() in off)
    assert found.astimezone(JAKARTA).weekday() not in off


def test_whoever_is_off_for_ever_is_called_all_the_same() -> None:
    moment = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
    found = waking(moment, JAKARTA, NIGHT, lambda day: True)
    assert FARTHEST <= found - moment <= FARTHEST + timedelta(days=1)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("2026-11-23 19:59", "2026-11-23 19:59"),
        ("2026-11-23 20:00", "2026-11-24 07:00"),
        ("2026-11-24 06:59", "2026-11-24 07:00"),
        ("2026-11-24 07:00", "2026-11-24 07:00"),
    ],
)
def test_the_edges_of_the_night(said: str, expected: str) -> None:
    moment = datetime.fromisoformat(said).replace(tzinfo=JAKARTA)
    assert waking(moment, JAKARTA, NIGHT, never) == datetime.fromisoformat(expected).replace(tzinfo=JAKARTA)


@pytest.mark.django_db
def test_quiet_hours_are_ones_own(world: World) -> None:
    change_person(world.mei, world.mei, quiet_from=time(22), quiet_to=time(5))
    changed = Person.objects.get(pk=world.mei.pk)
    assert (changed.quiet_from, changed.quiet_to) == (time(22), time(5))
    with pytest.raises(Refused):
        change_person(world.ada, world.mei, quiet_from=time(1))
    change_person(world.ada, world.mei, quiet_from=time(22), title="Owner")
