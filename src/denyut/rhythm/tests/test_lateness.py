"""Due days and what becomes of them."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from denyut.okr.actions import change_cycle, check_in
from denyut.okr.models import KeyResult
from denyut.people.actions import add_absence
from denyut.rhythm.lateness import Came, discipline, due_days, ledger
from denyut.rhythm.ledgers import dues_of
from denyut.spine import clock
from tests.goals import Goals
from tests.pages import whole_page
from tests.world import World

FRIDAYS = [date(2023, 3, 3), date(2023, 3, 10), date(2023, 3, 17)]
LONG_AGO = date(2023, 1, 1)


def became(said: list[date], today: date, **words) -> str:
    return ledger(FRIDAYS, said, today, made_on=LONG_AGO, **words)[1].came


@pytest.mark.parametrize(
    ("said", "came"),
    [
        (date(2023, 3, 8), Came.ON_TIME),
        (date(2023, 3, 13), Came.LATE),
        (None, Came.MISSED),
        (date(2023, 3, 11), Came.ON_TIME),
        (date(2023, 3, 17), Came.LATE),
        (date(2023, 3, 3), Came.MISSED),
    ],
)
def test_vector_20_on_time_late_and_missed(said: date | None, came: Came) -> None:
    assert became([said] if said else [], date(2023, 3, 18)) == came


def test_vector_21_nobody_is_asked_who_is_away() -> None:
    def is_away(day: date) -> bool:
        return date(2023, 3, 6) <= day <= date(2023, 3, 10)

    assert became([], date(2023, 3, 18), is_away=is_away) == Came.NOT_ASKED
    assert became([date(2023, 3, 8)], date(2023, 3, 18), is_away=is_away) == Came.ON_TIME


def test_what_is_to_come_and_what_is_due_now() -> None:
    assert became([], date(2023, 3, 3)) == Came.FUTURE
    assert became([], date(2023, 3, 10)) == became([], date(2023, 3, 17)) == Came.PENDING


def test_a_new_key_result_is_not_asked_at_once() -> None:
    dues = ledger(FRIDAYS, [], date(2023, 3, 30), made_on=date(2023, 3, 8))
    assert [due.came for due in dues] == [Came.NOT_ASKED, Came.NOT_ASKED, Came.MISSED]


def test_days_before_it_was_measured_so_are_of_a_time_that_is_over() -> None:
    dues = ledger(FRIDAYS, [date(2023, 3, 2)], date(2023, 3, 30), made_on=LONG_AGO, measured_since=date(2023, 3, 5))
    assert [due.came for due in dues] == [Came.LEGACY, Came.MISSED, Came.MISSED]


def test_discipline_is_the_share_that_was_on_time() -> None:
    said = [date(2023, 3, 1), date(2023, 3, 13)]
    assert discipline(ledger(FRIDAYS, said, date(2023, 3, 30), made_on=LONG_AGO)) == Decimal(2) / 3
    assert discipline([]) is None


def test_a_due_day_moves_to_the_next_day_on_which_there_is_work() -> None:
    def works_on(day: date) -> bool:
        return day.isoweekday() < 5

    days = list(due_days(date(2023, 3, 1), date(2023, 3, 20), "week", 5, works_on))
    assert days == [date(2023, 3, 6), date(2023, 3, 13), date(2023, 3, 20)]


@given(
    st.lists(st.dates(date(2023, 2, 20), date(2023, 3, 30)), max_size=6), st.dates(date(2023, 2, 20), date(2023, 4, 30))
)
def test_one_more_check_in_never_makes_a_due_day_worse(said: list[date], more: date) -> None:
    order = [Came.ON_TIME, Came.LATE, Came.MISSED]
    before = [due.came for due in ledger(FRIDAYS, said, date(2023, 5, 1), made_on=LONG_AGO)]
    after = [due.came for due in ledger(FRIDAYS, [*said, more], date(2023, 5, 1), made_on=LONG_AGO)]
    assert all(order.index(new) <= order.index(old) for old, new in zip(before, after, strict=True))


@pytest.fixture
def late() -> Iterator[None]:
    """The last day of November."""
    with clock.at(datetime(2026, 11, 30, 3, tzinfo=UTC)):
        yield


def test_a_key_result_keeps_its_ledger(world: World, goals: Goals, late: None, signed_in) -> None:
    check_in(world.mei, goals.median, value=Decimal(24), at=datetime(2026, 11, 19, 3, tzinfo=UTC))
    kr = KeyResult.objects.select_related("objective__cycle", "owner").get(pk=goals.median.pk)
    dues = {due.day: due.came for due in dues_of(kr, date(2026, 11, 30))}
    assert dues[date(2026, 11, 13)] == Came.NOT_ASKED
    assert (dues[date(2026, 11, 20)], dues[date(2026, 11, 27)]) == (Came.ON_TIME, Came.PENDING)
    page = whole_page(signed_in(world.bo), f"/key-results/{kr.pk}/")
    assert "Check-ins on time" in page


def test_the_stand_in_is_named_when_the_owner_is_away(world: World, goals: Goals, late: None, signed_in) -> None:
    add_absence(world.mei, world.mei, first_on=date(2026, 11, 23), last_on=date(2026, 12, 4), stand_in=world.bo)
    kr = KeyResult.objects.select_related("objective__cycle", "owner").get(pk=goals.median.pk)
    came = {due.day: due.came for due in dues_of(kr, date(2026, 12, 6))}
    assert came[date(2026, 11, 27)] == Came.NOT_ASKED
    assert "The owner is away; Bo Santoso is asked." in whole_page(signed_in(world.cem), f"/key-results/{kr.pk}/")


def test_a_cycle_says_how_often_and_a_key_result_may_say_otherwise(world: World, goals: Goals) -> None:
    change_cycle(
        world.cem,
        goals.quarter,
        name="Q4 2026",
        starts_on=goals.quarter.starts_on,
        ends_on=goals.quarter.ends_on,
        cadence="two_weeks",
        due_weekday=1,
    )
    kr = KeyResult.objects.select_related("objective__cycle", "owner").get(pk=goals.median.pk)
    days = [due.day for due in dues_of(kr, date(2026, 11, 30))]
    assert {day.isoweekday() for day in days} == {1}
    assert {later - earlier for earlier, later in pairwise(days)} == {timedelta(days=14)}
