import contextlib
from decimal import Decimal

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from denyut.spine.access import Invalid, NotThere
from denyut.spine.commands import COMMANDS, is_command, parse, run
from denyut.spine.events import INSIDE

CHECK_IN = COMMANDS["checkin"]


@pytest.mark.parametrize(
    ("said", "value", "note"),
    [
        ('KR-12 18 "antrian lancar"', "18", "antrian lancar"),
        ("KR-12 18 antrian lancar", "18", "antrian lancar"),
        ("KR-12 18 “antrian lancar”", "18", "antrian lancar"),
        ("KR-12 -3", "-3", None),
        ("KR-12 0.25", "0.25", None),
    ],
)
def test_parse_reads_value_and_note(said: str, value: str, note: str | None) -> None:
    with translation.override("en"):
        subject, options = parse(CHECK_IN, said)
    assert subject == "KR-12"
    assert options == {"value": Decimal(value)} | ({"note": note} if note else {})


def test_parse_reads_numbers_in_the_language_of_the_reader() -> None:
    with translation.override("id"):
        assert parse(CHECK_IN, "KR-1 47,5")[1] == {"value": Decimal("47.5")}


def test_parse_reads_named_options_anywhere() -> None:
    with translation.override("en"):
        assert parse(CHECK_IN, "KR-1 18 confidence=70 fine")[1] == {"value": 18, "confidence": 70, "note": "fine"}


def test_parse_refuses_a_word_for_a_number_with_an_example() -> None:
    with translation.override("en"), pytest.raises(Invalid) as refusal:
        parse(CHECK_IN, "KR-1 dua puluh")
    assert (refusal.value.code, refusal.value.field) == ("not_a_number", "value")
    assert "47.5" in str(refusal.value)


@pytest.mark.parametrize("said", ["", "KR-1"])
def test_parse_says_what_is_missing_by_an_example(said: str) -> None:
    with pytest.raises(Invalid) as refusal:
        parse(CHECK_IN, said)
    assert refusal.value.code == "missing"
    assert CHECK_IN.example in str(refusal.value)


def test_parse_takes_no_option_that_the_command_does_not_offer() -> None:
    with translation.override("en"):
        assert parse(CHECK_IN, "KR-1 18 at=2020-01-01")[1] == {"value": 18, "note": "at=2020-01-01"}


def test_run_knows_its_commands() -> None:
    with pytest.raises(NotThere) as refusal:
        run(None, "/dance now", INSIDE)
    assert refusal.value.code == "unknown_command"


@pytest.mark.parametrize(
    ("said", "expected"), [("/checkin", True), ("//shrug", False), ("/ hm", False), ("a/b", False), ("/", False)]
)
def test_is_command(said: str, expected: bool) -> None:
    assert is_command(said) == expected


def test_usage_comes_from_the_deed() -> None:
    assert CHECK_IN.usage() == "/checkin key_result value [note] [confidence=…]"


@given(st.text(max_size=200))
def test_parse_never_raises_anything_but_a_refusal(said: str) -> None:
    with contextlib.suppress(Invalid):
        parse(CHECK_IN, said)
