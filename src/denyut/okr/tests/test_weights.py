from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from denyut.okr.weights import (
    NothingLeft,
    TooMuch,
    Weight,
    auto_weights,
    edited,
    freed,
    lark_weights,
    proportional,
    settled,
)

D = Decimal
shares = st.decimals(min_value=0, max_value=1, places=3)
weights = st.lists(st.builds(Weight, shares, st.booleans(), st.booleans()), max_size=9)
sizes = st.lists(st.decimals(min_value=0, max_value=10**9, places=2), max_size=9)


def auto(value: str = "0", *, counts: bool = True) -> Weight:
    return Weight(D(value), False, counts)


def fixed(value: str, *, counts: bool = True) -> Weight:
    return Weight(D(value), True, counts)


def decimals(*words: str) -> list[Decimal]:
    return [D(word) for word in words]


def test_nothing_shares_nothing() -> None:
    assert auto_weights([]) == []


@pytest.mark.parametrize(
    ("given_weights", "expected"),
    [
        ([auto()], ["1.000"]),
        ([auto()] * 3, ["0.334", "0.333", "0.333"]),
        ([auto()] * 7, ["0.143"] * 6 + ["0.142"]),
        ([fixed("0.25"), auto(), auto()], ["0.250", "0.375", "0.375"]),
        ([fixed("0"), auto(), auto()], ["0", "0.5", "0.5"]),
        ([fixed("1"), auto(), auto()], ["1", "0", "0"]),
        ([fixed("0.3"), fixed("0.7")], ["0.3", "0.7"]),
        ([auto(), auto(counts=False), auto()], ["0.5", "0", "0.5"]),
        ([fixed("0.3"), fixed("0.3"), fixed("0.4", counts=False)], ["0.5", "0.5", "0"]),
        ([fixed("0.5"), fixed("0.3", counts=False), auto()], ["0.5", "0", "0.5"]),
        ([fixed("0"), fixed("0")], ["0", "0"]),
        ([auto(counts=False), fixed("0.5", counts=False)], ["0", "0"]),
    ],
)
def test_automatic_weights_share_the_rest_equally(given_weights: list[Weight], expected: list[str]) -> None:
    assert auto_weights(given_weights) == decimals(*expected)


def test_fixed_weights_beyond_one_are_refused_with_what_fits() -> None:
    with pytest.raises(TooMuch) as refusal:
        auto_weights([fixed("0.7"), fixed("0.4"), auto()])
    assert refusal.value.fits == D("0.3")


def test_fixed_weights_short_of_one_are_refused_when_none_is_automatic() -> None:
    with pytest.raises(NothingLeft) as refusal:
        auto_weights([fixed("0.7"), fixed("0.2")])
    assert refusal.value.fits == D("0.3")


def test_settled_weights_make_room_for_one_that_comes_back() -> None:
    assert settled([fixed("0.5"), fixed("0.5"), fixed("0.25")]) == decimals("0.4", "0.4", "0.2")
    assert settled([fixed("0.5"), fixed("0.7"), auto()]) == decimals("0.417", "0.583", "0")


def test_an_edit_fixes_one_and_keeps_what_was_fixed_before() -> None:
    after = edited([fixed("0.4"), auto("0.3"), auto("0.3")], 1, D("0.5"))
    assert after == [fixed("0.400"), fixed("0.500"), auto("0.100")]


@pytest.mark.parametrize("value", ["0.601", "1"])
def test_an_edit_beyond_the_room_is_refused_with_the_room(value: str) -> None:
    with pytest.raises(TooMuch) as refusal:
        edited([fixed("0.4"), auto("0.3"), auto("0.3")], 1, D(value))
    assert refusal.value.fits == D("0.6")


def test_an_edit_that_leaves_a_rest_to_nobody_is_refused_with_what_fits() -> None:
    with pytest.raises(NothingLeft) as refusal:
        edited([fixed("0.4"), fixed("0.4"), auto("0.2")], 2, D("0.1"))
    assert refusal.value.fits == D("0.2")


def test_an_edit_weighs_what_was_typed_even_beside_a_postponed_one() -> None:
    group = [fixed("0.3"), fixed("0.3"), fixed("0.4", counts=False)]
    with pytest.raises(NothingLeft) as refusal:
        edited(group, 0, D("0.6"))
    assert refusal.value.fits == D("0.7")
    assert edited(group, 0, D("0.7"))[0] == fixed("0.700")


def test_an_edit_of_a_postponed_one_waits_for_its_return() -> None:
    assert edited([auto("0.5"), auto("0.5"), auto("0", counts=False)], 2, D("0.4")) == [
        auto("0.500"),
        auto("0.500"),
        fixed("0.4", counts=False),
    ]
    with pytest.raises(TooMuch) as refusal:
        edited([auto("1"), auto("0", counts=False)], 1, D("1.1"))
    assert refusal.value.fits == 1


def test_an_edit_refuses_less_than_nothing() -> None:
    with pytest.raises(ValueError, match="a weight is not negative"):
        edited([auto("1")], 0, D("-0.1"))


def test_a_freed_weight_shares_again() -> None:
    assert freed([fixed("0.5"), fixed("0.2"), auto("0.3")], 0) == [auto("0.400"), fixed("0.200"), auto("0.400")]


@pytest.mark.parametrize(
    ("given_sizes", "expected"),
    [([], []), ([0, 0], ["0", "0"]), ([3], ["1"]), ([1, 1, 1], ["0.334", "0.333", "0.333"]), ([0, 5], ["0", "1"])],
)
def test_shares_by_size(given_sizes: list[int], expected: list[str]) -> None:
    assert proportional([D(size) for size in given_sizes]) == decimals(*expected)


def test_shares_by_size_refuse_a_negative_size() -> None:
    with pytest.raises(ValueError, match="a size is not negative"):
        proportional([D(1), D(-1)])


@pytest.mark.parametrize(
    ("said", "old", "expected"),
    [
        ([], [], []),
        ([None, None], ["0.75", "0.25"], ["0.75", "0.25"]),
        (["0.2", None, None], ["0.4", "0.45", "0.15"], ["0.2", "0.6", "0.2"]),
        (["0.2", None, None], ["1", "0", "0"], ["0.2", "0.4", "0.4"]),
        (["0.2", "0.3", "0.1"], ["0.3", "0.3", "0.4"], ["0.2", "0.3", "0.5"]),
        (["0.5", "0.5", None], ["0.3", "0.3", "0.4"], ["0.5", "0.5", "0"]),
    ],
)
def test_weights_as_lark_shares_them(said: list[str | None], old: list[str], expected: list[str]) -> None:
    values = [None if word is None else D(word) for word in said]
    assert lark_weights(values, decimals(*old)) == decimals(*expected)


def test_weights_as_lark_shares_them_refuse_more_than_one() -> None:
    with pytest.raises(TooMuch) as refusal:
        lark_weights(decimals("0.8", "0.3"), decimals("0.5", "0.5"))
    assert refusal.value.fits == D("0.2")


@given(weights)
def test_settled_weights_sum_to_exactly_one_or_to_nothing(group: list[Weight]) -> None:
    result = settled(group)
    weighs = any(w.counts and (w.value or not w.is_fixed) for w in group)
    assert sum(result) == (1 if weighs else 0)
    assert all(share == share.quantize(D("0.001")) and share >= 0 for share in result)
    assert all(share == 0 for w, share in zip(group, result, strict=True) if not w.counts)


@given(weights)
def test_settling_again_changes_nothing(group: list[Weight]) -> None:
    once = settled(group)
    again = [Weight(share, w.is_fixed, w.counts) for w, share in zip(group, once, strict=True)]
    assert settled(again) == once


@given(st.integers(1, 8).flatmap(lambda n: st.tuples(st.just(n), st.integers(0, n - 1))), shares)
def test_an_edit_leaves_a_sum_of_exactly_one(place: tuple[int, int], value: Decimal) -> None:
    number, index = place
    group = [auto()] * number
    if number > 1:
        after = edited(group, index, value)
        assert sum(w.value for w in after) == 1
        assert after[index] == Weight(value, True)
        assert edited(after, index, value) == after


@given(sizes)
def test_shares_by_size_sum_to_exactly_one_and_keep_the_order(given_sizes: list[Decimal]) -> None:
    result = proportional(given_sizes)
    assert sum(result) == (1 if any(given_sizes) else 0)
    pairs = sorted(zip(given_sizes, result, strict=True))
    assert all(abs(share - size / (sum(given_sizes) or 1)) < D("0.001") for size, share in pairs)
    assert all(a[1] <= b[1] for a, b in pairwise(pairs) if a[0] < b[0])
