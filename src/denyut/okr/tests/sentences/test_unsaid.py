"""Questions, wishes, plans, hearsay, the past and other people's numbers are left alone."""

import pytest

from denyut.okr.sentences import parse
from denyut.okr.tests.sentences.samples import CATALOGUE, LANGUAGES, unsaid

UNSAID = [
    pytest.param(text, id=f"{language}-{number}")
    for language in LANGUAGES
    for number, text in enumerate(unsaid(language), 1)
]


@pytest.mark.parametrize("text", UNSAID)
def test_sentence_reports_nothing(text):
    assert parse(text, CATALOGUE) == []


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "KR99 = 5",
        "KR3",
        "43%",
        "KR3 " + "x" * 2000 + " 43%",
        "KR3 40-45%",
        "KR1 31 42",
        "KR3 3 days",
        "KR6 5 people",
        "OKR3 43%",
    ],
)
def test_too_little_to_go_by(text):
    assert parse(text, CATALOGUE) == []
