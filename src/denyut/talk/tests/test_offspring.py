"""Which words were taken from a message."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from denyut.talk.offspring import is_copied

SAID = ["@Bo fix the queue  by Friday,\nplease", "it was worse before"]


@pytest.mark.parametrize(
    ("text", "is_taken"),
    [
        ("@Bo fix the queue by Friday, please", True),
        ("fix the queue", True),
        ("fix queue please", True),
        ("@Bo fix the qu…", True),
        ("it was worse", True),
        ("queue fix", False),
        ("Call the supplier", False),
        ("", False),
        ("…", False),
    ],
)
def test_what_was_taken_from_a_message(text: str, is_taken: bool) -> None:
    assert is_copied(text, SAID) is is_taken


@given(st.text(min_size=1, max_size=60), st.integers(1, 60))
def test_a_beginning_is_taken(said: str, length: int) -> None:
    text = said[:length]
    assert is_copied(text, [said]) is bool(text.rstrip().rstrip("…").split())
