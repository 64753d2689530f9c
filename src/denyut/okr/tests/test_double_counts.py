import itertools
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from denyut.okr.actions import add_key_result, add_objective, change_objective, move_key_result, propose_edge
from denyut.okr.double_counts import Twice, counted_twice, counting_lines
from denyut.okr.lines import Node
from denyut.okr.models import Objective
from tests.goals import Goals
from tests.world import World


def o(number: int) -> Node:
    return ("objective", number)


def test_one_line_counts_once() -> None:
    assert counted_twice({o(1): [o(2)], o(2): [o(3)]}) == []


def test_two_ways_are_told_with_both() -> None:
    lines = {o(1): [o(2), o(3)], o(2): [o(4)], o(3): [o(4)], o(4): [o(5)]}
    assert counted_twice(lines) == [Twice(o(1), o(4), ((o(1), o(2), o(4)), (o(1), o(3), o(4))))]


def test_what_lies_below_the_parting_is_not_told_again() -> None:
    lines = {o(0): [o(1)], o(1): [o(2), o(3)], o(2): [o(4)], o(3): [o(4)]}
    assert [(found.node, found.end) for found in counted_twice(lines)] == [(o(1), o(4))]


GRAPHS = st.dictionaries(st.integers(0, 8), st.lists(st.integers(0, 8), max_size=3, unique=True), max_size=9).map(
    lambda graph: {o(node): [o(up) for up in ups if up > node] for node, ups in graph.items()}
)


@given(GRAPHS)
def test_every_way_told_is_one_of_its_own_and_leads_there(lines: dict[Node, list[Node]]) -> None:
    for found in counted_twice(lines):
        assert len(set(found.ways)) == len(found.ways) > 1
        for way in found.ways:
            assert (way[0], way[-1]) == (found.node, found.end)
            assert all(up in lines[below] for below, up in itertools.pairwise(way))


@pytest.mark.django_db
def test_without_contributions_nothing_is_loaded(goals: Goals) -> None:
    assert counting_lines() == {}


@pytest.mark.django_db
def test_a_key_result_that_contributes_above_its_own_objective_counts_twice(world: World, goals: Goals) -> None:
    propose_edge(world.ada, kind="contributes", from_key_result=goals.median, to_objective=goals.company)
    median, speed, company = ("key_result", goals.median.pk), o(goals.speed.pk), o(goals.company.pk)
    assert counted_twice(counting_lines()) == [Twice(median, company, ((median, speed, company), (median, company)))]


@pytest.mark.django_db
def test_a_parent_that_counts_its_own_key_results_counts_no_child_twice(world: World, goals: Goals) -> None:
    add_key_result(world.ada, goals.company, title="Come back", target=Decimal(10))
    propose_edge(world.ada, kind="contributes", from_key_result=goals.median, to_objective=goals.company)
    assert counted_twice(counting_lines()) == []
    change_objective(world.ada, goals.company, title="Customers come back", roll_up="both")
    assert len(counted_twice(counting_lines())) == 1


@pytest.mark.django_db
def test_what_is_put_off_counts_once(world: World, goals: Goals) -> None:
    propose_edge(world.ada, kind="contributes", from_key_result=goals.median, to_objective=goals.company)
    move_key_result(world.mei, goals.median, to="postponed", reason="Later")
    assert counted_twice(counting_lines()) == []


@pytest.mark.django_db
def test_what_its_owner_states_counts_nothing(world: World, goals: Goals) -> None:
    propose_edge(world.ada, kind="contributes", from_key_result=goals.median, to_objective=goals.company)
    Objective.objects.filter(pk=goals.company.pk).update(roll_up="manual")
    assert counted_twice(counting_lines()) == []


@pytest.mark.django_db
def test_two_contributions_that_meet_count_twice(world: World, goals: Goals) -> None:
    two = [add_objective(world.ada, goals.quarter, title=title) for title in ("One", "Two")]
    top = add_objective(world.ada, goals.quarter, title="Top", roll_up="children")
    for one in two:
        propose_edge(world.ada, kind="contributes", from_key_result=goals.rules, to_objective=one)
        propose_edge(world.ada, kind="contributes", from_objective=one, to_objective=top)
    [found] = [one for one in counted_twice(counting_lines()) if one.end == o(top.pk)]
    assert (found.node, len(found.ways)) == (("key_result", goals.rules.pk), 2)
