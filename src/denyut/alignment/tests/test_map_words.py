"""What a map is asked, how much of a title fits, and how lines are drawn."""

from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from denyut.alignment.map.curves import bow, elbow, sweep
from denyut.alignment.map.drawing import Layout, drawn
from denyut.alignment.map.forest import forest_of
from denyut.alignment.map.grid import Grid, Point
from denyut.alignment.map.links import Link, Tie
from denyut.alignment.map.tree import tidy
from denyut.alignment.map.words import fitted, width_of
from denyut.alignment.rows.asked import Asked, By, View, read

GRID = Grid()
numbers = st.integers(1, 999_999_999)
many = st.frozensets(numbers, max_size=5)


@given(
    st.builds(
        Asked,
        view=st.sampled_from(View),
        by=st.sampled_from(By),
        cycle=st.none() | numbers,
        department=st.none() | numbers,
        person=st.none() | numbers,
        around=st.none() | numbers,
        opened=many,
        shut=many,
    )
)
def test_an_address_asks_for_what_it_was_made_from(asked: Asked) -> None:
    assert read(QueryDict(asked.address[1:])) == asked


def test_a_branch_that_is_opened_is_not_shut_and_the_other_way_round() -> None:
    asked = Asked().folded(7).unfolded(7)
    assert (asked.opened, asked.shut) == ({7}, frozenset())
    assert (asked.folded(7).opened, asked.folded(7).shut) == (frozenset(), {7})


def test_all_branches_may_start_open() -> None:
    assert read(QueryDict("open=all")).address == "?open=all"


def test_a_short_text_stays_whole_and_a_long_one_ends_in_an_ellipsis() -> None:
    assert fitted("Answer faster", width=190, size=13) == "Answer faster"
    assert fitted("Answer every customer faster than before", width=120, size=13) == "Answer every cust…"


@given(st.text(max_size=200), st.integers(1, 3))
def test_what_is_cut_starts_as_the_text_does(text: str, lines: int) -> None:
    cut = fitted(text, width=150, size=13, lines=lines)
    assert cut == text or (cut.endswith("…") and text.startswith(cut[:-1]))


def test_letters_are_as_wide_as_their_script_writes_them() -> None:
    assert [width_of(letter) for letter in "漢aAi\u0e31\u064b"] == [1.0, 0.56, 0.7, 0.3, 0, 0]


def test_a_straight_elbow_is_a_line() -> None:
    assert elbow(Point(0, 50), Point(44, 50)) == "M0 50H44"


def test_an_elbow_turns_in_the_gap() -> None:
    assert elbow(Point(0, 0), Point(44, 100)) == "M0 0H14q10 0 10 10V90q0 10 10 10H44"
    assert elbow(Point(44, 0), Point(0, -100)) == "M44 0H30q-10 0 -10 -10V-90q0 -10 -10 -10H0"


def test_curves_leave_and_arrive_along_the_line_of_reading() -> None:
    assert sweep([Point(0, 0), Point(100, 50)]) == "M0 0C50 0 50 50 100 50"
    assert bow(Point(0, 0), Point(0, 80), 40) == "M0 0C40 0 40 80 0 80"


def test_a_mirrored_drawing_is_as_wide_and_turned_around() -> None:
    forest = forest_of({1: None, 2: 1, 3: 1, 4: 3})
    links = [Link(2, 1, Tie.SERVES), Link(3, 1, Tie.SERVES), Link(4, 3, Tie.SERVES), Link(4, 2, Tie.DEPENDS)]
    layout = Layout(tidy(forest, GRID))
    plain, mirrored = drawn(layout, links, GRID, is_mirrored=False), drawn(layout, links, GRID, is_mirrored=True)
    assert (plain.width, plain.height) == (mirrored.width, mirrored.height)
    assert {goal: (plain.width - spot.x - GRID.box_inline, spot.y) for goal, spot in plain.spots.items()} == {
        goal: tuple(spot) for goal, spot in mirrored.spots.items()
    }


def test_what_blocks_is_drawn_last() -> None:
    layout = Layout(tidy(forest_of({1: None, 2: 1, 3: 1}), GRID))
    links = [Link(3, 2, Tie.DEPENDS), Link(2, 1, Tie.SERVES), Link(3, 1, Tie.SERVES), Link(2, 3, Tie.CONFLICTS)]
    lines = drawn(layout, links, GRID, blocking={(3, 2)}, is_mirrored=False).lines
    assert [(line.link.tie, line.is_blocking) for line in lines] == [
        (Tie.SERVES, False),
        (Tie.SERVES, False),
        (Tie.CONFLICTS, False),
        (Tie.DEPENDS, True),
    ]
