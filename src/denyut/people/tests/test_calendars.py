"""Working time: site weeks, holidays and absences."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from denyut.people.actions import add_absence, add_holiday, remove_absence
from denyut.people.calendars import Week, WorkingTime, working_time
from tests.world import World, make_person

MONDAY = date(2026, 3, 2)
SECOND_FRIDAY = MONDAY + timedelta(days=11)
EIGHT = Decimal(8)


def test_owner_on_leave_has_the_hours_that_are_left(world: World) -> None:
    """Ten working days of eight hours, away on the days 2 to 6, at the end of day 6: 8 of 40 hours have passed."""
    add_absence(world.mei, world.mei, first_on=MONDAY + timedelta(days=1), last_on=MONDAY + timedelta(days=7))
    time = working_time([world.mei.pk], MONDAY, SECOND_FRIDAY)
    day_six = MONDAY + timedelta(days=7)
    assert (time.available(world.mei.pk), time.available(world.mei.pk, day_six)) == (40, 8)
    assert time.share(world.mei.pk, day_six) == Decimal("0.2")
    assert [time.is_away(world.mei.pk, MONDAY + timedelta(days=n)) for n in (0, 1, 7, 8)] == [False, True, True, False]
    assert time.hours(world.mei.pk) == [(MONDAY, EIGHT)] + [(MONDAY + timedelta(days=n), EIGHT) for n in (8, 9, 10, 11)]


def test_sites_have_their_own_week_hours_and_holidays(world: World) -> None:
    add_holiday(world.ada, world.makassar, day=MONDAY, name="Local")
    time = working_time([world.mei.pk, world.dora.pk], MONDAY, MONDAY + timedelta(days=6))
    assert (time.available(world.mei.pk), time.available(world.dora.pk)) == (40, 35)
    assert (time.is_working_day(world.mei.pk, MONDAY), time.is_working_day(world.dora.pk, MONDAY)) == (True, False)


def test_removed_absences_and_those_outside_do_not_count(world: World) -> None:
    remove_absence(world.mei, add_absence(world.mei, world.mei, first_on=MONDAY, last_on=MONDAY))
    before = MONDAY - timedelta(days=3)
    add_absence(world.mei, world.mei, first_on=before, last_on=before)
    assert working_time([world.mei.pk], MONDAY, SECOND_FRIDAY).available(world.mei.pk) == 80


def test_nobody_knows_the_hours_of_whoever_has_no_site(world: World) -> None:
    nomad = make_person("Eka Nomad")
    add_absence(nomad, nomad, first_on=MONDAY, last_on=MONDAY)
    time = working_time([nomad.pk], MONDAY, SECOND_FRIDAY)
    assert (time.hours(nomad.pk), time.share(nomad.pk, MONDAY), time.is_working_day(nomad.pk, MONDAY)) == (None,) * 3
    assert time.is_away(nomad.pk, MONDAY)
    assert time.hours(987_654) is None


def test_whoever_is_always_away_has_no_share(world: World) -> None:
    add_absence(world.mei, world.mei, first_on=MONDAY, last_on=SECOND_FRIDAY)
    time = working_time([world.mei.pk], MONDAY, SECOND_FRIDAY)
    assert (time.hours(world.mei.pk), time.share(world.mei.pk, SECOND_FRIDAY)) == ([], None)


def test_working_time_takes_two_queries_whatever_there_is(world: World, django_assert_num_queries: Any) -> None:
    everybody = [world.mei.pk, world.bo.pk, world.cem.pk, world.dora.pk]
    for number in range(3):
        day = MONDAY + timedelta(days=number)
        add_absence(world.mei, world.mei, first_on=day, last_on=day)
        add_holiday(world.ada, world.makassar, day=day, name="Local")
        with django_assert_num_queries(2):
            time = working_time(everybody, MONDAY, SECOND_FRIDAY)
            assert time.available(world.mei.pk) == 80 - 8 * (number + 1)
            assert time.available(world.dora.pk) == 77 - 7 * (number + 1)


@given(
    st.text("1234567", min_size=1, max_size=7),
    st.integers(0, 40),
    st.lists(st.tuples(st.integers(0, 40), st.integers(0, 10)), max_size=3),
    st.integers(0, 40),
)
def test_share_never_falls_and_ends_at_one(days: str, length: int, spans: list[tuple[int, int]], holiday: int) -> None:
    last = MONDAY + timedelta(days=length)
    week = Week(days, EIGHT, frozenset({MONDAY + timedelta(days=holiday)}))
    away = [(MONDAY + timedelta(days=start), MONDAY + timedelta(days=start + more)) for start, more in spans]
    time = WorkingTime(MONDAY, last, {1: week}, {7: 1}, {7: away})
    shares = [time.share(7, MONDAY + timedelta(days=n)) for n in range(length + 1)]
    known = [share for share in shares if share is not None]
    assert known == sorted(known)
    assert len(known) in (0, length + 1)
    assert not known or known[-1] == 1
    assert all(not time.is_away(7, day) and week.works_on(day) for day, _hours in time.hours(7) or [])
