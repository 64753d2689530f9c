"""Due moments and what becomes of them."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from denyut.okr.actions import change_cycle, check_in, move_key_result
from denyut.okr.models import KeyResult
from denyut.okr.rows import key_result_rows
from denyut.people.actions import add_absence
from denyut.rhythm.actions import set_beat
from denyut.rhythm.lateness import Came, Slot, discipline, ledger, slots
from denyut.rhythm.ledgers import dues_of
from denyut.spine import clock
from tests.goals import Goals
from tests.pages import whole_page
from tests.world import World

JAKARTA = ZoneInfo("Asia/Jakarta")
LONG_AGO = datetime(2023, 1, 1, tzinfo=UTC)
FIVE = time(17)


def at(day: date, hour: int = 12) -> datetime:
    return datetime.combine(day, time(hour), tzinfo=JAKARTA)


def fridays(works_on=lambda day: True) -> list[Slot]:
    days = {"weekday": 5, "at": FIVE, "zone": JAKARTA, "works_on": works_on}
    return slots(date(2023, 3, 1), date(2023, 3, 17), "week", **days)


def became(said: list[datetime], now: datetime, **words) -> str:
    return ledger(fridays(), said, now, made_at=LONG_AGO, **words)[1].came


@pytest.mark.parametrize(
    ("said", "came"),
    [
        (at(date(2023, 3, 8)), Came.ON_TIME),
        (at(date(2023, 3, 13)), Came.LATE),
        (None, Came.MISSED),
        # The window opens after the due moment before, and grace ends 24 hours after its own.
        (at(date(2023, 3, 3), 17), Came.MISSED),
        (at(date(2023, 3, 3), 18), Came.ON_TIME),
        (at(date(2023, 3, 11), 17), Came.ON_TIME),
        (at(date(2023, 3, 11), 18), Came.LATE),
        (at(date(2023, 3, 17), 17), Came.LATE),
        (at(date(2023, 3, 17), 18), Came.MISSED),
    ],
)
def test_vector_20_on_time_late_and_missed(said: datetime | None, came: Came) -> None:
    assert became([said] if said else [], at(date(2023, 3, 18))) == came


def test_vector_21_nobody_is_asked_who_is_away() -> None:
    def is_away(day: date) -> bool:
        return date(2023, 3, 6) <= day <= date(2023, 3, 10)

    assert became([], at(date(2023, 3, 18)), is_away=is_away) == Came.NOT_ASKED
    assert became([at(date(2023, 3, 8))], at(date(2023, 3, 18)), is_away=is_away) == Came.ON_TIME
    assert became([], at(date(2023, 3, 18)), is_away=lambda day: day == date(2023, 3, 10)) == Came.NOT_ASKED
    assert became([], at(date(2023, 3, 18)), is_away=lambda day: day == date(2023, 3, 9)) == Came.MISSED


def test_what_is_to_come_and_what_is_due_now() -> None:
    assert became([], at(date(2023, 3, 3), 17)) == Came.FUTURE
    assert became([], at(date(2023, 3, 3), 18)) == became([], at(date(2023, 3, 17), 17)) == Came.PENDING


def test_a_new_key_result_is_not_asked_for_three_days() -> None:
    dues = ledger(fridays(), [], at(date(2023, 3, 30)), made_at=at(date(2023, 3, 7), 18))
    assert [due.came for due in dues] == [Came.NOT_ASKED, Came.NOT_ASKED, Came.MISSED]
    older = ledger(fridays(), [], at(date(2023, 3, 30)), made_at=at(date(2023, 3, 7), 17))
    assert [due.came for due in older] == [Came.NOT_ASKED, Came.MISSED, Came.MISSED]


def test_moments_before_it_was_measured_so_are_of_a_time_that_is_over() -> None:
    said = [at(date(2023, 3, 2))]
    dues = ledger(fridays(), said, at(date(2023, 3, 30)), made_at=LONG_AGO, measured_since=at(date(2023, 3, 5)))
    assert [due.came for due in dues] == [Came.LEGACY, Came.MISSED, Came.MISSED]


def test_fresh_data_ask_nobody_and_count_for_nobody() -> None:
    said = [at(date(2023, 3, 2)), at(date(2023, 3, 9))]
    dues = ledger(fridays(), said, at(date(2023, 3, 30)), made_at=LONG_AGO, is_fed=lambda m: m < at(date(2023, 3, 12)))
    assert [due.came for due in dues] == [Came.NOT_ASKED, Came.NOT_ASKED, Came.MISSED]
    assert discipline(dues) == 0


def test_discipline_is_the_share_that_was_on_time() -> None:
    said = [at(date(2023, 3, 1)), at(date(2023, 3, 13))]
    assert discipline(ledger(fridays(), said, at(date(2023, 3, 30)), made_at=LONG_AGO)) == Decimal(2) / 3
    assert discipline([]) is None


def test_a_due_day_moves_to_the_next_day_on_which_there_is_work() -> None:
    assert [slot.day for slot in fridays(lambda day: day.isoweekday() < 5)] == [
        date(2023, 3, 6),
        date(2023, 3, 13),
        date(2023, 3, 20),
    ]


def test_two_weeks_without_work_leave_one_due_day_out() -> None:
    found = fridays(lambda day: not date(2023, 3, 3) <= day < date(2023, 3, 11))
    assert [slot.day for slot in found] == [date(2023, 3, 11), date(2023, 3, 17)]


@settings(max_examples=50)
@given(
    st.lists(st.datetimes(datetime(2023, 2, 20), datetime(2023, 3, 30), timezones=st.just(UTC)), max_size=6),
    st.datetimes(datetime(2023, 2, 20), datetime(2023, 4, 30), timezones=st.just(UTC)),
)
def test_one_more_check_in_never_makes_a_due_moment_worse(said: list[datetime], more: datetime) -> None:
    order, now = [Came.ON_TIME, Came.LATE, Came.MISSED], at(date(2023, 5, 1))
    before = [due.came for due in ledger(fridays(), said, now, made_at=LONG_AGO)]
    after = [due.came for due in ledger(fridays(), [*said, more], now, made_at=LONG_AGO)]
    assert all(order.index(new) <= order.index(old) for old, new in zip(before, after, strict=True))


@settings(max_examples=50)
@given(
    st.dates(date(2022, 1, 1), date(2024, 1, 1)),
    st.integers(0, 120),
    st.sampled_from(["week", "two_weeks", "month"]),
    st.integers(1, 7),
    st.frozensets(st.integers(1, 7), max_size=5),
    st.sampled_from(["Asia/Jakarta", "Europe/Berlin", "America/New_York"]),
)
def test_windows_touch_and_never_overlap(
    first: date, length: int, cadence: str, weekday: int, free: frozenset[int], zone: str
) -> None:
    last = first + timedelta(days=length)
    found = slots(
        first,
        last,
        cadence,
        weekday=weekday,
        at=FIVE,
        zone=ZoneInfo(zone),
        works_on=lambda day: day.isoweekday() not in free,
    )
    for earlier, later in pairwise(found):
        assert (earlier.at, earlier.following) == (later.before, later.at)
        assert earlier.at < later.at
    for slot in found:
        assert slot.at.astimezone(ZoneInfo(zone)).time() == FIVE
        assert slot.day.isoweekday() not in free
        assert slot.before < slot.at < slot.following


@settings(max_examples=50)
@given(st.datetimes(datetime(2023, 3, 1), datetime(2023, 3, 17, 9), timezones=st.just(UTC)))
def test_every_moment_of_the_span_answers_a_due_moment(said: datetime) -> None:
    came = [due.came for due in ledger(fridays(), [said], at(date(2023, 4, 1)), made_at=LONG_AGO)]
    assert Came.ON_TIME in came


@pytest.fixture
def late() -> Iterator[None]:
    """The last day of November."""
    with clock.at(datetime(2026, 11, 30, 3, tzinfo=UTC)):
        yield


def loaded(kr: KeyResult) -> KeyResult:
    return KeyResult.objects.select_related("objective__cycle", "owner__site").get(pk=kr.pk)


def test_a_key_result_keeps_its_ledger(world: World, goals: Goals, late: None, signed_in) -> None:
    check_in(world.mei, goals.median, value=Decimal(24), at=datetime(2026, 11, 19, 3, tzinfo=UTC))
    kr = loaded(goals.median)
    dues = {due.day: due.came for due in dues_of(kr, clock.now())}
    assert dues[date(2026, 11, 13)] == Came.NOT_ASKED
    assert (dues[date(2026, 11, 20)], dues[date(2026, 11, 27)]) == (Came.ON_TIME, Came.PENDING)
    assert "Check-ins on time" in whole_page(signed_in(world.bo), f"/key-results/{kr.pk}/")


def test_a_pause_of_today_changes_nothing_about_last_month(world: World, goals: Goals, late: None) -> None:
    later = datetime(2026, 12, 20, 3, tzinfo=UTC)
    with clock.at(datetime(2026, 12, 8, 3, tzinfo=UTC)):
        move_key_result(world.mei, goals.median, to="paused", reason="Waits")
    dues = {due.day: due.came for due in dues_of(loaded(goals.median), later)}
    assert (dues[date(2026, 11, 27)], dues[date(2026, 12, 4)]) == (Came.MISSED, Came.MISSED)
    assert dues[date(2026, 12, 11)] == dues[date(2026, 12, 18)] == Came.NOT_ASKED


def test_the_stand_in_is_named_when_the_owner_is_away(world: World, goals: Goals, late: None, signed_in) -> None:
    add_absence(world.mei, world.mei, first_on=date(2026, 11, 23), last_on=date(2026, 12, 4), stand_in=world.bo)
    came = {due.day: due.came for due in dues_of(loaded(goals.median), datetime(2026, 12, 6, 3, tzinfo=UTC))}
    assert came[date(2026, 11, 27)] == Came.NOT_ASKED
    page = whole_page(signed_in(world.cem), f"/key-results/{goals.median.pk}/")
    assert "The owner is away; Bo Santoso is asked." in page
    # What nobody else could do before, whoever stands in may do now.
    assert check_in(world.bo, goals.median, value=Decimal(20)).value == 20


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
    days = [due.day for due in dues_of(loaded(goals.median), datetime(2026, 11, 30, tzinfo=UTC))]
    assert {day.isoweekday() for day in days} == {1}
    assert {later - earlier for earlier, later in pairwise(days)} == {timedelta(days=14)}


def test_a_department_has_a_beat_of_its_own(world: World, goals: Goals) -> None:
    set_beat(world.cem, world.service, cadence="two_weeks", due_weekday=3, due_at=time(9))
    dues = dues_of(loaded(goals.median), datetime(2026, 11, 30, tzinfo=UTC))
    assert {due.day.isoweekday() for due in dues} == {3}
    assert {due.slot.at.time() for due in dues} == {time(2)}


def test_a_department_says_when_silence_is_stale(world: World, goals: Goals) -> None:
    kr = KeyResult.objects.select_related("objective__cycle").get(pk=goals.median.pk)
    weeks = {number: kr.made_at + timedelta(weeks=number) for number in (2, 4, 7)}
    assert [kr.is_stale(moment) for moment in weeks.values()] == [True, True, True]
    set_beat(world.cem, world.service, cadence="month")
    assert [kr.is_stale(moment) for moment in weeks.values()] == [False, False, True]
    rows = key_result_rows([kr.pk], language="en", moment=weeks[2])
    assert rows[kr.pk].is_stale is False
    kr.cadence = "two_weeks"
    assert [kr.is_stale(moment) for moment in weeks.values()] == [False, True, True]
