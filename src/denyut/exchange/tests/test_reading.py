import pytest
from hypothesis import given
from hypothesis import strategies as st

from denyut.exchange.mapping import MappingError
from denyut.exchange.reading import read_drafts, table_of
from denyut.exchange.tests.sheets_for_tests import drafts, reasons, table


def test_nonsense_columns_give_one_problem_that_says_what_is_needed():
    found = drafts("Foo|Bar|Baz\n1|2|3\n4|5|6")

    assert [str(problem) for problem in found.problems] == [
        "Row 1: No column says what the rows are about. Found: Foo, Bar, Baz. Needed: Objective / Objective ID / Key result."
        " Map the columns by hand."
    ]
    assert found.rows == 2


def test_check_ins_without_dates_say_so():
    found = drafts("Key Result|Current Value\nNPS|5", kind="check_ins")

    assert found.problems[0].params["needed"] == "Date"


def test_an_empty_sheet_and_one_without_rows():
    assert [problem.code for problem in read_drafts(table_of([])).problems] == ["empty_sheet"]
    assert reasons(drafts("Objective|Key Result|Target")) == [(1, "no_rows")]


def test_blank_rows_and_a_header_printed_again_are_no_rows():
    found = drafts("Objective|Key Result|Target\nGrow|NPS|50\n||\nObjective|Key Result|Target\nGrow|Churn|3")

    assert (found.rows, reasons(found)) == (2, [])
    assert [one.row_number for one in found.key_results.values()] == [2, 5]


def test_row_numbers_count_from_the_top_of_the_sheet():
    found = drafts("Our goals||\n||\nObjective|Key Result|Target\nGrow|NPS|soon")

    assert reasons(found) == [(4, "not_a_number")]


def test_a_correction_makes_nonsense_readable():
    text = "Foo|Bar|Baz\nGrow|NPS|1.500,5\nGrow|Churn|3,5"
    found = drafts(text, changes={"objective_title": "Foo", "key_result_title": "B", "target": "Baz"})

    assert [(one.title, str(one.target)) for one in found.key_results.values()] == [
        ("NPS", "1500.5"),
        ("Churn", "3.5"),
    ]


def test_the_header_row_can_be_chosen():
    rows = [["Objective", "Target"], ["a", "b"], ["Grow", "5"]]
    found = table_of(rows, changes={"header_row": "2", "objective_title": "a"})

    assert found is not None
    assert (found.names, found.mapping.header_row) == (("a", "b"), 1)


def test_a_correction_that_names_nothing_is_an_error():
    with pytest.raises(MappingError, match="There is no column “Nowhere”"):
        table("Objective|Target\nGrow|5", changes={"target": "Nowhere"})


def test_rows_quoted_whole():
    found = read_drafts(table_of([["OKR_ID,Objective,Owner,Status"], ["1,Grow,Mei,On Track"]]))

    assert [(one.key, one.title, one.status) for one in found.goals.values()] == [("1", "Grow", "on_track")]


def test_unknown_statuses_are_noted_and_left_out():
    found = drafts("Objective|Owner|Status\nGrow|Mei|Sideways")

    assert [(one.status) for one in found.goals.values()] == [""]
    assert [str(note) for note in found.notes] == ["Row 2: “Sideways” is not a known status. It was left out."]


CELLS = st.one_of(
    st.none(),
    st.text(max_size=12),
    st.floats(),
    st.integers(),
    st.booleans(),
    st.dates(),
    st.sampled_from(["Objective", "Key Result", "Target", "goal", "milestone", "1", "2026-01-01", "Q1 2026", "type"]),
)


@given(st.lists(st.lists(CELLS, max_size=6), max_size=8))
def test_any_sheet_is_read_or_refused_with_reasons(rows):
    found = read_drafts(table_of(rows))

    assert found.rows == 0 or found.problems or found.goals or found.check_ins
    assert all(problem.sentence() for problem in [*found.problems, *found.notes])


HEADERS = [
    "Objective",
    "Key Result",
    "Type",
    "Start",
    "Target",
    "Current",
    "Progress",
    "Quarter",
    "Parent ID",
    "Row ID",
]


@given(st.lists(st.lists(CELLS, min_size=10, max_size=10), max_size=6))
def test_any_rows_below_a_good_header_are_taken_or_refused(rows):
    found = read_drafts(table_of([HEADERS, *rows]))
    kept = {one.row_number for one in [*found.goals.values(), *found.key_results.values(), *found.check_ins.values()]}
    refused = [problem.row_number for problem in found.problems]

    assert len(refused) == len(set(refused))
    assert len(kept | set(refused)) <= max(found.rows, 1)
