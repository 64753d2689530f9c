"""Check-ins in seven languages are read as they are meant."""

import pytest

from denyut.okr.sentences import parse
from denyut.okr.tests.sentences.samples import CATALOGUE, LANGUAGES, agrees, said

SAID = [
    pytest.param(text, wanted, id=f"{language}-{number}")
    for language in LANGUAGES
    for number, (text, wanted) in enumerate(said(language), 1)
]


@pytest.mark.parametrize(("text", "wanted"), SAID)
def test_sentence_is_read(text, wanted):
    assert agrees(parse(text, CATALOGUE), wanted), parse(text, CATALOGUE)


def test_update_is_whole():
    assert parse("KR3 at 52%, 80% confident, note: the pilot works", CATALOGUE) == [
        {"kr": "KR3", "op": "set", "value": 52, "unit": "percent", "confidence": 8, "note": "the pilot works"}
    ]


def test_note_keeps_the_writers_letters():
    (update,) = parse("KR2 5.2%; Thanks to Ânh and ٤ friends", CATALOGUE)

    assert update["note"] == "Thanks to Ânh and ٤ friends"


def test_lines_are_read_one_by_one():
    updates = parse("Friday:\n- KR3 47%\n- KR9 99.8%\n> KR1 12\nKR5 should be 40", CATALOGUE)

    assert [(update["kr"], update["value"]) for update in updates] == [("KR3", 47), ("KR9", 99.8)]


def test_last_word_counts():
    assert [update["value"] for update in parse("KR3 47%\nKR3 48%", CATALOGUE)] == [48]


def test_part_of_what_is_said_counts():
    updates = parse("KR3 43%. KR9 should reach 99.9%. What about KR5 at 40?", CATALOGUE)

    assert [(update["kr"], update["value"]) for update in updates] == [("KR3", 43)]
