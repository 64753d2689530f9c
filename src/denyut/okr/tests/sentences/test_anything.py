"""Whatever is written, nothing is raised, and what comes out has its shape."""

from hypothesis import given
from hypothesis import strategies as st

from denyut.okr.sentences import parse
from denyut.okr.sentences.lexicon import lexicon_of
from denyut.okr.tests.sentences.samples import CATALOGUE

SCRIPTS = ("latin", "vietnamese", "thai", "chinese", "arabic")
WORDS = sorted({word for script in SCRIPTS for word in lexicon_of(script).phrases})
NUMBERS = ["5", "4,8%", "1.250", "1.2.3", "٤٫٨", "๑๒", "7/10", "-3", "+4", "15:00", "12/3/2024", "40-45", "0", "9" * 30]
pieces = st.sampled_from(
    [
        *WORDS,
        *NUMBERS,
        "KR3",
        "KR 11",
        "#5",
        "KR99",
        "NPS",
        "流失率",
        ";",
        ",",
        ".",
        "?",
        "\n",
        "(",
        ")",
        '"',
        "-",
        "—",
        ":",
        "/",
    ]
)


def is_shaped(update):
    return (
        update["op"] in ("set", "add")
        and isinstance(update["value"], (int, float))
        and update["confidence"] in (None, *range(1, 11))
        and (update["note"] is None or update["note"] != "")
    )


@given(st.text())
def test_any_text(text):
    assert all(is_shaped(update) for update in parse(text, CATALOGUE))


@given(st.lists(pieces, max_size=25), st.sampled_from([" ", ""]))
def test_any_sentence_of_known_words(words, gap):
    updates = parse(gap.join(words), CATALOGUE)

    assert all(is_shaped(update) for update in updates)
    assert len({update["kr"] for update in updates}) == len(updates)


@given(st.integers(min_value=-9999, max_value=9999), st.sampled_from(["KR1", "KR5", "KR11"]))
def test_what_is_set_is_what_is_written(value, label):
    assert [(update["kr"], update["op"], update["value"]) for update in parse(f"{label} = {value}", CATALOGUE)] == [
        (label, "set", value)
    ]
