import pytest
from hypothesis import given
from hypothesis import strategies as st

from denyut.lib.tokens import tokenise

HAN = st.text(alphabet="员工加班申请复盘关键成果", min_size=2)
THAI = st.text(alphabet="กขคงจฉชซญดตถทนบปผพฟมยรลวสหอเแโใไาะ", min_size=2)


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("", []),
        (" … 🙂 _ ", []),
        ("Antrian turun", ["antrian", "turun"]),
        ("KR-12 = 47,5", ["kr", "12", "47", "5"]),
        ("dina_p@example.org", ["dina", "p", "example", "org"]),
        ("复", ["复"]),
        ("复盘", ["复盘"]),
        ("员工加班", ["员工", "工加", "加班"]),
        ("用KR复盘。结果", ["用", "kr", "复盘", "结果"]),
        ("ลาป่วย", ["ลา", "าป", "ป่", "่ว", "วย"]),
        ("ปี ๒๕๖๙ฯ", ["ปี", "2569"]),
        ("ＫＲ　１２", ["kr", "12"]),
        ("Straße", ["strasse"]),
        ("nghỉ phép đủ", ["nghỉ", "nghi", "phép", "phep", "đủ", "du"]),
        ("مُدَرِّسـة", ["مدرسه"]),
        ("إجازة", ["اجازه"]),
        ("हिन्दी", ["हिन्दी"]),
        ("ຂໍ້ຄວາມ", ["ຂໍ", "ໍ້", "້ຄ", "ຄວ", "ວາ", "າມ"]),
    ],
)
def test_tokenise(text: str, tokens: list[str]) -> None:
    assert tokenise(text) == tokens


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("加班", "员工加班申请"),
        ("ลาป่วย", "ขอลาป่วยวันนี้"),
        ("nghi phep", "Đơn xin nghỉ phép"),
        ("اجازه", "طلب إجازة"),
        ("เดือน", "ประจำเดือนนี้"),
    ],
)
def test_query_finds_text(query: str, text: str) -> None:
    assert set(tokenise(query)) <= set(tokenise(text))


def test_accents_of_a_query_are_meant() -> None:
    assert not set(tokenise("nghỉ")) <= set(tokenise("nghĩ nghi"))


@given(before=st.text(), word=HAN | THAI, after=st.text(alphabet="申请 ก.a1"))
def test_part_of_an_unspaced_text_is_found(before: str, word: str, after: str) -> None:
    assert set(tokenise(word)) <= set(tokenise(before + word + after))


@given(words=st.lists(st.text(alphabet="abcxyzéđ", min_size=1)))
def test_every_word_is_found(words: list[str]) -> None:
    found = tokenise(" ".join(words))
    assert all(set(tokenise(word)) <= set(found) for word in words)


@given(text=st.text())
def test_tokens_are_never_blank(text: str) -> None:
    assert all(token and token == token.strip() for token in tokenise(text))
