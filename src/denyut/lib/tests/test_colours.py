import pytest
from hypothesis import given
from hypothesis import strategies as st

from denyut.lib.colours import HUES, hue_of, initials


def test_hue_of_stays_the_same() -> None:
    assert [hue_of(name) for name in ("Mei", "Bo", "Cem", "Dora", "Robo")] == [3, 1, 4, 5, 4]


def test_hue_of_ignores_how_accents_are_composed() -> None:
    assert hue_of("Nguye\u0302\u0303n") == hue_of("Nguyễn")


@given(text=st.text())
def test_hue_of_is_one_of_twelve(text: str) -> None:
    assert 0 <= hue_of(text) < HUES


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Mei", "M"),
        ("Suharto", "S"),
        ("Mei Lin Tan", "MT"),
        ("Ahmad bin Ismail", "AI"),
        ("Siti binti", "S"),
        ("bin", "B"),
        ("Nguyễn Văn Đạt", "NĐ"),
        ("王小明", "小明"),
        ("王明", "王明"),
        ("李明 (Bo)", "李明"),
        ("김민수", "민수"),
        ("สมชาย ใจดี", "สจ"),
        ("ไพลิน", "พ"),
        ("محمد بن علي", "م\u200cع"),
        ("الحسن", "ح"),
        ("dina.putri@example.org", "DP"),
        ("ßeta", "S"),
        ("  ", "?"),
        ("🙂 42", "?"),
    ],
)
def test_initials(name: str, letters: str) -> None:
    assert initials(name) == letters


@given(name=st.text())
def test_initials_are_one_or_two_letters(name: str) -> None:
    assert 1 <= len(initials(name).replace("\u200c", "")) <= 2
