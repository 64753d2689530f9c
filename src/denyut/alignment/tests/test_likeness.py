from hypothesis import given
from hypothesis import strategies as st

from denyut.alignment.health.likeness import near, same, words_of


def test_words_are_bare() -> None:
    assert words_of("Étude: 40% FASTER answers") == ("etude", "faster", "answers")
    assert words_of("提高客单价") == ("提高", "客单价")
    assert words_of("12 %") == ()


def test_one_word_may_differ() -> None:
    titles = {1: "Increase average order value", 2: "Reduce average order value", 3: "Reduce the return rate"}
    assert near(titles) == {(1, 2)}
    assert near({1: "提高客单价", 2: "降低客单价", 3: "降低退货率"}) == {(1, 2)}


def test_two_words_share_what_they_are_about() -> None:
    assert near({1: "Increase churn", 2: "Reduce churn", 3: "Reduce waste"}) == {(1, 2)}


def test_same_words_in_any_order() -> None:
    assert list(same({1: "Late parcels", 2: "Parcels: late", 3: "Late letters", 4: "", 5: "7"})) == [[1, 2]]


@given(st.dictionaries(st.integers(0, 20), st.text(alphabet="abc 客单ก", max_size=12)))
def test_same_titles_are_near_too(titles: dict[int, str]) -> None:
    pairs = near(titles)
    for group in same(titles):
        if 1 < len(group) <= 12:
            assert {(a, b) for a in group for b in group if a < b} <= pairs
    assert all(first < second for first, second in pairs)
