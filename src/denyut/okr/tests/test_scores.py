from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from denyut.okr.progress import Kind
from denyut.okr.scores import (
    Colour,
    NothingRemains,
    Scores,
    Setup,
    carried,
    colour,
    grade,
    is_achieved,
    is_too_easy,
    needs_post_mortem,
    objective_score,
    scores,
    suggested,
)

D = Decimal


@pytest.mark.parametrize(
    ("progress", "score"),
    [("-0.3", "0"), ("0.0499", "0"), ("0.05", "0.1"), ("0.74", "0.7"), ("0.75", "0.8"), ("1.4", "1")],
)
def test_a_score_is_progress_in_tenths(progress: str, score: str) -> None:
    assert suggested(D(progress)) == D(score)


def test_scores_by_the_first_and_the_last_targets() -> None:
    found = scores(Kind.METRIC, Setup(D(30), D(15)), Setup(D(30), D(20)), D(21))
    assert (found, found.goalpost) == (Scores(D("0.6"), D("0.9")), D("0.3"))


def test_scores_of_bounds() -> None:
    first, last = Setup(D(0), D(25), D(20), is_strict=True), Setup(D(0), D(25), D(20))
    assert scores(Kind.RANGE, first, last, D(25)) == Scores(D(0), D(1))


def test_scores_without_a_value_are_nought() -> None:
    setup = Setup(D(0), D(10))
    assert scores(Kind.METRIC, setup, setup, None) == Scores(D(0), D(0))


def test_scores_refuse_a_target_on_its_start() -> None:
    with pytest.raises(ValueError, match="start value is the target"):
        scores(Kind.METRIC, Setup(D(5), D(5)), Setup(D(0), D(5)), D(5))


def test_an_objective_without_weights_has_no_score() -> None:
    assert [objective_score(items) for items in ([], [(D(0), D(1))])] == [None, None]


def test_an_objective_is_scored_in_full_precision() -> None:
    assert objective_score([(D(1), D("0.7")), (D(1), D("0.7")), (D(1), D("0.6"))]) == D(2) / 3


@pytest.mark.parametrize(
    ("score", "expected"),
    [("0", "red"), ("0.3", "red"), ("0.35", "yellow"), ("0.6", "yellow"), ("0.65", "green"), ("1", "green")],
)
def test_grades_as_google_gives_them(score: str, expected: str) -> None:
    assert grade(D(score)) == expected


@pytest.mark.parametrize(
    ("ambition", "score", "expected"),
    [
        ("committed", "1", True),
        ("committed", "0.95", False),
        ("operational", "0.9", False),
        ("learning", "1", True),
        ("learning", "0", False),
        ("aspirational", "0.7", True),
        ("aspirational", "0.69", False),
    ],
)
def test_what_is_achieved(ambition: str, score: str, expected: bool) -> None:
    assert is_achieved(ambition, D(score)) is expected


def test_only_a_broken_promise_needs_a_post_mortem() -> None:
    missed = {a: needs_post_mortem(a, D("0.5")) for a in ("committed", "aspirational", "learning", "operational")}
    assert [a for a, is_needed in missed.items() if is_needed] == ["committed"]
    assert needs_post_mortem("committed", D(1)) is False


def test_only_an_aspirational_goal_is_too_easy() -> None:
    assert [is_too_easy("aspirational", D(s)) for s in ("0.8", "0.81", "1")] == [False, True, True]
    assert is_too_easy("committed", D(1)) is False


@pytest.mark.parametrize(
    ("ambition", "colours"),
    [
        ("committed", "red red yellow yellow green"),
        ("operational", "red red yellow yellow green"),
        ("aspirational", "red yellow green green orange"),
        ("learning", "red yellow green green green"),
    ],
)
def test_colours_of_scores(ambition: str, colours: str) -> None:
    found = [colour(ambition, D(score)) for score in ("0.3", "0.4", "0.7", "0.9", "1")]
    assert [c.value for c in found] == colours.split()


@given(st.decimals(min_value="0.4", max_value=1, places=3))
def test_an_aspirational_goal_is_never_red_from_two_fifths(score: Decimal) -> None:
    assert colour("aspirational", score) is not Colour.RED


@pytest.mark.parametrize(
    ("start", "value", "expected"),
    [
        ("current", "80", ("80", "60")),
        ("current", None, ("100", "60")),
        ("current", "110", ("110", "60")),
        ("baseline", "80", ("100", "60")),
        ("baseline", "50", ("100", "60")),
        ("remaining", "80", ("0", "-20")),
        ("remaining", None, ("0", "-40")),
    ],
)
def test_what_a_decrease_from_100_to_60_carries_on(start: str, value: str | None, expected: tuple[str, str]) -> None:
    found = carried(start, D(100), D(60), None if value is None else D(value))
    assert found == (D(expected[0]), D(expected[1]))


@pytest.mark.parametrize("start", ["current", "remaining"])
@pytest.mark.parametrize("value", ["60", "59"])
def test_a_reached_target_is_not_carried_on(start: str, value: str) -> None:
    with pytest.raises(NothingRemains):
        carried(start, D(100), D(60), D(value))


def test_an_unknown_start_is_refused() -> None:
    with pytest.raises(ValueError, match="middle"):
        carried("middle", D(0), D(1), D(0))


@given(st.decimals(min_value=-2, max_value=3, places=4))
def test_scoring_a_score_changes_nothing(progress: Decimal) -> None:
    assert suggested(suggested(progress)) == suggested(progress)
