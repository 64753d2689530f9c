"""When things happen, for any day of loading."""

from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from denyut.demo.content import read_company
from denyut.demo.load.times import (
    Almanac,
    Span,
    WorkingDays,
    monthly_day,
    span_of,
    weekly_day,
    working_days_of,
)
from denyut.demo.shapes import Company, Cycle, Person

DAYS = st.dates(date(2024, 1, 1), date(2040, 12, 31))
OFFICE = WorkingDays(frozenset({1, 2, 3, 4, 5}), frozenset({(1, 1), (12, 25)}))
COMPANY = read_company()


def cycle(key: str) -> Cycle:
    return next(cycle for cycle in COMPANY.cycles if cycle.key == key)


def person(company: Company, key: str) -> Person:
    return next(person for person in company.people if person.key == key)


@pytest.mark.parametrize(
    ("key", "today", "span"),
    [
        ("year", date(2026, 11, 20), Span(date(2026, 1, 1), date(2026, 12, 31))),
        ("current", date(2026, 12, 31), Span(date(2026, 10, 1), date(2026, 12, 31))),
        ("previous", date(2027, 1, 1), Span(date(2026, 10, 1), date(2026, 12, 31))),
        ("earlier", date(2027, 1, 1), Span(date(2026, 7, 1), date(2026, 9, 30))),
        ("earlier", date(2028, 5, 9), Span(date(2027, 10, 1), date(2027, 12, 31))),
    ],
)
def test_span_is_counted_back_from_today(key: str, today: date, span: Span) -> None:
    assert span_of(cycle(key), today) == span


def test_before_counts_working_days_only() -> None:
    monday = date(2026, 12, 28)
    assert [OFFICE.before(monday, count) for count in (0, 1, 2)] == [monday, date(2026, 12, 24), date(2026, 12, 23)]


def test_nearest_waits_for_work_but_not_past_the_last_day() -> None:
    christmas = date(2026, 12, 25)
    assert OFFICE.nearest(christmas, last=date(2026, 12, 31)) == date(2026, 12, 28)
    assert OFFICE.nearest(christmas, last=christmas) == date(2026, 12, 24)


def test_working_days_of_all_sites_are_those_of_each() -> None:
    common = working_days_of(COMPANY.calendars)
    assert common.weekdays == {1, 2, 3, 4, 5}
    assert (6, 1) in common.holidays


def test_first_weekly_report_waits_until_the_quarter_has_begun() -> None:
    thursday, friday = 4, 5
    span = span_of(cycle("current"), date(2026, 11, 20))
    assert [weekly_day(span, 1, day, OFFICE) for day in (thursday, friday)] == [date(2026, 10, 8), date(2026, 10, 9)]
    assert weekly_day(span, 13, friday, OFFICE) == date(2026, 12, 31)


def test_monthly_report_is_made_on_the_last_working_day() -> None:
    span = span_of(cycle("year"), date(2026, 11, 20))
    assert [monthly_day(span, month, OFFICE) for month in (1, 2, 12)] == [
        date(2026, 1, 30),
        date(2026, 2, 27),
        date(2026, 12, 31),
    ]


@given(today=DAYS, back=st.integers(0, 2), weekday=st.integers(1, 5))
def test_thirteen_reports_lie_in_order_within_their_quarter(today: date, back: int, weekday: int) -> None:
    span = span_of(Cycle("any", "quarter", back, 13), today)
    days = [weekly_day(span, period, weekday, OFFICE) for period in range(1, 14)]
    assert days == sorted({*days})
    assert len(days) == 13
    assert span.starts_on <= days[0]
    assert days[-1] <= span.ends_on


def test_moments_go_by_the_clock_of_a_persons_site() -> None:
    almanac = Almanac(COMPANY, date(2026, 11, 20))
    noon = [almanac.at(date(2026, 11, 19), time(12), person(COMPANY, key)) for key in ("dewi", "ilham")]
    assert [moment.astimezone(UTC).hour for moment in noon] == [5, 4]
    assert almanac.until == datetime(2026, 11, 19, 17, tzinfo=UTC)


def test_report_comes_by_habit_and_a_little_late() -> None:
    almanac = Almanac(COMPANY, date(2026, 11, 20))
    sari = person(COMPANY, "sari")
    habit = almanac.at(date(2026, 10, 15), sari.check_in_time, sari)
    reports = [almanac.report_at(cycle("current"), 2, sari, key) for key in ("median-respons", "skor-mutu")]
    assert all(habit <= report and (report - habit).seconds < 25 * 60 for report in reports)
    assert reports[0] != reports[1]
