"""Questions in seven languages, and sentences that ask nothing the data could answer."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from denyut.assistant.asked import Wanted, asked

QUESTIONS = [
    ("How is KR-2 doing?", Wanted.STATUS),
    ("what's the status of churn?", Wanted.STATUS),
    ("bagaimana progres KR2?", Wanted.STATUS),
    ("KR-7 sudah sampai mana?", Wanted.STATUS),
    ("macam mana kemajuan KR-3?", Wanted.STATUS),
    ("tiến độ KR-4 thế nào?", Wanted.STATUS),
    ("KR-5 ถึงไหนแล้ว?", Wanted.STATUS),
    ("KR-6 进度怎么样？", Wanted.STATUS),
    ("كيف تقدم KR-8؟", Wanted.STATUS),
    ("who owns churn?", Wanted.OWNER),
    ("siapa yang pegang KR-3?", Wanted.OWNER),
    ("KR-3 milik siapa?", Wanted.OWNER),
    ("ai phụ trách KR-9?", Wanted.OWNER),
    ("ใครดูแล KR-9", Wanted.OWNER),
    ("KR-9 谁负责？", Wanted.OWNER),
    ("من المسؤول عن KR-9؟", Wanted.OWNER),
    ("What is late in my team?", Wanted.LATE),
    ("apa yang terlambat di tim saya?", Wanted.LATE),
    ("apa yang tertunggak?", Wanted.LATE),
    ("có gì trễ không?", Wanted.LATE),
    ("อะไรล่าช้า?", Wanted.LATE),
    ("哪些落后了？", Wanted.LATE),
    ("ما المتأخر؟ ما متأخر؟", Wanted.LATE),
]
SILENCE = [
    "KR-2 is at 18 min",
    "How was your weekend",
    "Shall we have lunch?",
    "status: all good",
    "terima kasih semua",
    "大家早上好",
    "Are you coming to the review at 3?",
    "",
]


@pytest.mark.parametrize(("text", "wanted"), QUESTIONS)
def test_question_is_understood(text: str, wanted: Wanted) -> None:
    found = asked(text)
    assert found is not None
    assert found.wanted is wanted


@pytest.mark.parametrize("text", SILENCE)
def test_other_talk_is_left_alone(text: str) -> None:
    assert asked(text) is None


@given(st.text(max_size=300))
def test_no_text_makes_it_fail(text: str) -> None:
    found = asked(text)
    assert found is None or found.wanted in Wanted
