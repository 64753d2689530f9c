from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from denyut.okr.coverage import Coverage, coverage, eligible

D = Decimal
DEADLINE = date(2026, 3, 31)


def before(days: int) -> date:
    return DEADLINE - timedelta(days=days)


def test_coverage_counts_people_and_sessions() -> None:
    found = coverage(["mei", "bo", "cem"], {"mei": 2, "bo": 1, "dora": 9}, 2)
    assert found == Coverage(people=3, complete=1, credited=3, due=6)
    assert (found.strict, found.soft) == (D("33.333333"), D(50))


def test_coverage_gives_no_credit_for_more_than_was_due() -> None:
    assert coverage(["mei", "bo"], {"mei": 4}, 2).soft == 50


def test_coverage_of_nobody_is_unknown() -> None:
    found = coverage([], {"dora": 3}, 3)
    assert (found.strict, found.soft) == (None, None)


def test_coverage_refuses_no_sessions() -> None:
    with pytest.raises(ValueError, match="nothing to attend"):
        coverage(["mei"], {}, 0)


@pytest.mark.parametrize(
    ("joined_on", "left_on", "is_exempt", "is_eligible"),
    [
        (None, None, False, True),
        (before(30), None, False, True),
        (before(29), None, False, False),
        (before(-1), None, False, False),
        (before(90), DEADLINE, False, True),
        (before(90), before(1), False, False),
        (before(90), before(-9), False, True),
        (before(90), None, True, False),
    ],
)
def test_who_is_to_be_covered(joined_on: date | None, left_on: date | None, is_exempt: bool, is_eligible: bool) -> None:
    assert eligible(joined_on, left_on, DEADLINE, 30, is_exempt=is_exempt) is is_eligible


def test_without_a_term_whoever_joined_by_the_deadline_is_to_be_covered() -> None:
    assert [eligible(before(days), None, DEADLINE) for days in (1, 0, -1)] == [True, True, False]


@given(st.dictionaries(st.integers(0, 9), st.integers(0, 6)), st.sets(st.integers(0, 9), min_size=1), st.integers(1, 5))
def test_strict_coverage_is_never_above_soft(attended: dict[int, int], people: set[int], sessions: int) -> None:
    found = coverage(people, attended, sessions)
    assert found.strict is not None
    assert found.soft is not None
    assert 0 <= found.strict <= found.soft <= 100
