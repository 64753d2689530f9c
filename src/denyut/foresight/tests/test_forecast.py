"""The forecast's contract: a number between 0 and 1 on whatever it is given, sane on what is plain."""

import math
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from denyut.foresight.forecast import is_too_early, probability

ODD = st.one_of(
    st.none(),
    st.floats(allow_nan=True, allow_infinity=True),
    st.integers(-(10**40), 10**40),
    st.sampled_from(["", "7", True, 0, -0.0, 1e308, 5e-324]),
)
WHOLE = st.one_of(st.none(), st.integers(-5, 30), st.floats(-3, 40), st.just(math.nan))
CONTEXTS = st.one_of(
    st.none(),
    st.fixed_dictionaries(
        {},
        optional={
            "freq": st.sampled_from(["D", "W", "M", "Q", None, 3]),
            "kind": st.sampled_from(["level", "avg", "cum", None]),
            "prior": st.one_of(st.none(), st.lists(ODD, max_size=70)),
            "confidence": ODD,
            "confidences": st.one_of(st.none(), st.lists(ODD, max_size=5)),
        },
    ),
)


@settings(max_examples=50, deadline=None)
@given(
    st.one_of(st.none(), st.lists(ODD, max_size=20)),
    ODD,
    ODD,
    st.sampled_from(["increase", "decrease", "", None]),
    WHOLE,
    WHOLE,
    CONTEXTS,
)
def test_a_chance_is_a_number_between_0_and_1(history, baseline, target, direction, elapsed, horizon, context):
    chance = probability(history, baseline, target, direction, elapsed, horizon, context)

    assert type(chance) is float
    assert 0 <= chance <= 1


def steadily(pace, elapsed, target=13):
    return probability([pace * (i + 1) for i in range(elapsed)], 0, target, "increase", elapsed, 13, {"freq": "W"})


def test_who_moves_faster_is_likelier_to_arrive():
    for elapsed in (3, 6, 9, 12):
        chances = [steadily(pace, elapsed) for pace in (0.3, 0.6, 0.9, 1.1, 1.4, 2)]
        assert chances == sorted(chances)
        assert chances[0] < 0.35
        assert chances[-1] > 0.65


def test_a_nearer_target_is_never_much_less_likely():
    history = [1, 2.2, 2.9, 4.1, 5, 5.8]
    chances = [
        probability(history, 0, target / 4, "increase", 6, 13, {"freq": "W", "prior": [0.1 * i for i in range(-30, 0)]})
        for target in range(8, 160)
    ]
    assert all(farther <= nearer + 0.1 for nearer, farther in pairwise(chances))
    assert chances[0] > 0.8
    assert chances[-1] < 0.2


def test_a_small_step_of_a_value_moves_the_chance_little():
    def chance(last):
        return probability([1, 2.2, 2.9, 4.1, 5, last], 0, 12, "increase", 6, 13, {"freq": "W"})

    chances = [chance(4 + i / 50) for i in range(150)]
    assert max(abs(after - before) for before, after in pairwise(chances)) < 0.08


def test_the_end_is_known_at_the_end():
    assert probability([1, 2, 3, 4], 0, 4, "increase", 4, 4) == 1.0
    assert probability([1, 2, 3, 3.9], 0, 4, "increase", 4, 4) == 0.0
    assert probability([9, 8], 10, 8, "decrease", 2, 2) == 1.0


def test_the_unit_does_not_matter():
    history, prior = [10, None, 14, 15], [8, 9, 7, 8, 10, 9, 9, 8, 10, 11, 9, 10, 9, 10]
    own = probability(history, 10, 20, "increase", 4, 13, {"prior": prior})
    thousands = probability(
        [None if v is None else v * 1000 for v in history],
        10_000,
        20_000,
        "increase",
        4,
        13,
        {"prior": [v * 1000 for v in prior]},
    )
    assert own == pytest.approx(thousands)


def test_amounts_are_added_up():
    assert probability([10, 20, 30, 41], 0, 100, "increase", 4, 13, {"kind": "cum"}) > 0.8
    assert probability([3, 5, 8, 10], 0, 100, "increase", 4, 13, {"kind": "cum"}) < 0.2


def test_the_time_before_changes_the_forecast():
    rising = [0.8 * i - 30 for i in range(36)]
    falling = rising[::-1]
    alone, up, down = (
        probability([1, 1.5, 2], 0, 8, "increase", 3, 12, {"freq": "M", **({"prior": prior} if prior else {})})
        for prior in (None, rising, falling)
    )
    assert down < alone < up


def test_a_history_that_is_too_short_had_no_more_check_ins():
    assert probability([1, 2], 0, 10, "increase", 5, 13) == probability(
        [1, 2, None, None, None], 0, 10, "increase", 5, 13
    )
    assert probability([1, 2, 9, 9], 0, 10, "increase", 2, 13) == probability([1, 2], 0, 10, "increase", 2, 13)


def test_confidence_moves_the_forecast_modestly():
    said = [probability([2, 3, 4], 0, 13, "increase", 3, 13, {"confidence": c}) for c in (10, 30, 60, 90)]
    alone = probability([2, 3, 4], 0, 13, "increase", 3, 13)
    assert said == sorted(said)
    assert said[2] == pytest.approx(alone)
    assert said[3] - said[0] < 0.4


def test_two_check_ins_are_enough_for_a_forecast():
    assert is_too_early([])
    assert is_too_early(None)
    assert is_too_early([None, 3, None])
    assert not is_too_early([0, None, 3])
