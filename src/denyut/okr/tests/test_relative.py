from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from denyut.okr.relative import Means, Question, Relative, Unreachable, question, target_of

D = Decimal


@pytest.mark.parametrize(
    ("change", "means", "of_rate", "target"),
    [
        ("-25", "time", False, "15"),
        ("25", "speed", False, "16"),
        ("-20", "speed", False, "25"),
        ("25", "speed", True, "25"),
        ("-20", "time", True, "25"),
        ("10", "value", False, "22"),
        ("-10", "value", True, "18"),
        ("-100", "value", False, "0"),
        ("200", "speed", False, "6.666667"),
    ],
)
def test_the_target_of_a_change_of_twenty(change: str, means: str, of_rate: bool, target: str) -> None:
    assert target_of(D(20), Relative(D(change), means, of_rate)) == D(target)


@pytest.mark.parametrize("means", [Means.TIME, Means.SPEED])
@pytest.mark.parametrize("change", ["-100", "-101"])
def test_a_change_that_takes_all_is_refused(means: str, change: str) -> None:
    with pytest.raises(Unreachable):
        target_of(D(20), Relative(D(change), means))


def test_an_unknown_meaning_is_refused() -> None:
    with pytest.raises(ValueError, match="mood"):
        target_of(D(20), Relative(D(1), "mood"))


def test_faster_is_asked_back_for_a_duration() -> None:
    assert question(D(20), D(20)) == Question(as_time=D(16), as_speed=D("16.666667"))
    assert question(D(20), D(20)).is_ambiguous


def test_faster_is_asked_back_for_a_rate() -> None:
    assert question(D(20), D(20), of_rate=True) == Question(as_time=D(25), as_speed=D(24))


def test_slower_is_asked_back_too() -> None:
    assert question(D(20), D(-20)) == Question(as_time=D(24), as_speed=D(25))


@pytest.mark.parametrize(
    ("faster", "readings"),
    [("100", Question(None, D(10))), ("-100", Question(D(40), None)), ("0", Question(D(20), D(20)))],
)
def test_what_can_be_read_in_one_way_only_is_not_asked(faster: str, readings: Question) -> None:
    assert (question(D(20), D(faster)), question(D(20), D(faster)).is_ambiguous) == (readings, False)


@given(
    st.decimals(min_value=1, max_value=10**6, places=3),
    st.decimals(min_value=1, max_value=99, places=1),
    st.booleans(),
)
def test_both_readings_of_faster_are_faster(baseline: Decimal, faster: Decimal, of_rate: bool) -> None:
    both = question(baseline, faster, of_rate=of_rate)
    assert both.as_time is not None
    assert both.as_speed is not None
    if of_rate:
        assert baseline <= both.as_speed <= both.as_time
    else:
        assert both.as_time <= both.as_speed <= baseline
