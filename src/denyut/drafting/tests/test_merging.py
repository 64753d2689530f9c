from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from denyut.drafting.merging import merged, settled

WAS = "Answer customers faster in the evening"
WORD = st.text("abc", min_size=1, max_size=2)
TEXT = st.lists(st.one_of(WORD, st.sampled_from([" ", "  ", "\n"])), max_size=12).map("".join)


@pytest.mark.parametrize(
    ("mine", "theirs", "expected"),
    [
        (
            "Answer every customer faster in the evening",
            "Answer customers faster at night",
            "Answer every customer faster at night",
        ),
        (
            "Reply customers faster in the evening",
            "Answer people faster in the evening",
            "Reply people faster in the evening",
        ),
        (
            "Answer customers sooner in the evening",
            "Answer customers sooner at night",
            "Answer customers sooner at night",
        ),
        ("Today: " + WAS, WAS + ", always", "Today: " + WAS + ", always"),
    ],
)
def test_different_words_are_merged(mine: str, theirs: str, expected: str) -> None:
    assert merged(WAS, mine, theirs) == expected


@pytest.mark.parametrize(
    ("was", "mine", "theirs"),
    [
        (WAS, "Answer customers quicker in the evening", "Answer customers sooner in the evening"),
        (WAS, "", "Answer customers faster in the night"),
        (WAS, WAS + " again", WAS + " always"),
        ("", "Mine", "Theirs"),
        ("ตอบลูกค้าเร็วขึ้น", "ตอบลูกค้าทุกคนเร็วขึ้น", "ตอบลูกค้าเร็วขึ้นมาก"),
        ("更快回复客户", "更快回复所有客户", "更快回复客户问题"),
    ],
)
def test_the_same_words_are_not(was: str, mine: str, theirs: str) -> None:
    assert merged(was, mine, theirs) is None


@given(TEXT, TEXT)
def test_who_changes_alone_is_heard(was: str, new: str) -> None:
    assert merged(was, new, was) == merged(was, was, new) == merged(was, new, new) == new


@given(TEXT, TEXT, TEXT)
def test_it_does_not_matter_who_came_first(was: str, mine: str, theirs: str) -> None:
    assert merged(was, mine, theirs) == merged(was, theirs, mine)


@given(TEXT, TEXT, TEXT)
def test_nobodys_word_is_lost(was: str, mine: str, theirs: str) -> None:
    both = merged(was, mine, theirs)
    if both is not None:
        before, after = Counter(was.split()), Counter(both.split())
        for text in (mine, theirs):
            assert {word for word, count in (Counter(text.split()) - before).items() if after[word] < count} == set()


@given(TEXT, TEXT, TEXT, TEXT)
def test_changes_with_something_between_them_are_both_there(a: str, b: str, new_a: str, new_b: str) -> None:
    between = " | x | y | "
    assert merged(a + between + b, new_a + between + b, a + between + new_b) in (new_a + between + new_b, None)
    assert merged(f"p{between}q", f"1{between}q", f"p{between}2") == f"1{between}2"


@pytest.mark.parametrize(
    ("was", "mine", "now", "expected"),
    [
        ("30", "18", "30", "18"),
        ("30", "18", "18", "18"),
        ("30", "30", "20", "20"),
        ("30", "18", "20", None),
        ("a b", "a c", "d b", None),
    ],
)
def test_settled_without_words(was: str, mine: str, now: str, expected: str | None) -> None:
    assert settled(was, mine, now, is_text=False) == expected


def test_settled_merges_texts() -> None:
    assert settled("a b", "a c", "d b", is_text=True) == "d c"
    assert settled("a b", "a c", "a d", is_text=True) is None
