from hypothesis import given
from hypothesis import strategies as st

from denyut.closing.likeness import Drafted, alike, indexed, likeness, telling

words = st.text(max_size=40)


def drafted(text: str, lineage: int | None = None, department: int | None = None) -> Drafted:
    return Drafted(telling(text), lineage, department)


def test_short_words_say_little() -> None:
    assert telling("Of the new store") == {"store"}
    assert telling("客户") == {"客户"}


def test_the_same_line_comes_before_words_and_words_before_the_department() -> None:
    goal = drafted("Faster answers for customers", lineage=7, department=3)
    lessons = [
        ("department", indexed("Nothing alike"), 9, 3),
        ("words", indexed("Customers like answers"), 9, 4),
        ("line", indexed("Nothing alike"), 7, 4),
        ("stranger", indexed("Nothing alike"), 9, 4),
    ]
    assert alike(goal, lessons, 4) == ["line", "words", "department"]
    assert alike(goal, lessons, 1) == ["line"]


def test_unspaced_scripts_share_pairs_of_letters() -> None:
    assert likeness(drafted("减少客户投诉"), indexed("客户投诉太多"), None, None) == 30
    assert likeness(drafted("ลดเวลารอ"), indexed("เวลารอของลูกค้า"), None, None) > 0


def test_nothing_is_like_nothing() -> None:
    assert likeness(drafted(""), indexed("Anything"), None, None) == 0
    assert drafted("").is_known is False


@given(words, words)
def test_a_text_is_found_by_each_token_of_its_own(first: str, second: str) -> None:
    line = indexed(first, second)
    assert all(token in line for token in telling(first))


@given(words)
def test_likeness_is_never_negative(text: str) -> None:
    assert likeness(drafted(text), indexed(text), None, None) >= 0
