import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from denyut.exchange.mapping import (
    Mapping,
    MappingError,
    as_changes,
    corrected,
    letters_of,
    number_of,
    parse_map,
    to_json,
)

NAMES = ("Objective", "Key Result End Value", "Weight, in %", "", "Weight, in %")


def mapping(**columns):
    return Mapping(kind="goals", columns=columns)


def test_text_names_columns_by_header_or_letter():
    changes = parse_map("target=Key Result End Value, baseline=C,weight=Weight, in %")

    assert changes == {"target": "Key Result End Value", "baseline": "C", "weight": "Weight, in %"}
    assert corrected(mapping(objective_title=0, unit=1), NAMES, changes).columns == {
        "objective_title": 0,
        "target": 1,
        "weight": 2,
    }


def test_a_column_has_one_meaning_and_an_empty_one_none():
    changed = corrected(mapping(objective_title=0, target=1), NAMES, {"unit": "B", "objective_title": ""})

    assert changed.columns == {"unit": 1}
    assert changed.certainty == {"unit": 1.0}


def test_settings():
    changed = corrected(
        mapping(), NAMES, parse_map("numbers=1.234,5,dates=mdy,progress_scale=1,year_start=10,shape=tree,header_row=4")
    )

    assert (changed.decimal, changed.dates, changed.progress_scale) == (",", "mdy", 1)
    assert (changed.year_start, changed.shape, changed.header_row) == (10, "tree", 3)


def test_a_change_of_kind_drops_what_the_other_kind_does_not_have():
    assert corrected(mapping(target=1, key_result_title=0), NAMES, {"kind": "check_ins"}).columns == {
        "key_result_title": 0
    }


@pytest.mark.parametrize(
    "text",
    [
        "target",
        "nothing=B",
        "target=Nowhere",
        "target=ZZ",
        "kind=people",
        "year_start=13",
        "target.x=B",
        "{",
        '["a"]',
        '{"target": []}',
    ],
)
def test_what_is_no_mapping(text):
    with pytest.raises(MappingError):
        corrected(mapping(), NAMES, parse_map(text))


def test_a_saved_mapping_is_the_same_again():
    before = Mapping(
        kind="goals",
        shape="repeated",
        header_row=2,
        columns={"objective_title": 0, "target.2": 1, "weight": 4},
        decimal=",",
        dates="mdy",
        progress_scale=1,
        confidence_scale=5,
        year_start=10,
    )
    text = to_json(before, NAMES)
    after = corrected(mapping(), NAMES, parse_map(text))

    assert as_changes(after, NAMES) == as_changes(before, NAMES) == json.loads(text)
    assert after.columns == before.columns
    assert json.loads(text)["weight"] == "E"


def test_groups():
    assert mapping(objective_title=0).groups() == [""]
    assert Mapping(kind="goals", columns={"a.10": 1, "a.2": 0, "b": 3}).groups() == ["", ".2", ".10"]


@given(st.integers(min_value=0, max_value=20_000))
def test_letters_and_numbers(index):
    assert number_of(letters_of(index)) == index


def test_letters():
    assert [letters_of(index) for index in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]
