"""The days and windows of rituals, without a database."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from denyut.rhythm.months import month_after, month_before, month_of, weeks_of
from denyut.rhythm.occurrences import Every, held_days, next_working_day, planned_days, window
from denyut.rhythm.usual import usual_rituals

JAKARTA, MAKASSAR = ZoneInfo("Asia/Jakarta"), ZoneInfo("Asia/Makassar")
YEAR_END = date(2026, 12, 31)
days = st.dates(date(2020, 1, 1), date(2035, 12, 31))


def weekday(day: date) -> bool:
    return day.weekday() < 5


def test_weekly_days_stay_on_their_weekday() -> None:
    assert list(planned_days(date(2026, 12, 4), YEAR_END, "week")) == [date(2026, 12, d) for d in (4, 11, 18, 25)]
    assert list(planned_days(date(2026, 12, 4), YEAR_END, "two_weeks")) == [date(2026, 12, d) for d in (4, 18)]
    assert list(planned_days(date(2026, 12, 4), YEAR_END, "once")) == [date(2026, 12, 4)]
    assert list(planned_days(date(2027, 1, 1), YEAR_END, "once")) == []


def test_monthly_days_are_the_same_weekday_of_each_month() -> None:
    second_tuesday = planned_days(date(2026, 9, 8), YEAR_END, "month")
    assert list(second_tuesday) == [date(2026, 9, 8), date(2026, 10, 13), date(2026, 11, 10), date(2026, 12, 8)]
    fifth_friday = planned_days(date(2026, 1, 30), date(2026, 4, 30), "month")
    assert list(fifth_friday) == [date(2026, 1, 30), date(2026, 2, 27), date(2026, 3, 27), date(2026, 4, 24)]
    assert list(planned_days(date(2026, 3, 2), YEAR_END, "quarter")) == [
        date(2026, 3, 2),
        date(2026, 6, 1),
        date(2026, 9, 7),
        date(2026, 12, 7),
    ]


@given(days, st.sampled_from([every.value for every in Every]), st.integers(0, 800))
def test_planned_days_rise_on_one_weekday_inside_their_span(first: date, every: str, length: int) -> None:
    last = first + timedelta(days=length)
    found = list(planned_days(first, last, every))
    assert found[0] == first
    assert found == sorted(set(found))
    assert all(day.weekday() == first.weekday() and first <= day <= last for day in found)


@given(
    days, st.sampled_from(["week", "two_weeks", "month", "quarter"]), st.integers(0, 400), st.sets(st.integers(0, 420))
)
def test_held_days_are_working_days_that_never_meet(first: date, every: str, length: int, rests: set[int]) -> None:
    free = {first + timedelta(days=number) for number in rests}

    def works_on(day: date) -> bool:
        return weekday(day) and day not in free

    pairs = list(held_days(first, first + timedelta(days=length), every, works_on))
    held = [day for _planned, day in pairs]
    assert held == sorted(set(held))
    assert all(planned <= day for planned, day in pairs)
    assert all(works_on(day) for day in held[:-1])
    assert all(day == planned for planned, day in pairs if works_on(planned))


def test_held_day_moves_off_weekends_and_holidays() -> None:
    christmas = {date(2026, 12, 25)}
    held = dict(held_days(date(2026, 12, 4), YEAR_END, "week", lambda day: weekday(day) and day not in christmas))
    assert held[date(2026, 12, 25)] == date(2026, 12, 28)
    assert held[date(2026, 12, 18)] == date(2026, 12, 18)


def test_a_week_of_rest_skips_one_time_and_never_doubles_the_next() -> None:
    def works_on(day: date) -> bool:
        return weekday(day) and not date(2026, 12, 7) <= day <= date(2026, 12, 11)

    held = list(held_days(date(2026, 11, 30), date(2026, 12, 20), "week", works_on))
    assert [planned for planned, _day in held] == [date(2026, 11, 30), date(2026, 12, 14)]


def test_a_day_without_a_better_one_stays() -> None:
    assert list(held_days(date(2026, 12, 4), YEAR_END, "once", lambda day: False)) == [(date(2026, 12, 4),) * 2]
    assert next_working_day(date(2026, 12, 4), date(2026, 12, 5), lambda day: False) is None


def test_window_opens_by_each_clock() -> None:
    own, other = window(date(2026, 12, 4), time(9), 30, JAKARTA), window(date(2026, 12, 4), time(9), 30, MAKASSAR)
    assert own.opens_at == datetime(2026, 12, 4, 2, 0, tzinfo=UTC)
    assert own.opens_at - other.opens_at == timedelta(hours=1)
    assert [own.is_open(own.opens_at + timedelta(minutes=m)) for m in (-1, 0, 29, 30)] == [False, True, True, False]


def test_window_of_a_time_that_the_change_of_clocks_skips() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    opened = window(date(2026, 3, 29), time(2, 30), 30, berlin)
    assert (opened.opens_at, opened.closes_at - opened.opens_at) == (
        datetime(2026, 3, 29, 1, 30, tzinfo=UTC),
        timedelta(minutes=30),
    )


@given(days, st.times(), st.integers(1, 1440), st.sampled_from(["Asia/Jakarta", "Europe/Berlin", "America/New_York"]))
def test_window_is_as_long_as_it_says(day: date, at: time, minutes: int, zone: str) -> None:
    found = window(day, at.replace(fold=0), minutes, ZoneInfo(zone))
    assert found.closes_at - found.opens_at == timedelta(minutes=minutes)
    assert abs(found.opens_at - datetime.combine(day, at, tzinfo=UTC)) < timedelta(hours=14)


def kinds(starts: date, ends: date) -> list[tuple[str, date, str]]:
    return [(one.kind, one.first_on, one.every.value) for one in usual_rituals(starts, ends)]


def test_usual_rituals_of_a_quarter() -> None:
    assert kinds(date(2026, 10, 1), YEAR_END) == [
        ("plan", date(2026, 10, 1), "once"),
        ("check_in", date(2026, 10, 5), "week"),
        ("monthly_review", date(2026, 11, 2), "month"),
        ("close", date(2026, 12, 25), "once"),
    ]


def test_usual_rituals_of_a_year() -> None:
    assert kinds(date(2026, 1, 1), YEAR_END) == [
        ("plan", date(2026, 1, 1), "once"),
        ("monthly_review", date(2026, 2, 2), "month"),
        ("quarterly_review", date(2026, 3, 30), "quarter"),
        ("close", date(2026, 12, 25), "once"),
    ]


def test_usual_rituals_of_a_month_and_of_days() -> None:
    assert [kind for kind, *_rest in kinds(date(2026, 12, 1), YEAR_END)] == ["plan", "check_in", "close"]
    assert kinds(date(2026, 12, 1), date(2026, 12, 2)) == [
        ("plan", date(2026, 12, 1), "once"),
        ("close", date(2026, 12, 1), "once"),
    ]


@given(days, st.integers(0, 800))
def test_usual_rituals_begin_inside_their_cycle(first: date, length: int) -> None:
    last = first + timedelta(days=length)
    found = list(usual_rituals(first, last))
    assert [found[0].kind, found[-1].kind] == ["plan", "close"]
    assert all(first <= one.first_on <= last for one in found)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("2026-03", date(2026, 3, 1)), ("x", date(2026, 12, 1)), ("", date(2026, 12, 1)), ("0001-01", date(2026, 12, 1))],
)
def test_month_of(text: str, expected: date) -> None:
    assert month_of(text, date(2026, 12, 4)) == expected


@given(days)
def test_months_follow_each_other(day: date) -> None:
    month = day.replace(day=1)
    assert month_before(month_after(month)) == month_after(month_before(month)) == month
    assert month_after(month) > month


@given(days, st.integers(1, 7))
def test_weeks_are_whole_and_hold_the_month(day: date, first: int) -> None:
    weeks = weeks_of(day.replace(day=1), day, first, [])
    flat = [one for week in weeks for one in week]
    assert {len(week) for week in weeks} == {7}
    assert flat[0].day.isoweekday() == first
    assert [one.day for one in flat if one.is_today] == [day]
    assert next(islice((one.day for one in flat if one.is_inside), 1)) == day.replace(day=1)
