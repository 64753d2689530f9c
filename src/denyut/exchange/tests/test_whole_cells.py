from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from denyut.exchange.complete.cells import armed, disarmed, of_cell, plain_of, text_of, value_of
from denyut.exchange.complete.comparing import compared
from denyut.exchange.complete.forms import FORMS, complete_in
from denyut.exchange.complete.tables import KEY, TABLES, Bundle, heading
from denyut.exchange.problems import RowRefused
from denyut.lib.sheets import UnreadableSheet

# What databases keep: no halves of letters, and nothing that is no letter at all.
TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cn"), exclude_characters="\0"), max_size=40)
AMOUNTS = st.decimals(-(10**9), 10**9, places=6, allow_nan=False, allow_infinity=False).map(plain_of)
OBJECTIVES = TABLES["objectives"]
USUAL = next(item.row for item in compared({"objectives": [{KEY: "O-1"}]}, {}).items["objectives"])


@given(TEXTS)
def test_a_text_that_looks_like_a_formula_comes_back(text: str) -> None:
    assert armed(disarmed(text)) == text
    assert disarmed(text)[:1] not in tuple("=+-@\t\r")


@settings(max_examples=12)
@given(
    st.lists(st.tuples(TEXTS, TEXTS, AMOUNTS, st.booleans(), st.dictionaries(TEXTS, st.lists(TEXTS))), max_size=4),
    st.sampled_from(sorted(FORMS)),
)
def test_every_form_gives_back_what_it_was_given(words: list[Any], form: str) -> None:
    rows: Bundle = {
        "objectives": [
            {
                **USUAL,
                KEY: f"O-{place}",
                "title": title,
                "description": text,
                "weight": amount,
                "is_weight_fixed": is_fixed,
            }
            for place, (title, text, amount, is_fixed, _told) in enumerate(words)
        ],
        "revisions": [
            {
                **dict.fromkeys(TABLES["revisions"].columns),
                "objective": "O-1",
                "changes": told,
                "is_free": True,
                "note": "",
            }
            for *_rest, told in words
        ],
    }
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"goals{FORMS[form].ending}"
        with path.open("wb") as file:
            FORMS[form].write(rows, file)
        told = complete_in(path)
    assert told is not None
    for name, columns in (("objectives", tuple(USUAL)), ("revisions", ("changes", "is_free", "objective"))):
        found = [item.row for item in compared(told, {}).items[name]]
        assert [[row[c] for c in columns] for row in found] == [[row[c] for c in columns] for row in rows[name]]


def test_a_text_longer_than_a_cell_goes_on_elsewhere(tmp_path: Path) -> None:
    long = "Ahoi 😀 " * 9000
    rows: Bundle = {"objectives": [{**USUAL, KEY: "O-1", "title": "A", "description": long}]}
    path = tmp_path / "goals.xlsx"
    with path.open("wb") as file:
        FORMS["xlsx"].write(rows, file)
    told = complete_in(path)
    assert told is not None
    assert told["objectives"][0]["description"] == long


@pytest.mark.parametrize(
    ("column", "plain"),
    [
        ("title", "x" * 301),
        ("title", None),
        ("title", 7),
        ("title", "a\0b"),
        ("weight", "much"),
        ("weight", "1234567.1"),
        ("position", -1),
        ("state", "forgotten"),
        ("made_at", "yesterday"),
        ("is_weight_fixed", "perhaps"),
    ],
)
def test_what_a_field_can_t_hold_is_refused(column: str, plain: Any) -> None:
    with pytest.raises(RowRefused) as refusal:
        value_of(OBJECTIVES.fields[column], plain, heading(column))
    assert (refusal.value.code, refusal.value.column) == ("not_a_value", heading(column))


def test_cells_that_a_spreadsheet_changed_are_understood() -> None:
    fields = OBJECTIVES.fields
    assert of_cell(fields["title"], 2026, "title") == "2026"
    assert of_cell(fields["weight"], 0.25, "weight") == "0.25"
    assert of_cell(fields["is_weight_fixed"], "Yes", "is weight fixed") is True
    told = of_cell(fields["made_at"], datetime(2026, 11, 15, 3), "made at")
    assert value_of(fields["made_at"], told, "made at") == datetime(2026, 11, 15, 3, tzinfo=UTC)
    assert (of_cell(fields["description"], None, ""), of_cell(fields["parent"], None, "")) == ("", None)
    with pytest.raises(RowRefused):
        of_cell(fields["weight"], "a lot", "weight")
    assert (text_of(Decimal("1.5")), text_of(False), text_of(None)) == ("1.5", "no", "")


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("goals.json", b'{"format": "Denyut goals", "version": 2}', "newer"),
        ("goals.json", b'{"format": "Denyut goals", "version": 1, "cycles": [7]}', "broken"),
        ("goals.json", b'{"format": "Denyut goals", "version": 1', "broken"),
    ],
)
def test_a_file_that_can_t_be_read_says_why(tmp_path: Path, name: str, content: bytes, code: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(UnreadableSheet) as refusal:
        complete_in(path)
    assert refusal.value.code == code


@pytest.mark.parametrize("content", [b"Objective,Target\nGrow,5\n", b'{"a": 1}', b"", b"PK\x03\x04nothing"])
def test_other_files_are_none(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "goals.csv"
    path.write_bytes(content)
    assert complete_in(path) is None
    assert not any(form.is_it(path) for form in FORMS.values())
