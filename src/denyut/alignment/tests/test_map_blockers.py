"""Trouble runs downstream, by what was agreed, and stops nowhere on the way."""

from hypothesis import given
from hypothesis import strategies as st

from denyut.alignment.map.blockers import blockage
from denyut.alignment.map.links import Link, Tie

links = st.lists(
    st.builds(Link, st.integers(1, 12), st.integers(1, 12), st.sampled_from(Tie), st.booleans()), max_size=30
)


def depends(*pairs: tuple[int, int]) -> list[Link]:
    return [Link(source, target, Tie.DEPENDS) for source, target in pairs]


def test_trouble_reaches_everything_downstream_with_its_path() -> None:
    found = blockage(depends((2, 1), (3, 2), (4, 1), (6, 5)), {1})
    assert found.causes == {2: [1], 3: [1], 4: [1]}
    assert found.paths == {(2, 1), (3, 2), (4, 1)}


def test_a_goal_in_trouble_stands_for_what_lies_behind_it() -> None:
    found = blockage(depends((2, 1), (3, 2)), {1, 2})
    assert found.causes == {2: [1], 3: [2]}


def test_the_nearest_cause_comes_first() -> None:
    assert blockage(depends((2, 1), (4, 2), (4, 3)), {1, 3}).causes[4] == [3, 1]


def test_only_what_was_agreed_and_depends_carries_trouble() -> None:
    loose = [Link(2, 1, Tie.DEPENDS, is_settled=False), Link(3, 1, Tie.SUPPORTS), Link(4, 1, Tie.CONFLICTS)]
    assert blockage(loose, {1}).causes == {}


def test_nothing_is_held_up_where_nobody_is_in_trouble() -> None:
    assert blockage(depends((2, 1)), set()).causes == {}


def test_a_circle_ends() -> None:
    assert blockage(depends((2, 1), (1, 2)), {1}).causes == {2: [1]}


@given(links, st.sets(st.integers(1, 12)))
def test_whoever_is_held_up_depends_on_somebody_who_is_or_is_in_trouble(web: list[Link], troubled: set[int]) -> None:
    found = blockage(web, troubled)
    settled = {link.ends for link in web if link.tie is Tie.DEPENDS and link.is_settled}
    carriers = troubled | found.causes.keys()
    direct = {source for source, target in settled if target in carriers and source != target}
    assert found.paths <= settled
    assert {goal for goal in direct if goal not in troubled} <= found.causes.keys()
    assert found.causes.keys() <= direct
    assert all(set(causes) <= troubled for causes in found.causes.values())
