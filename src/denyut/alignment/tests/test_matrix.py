"""Goals of the company against departments and sites."""

from collections.abc import Callable
from decimal import Decimal

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from denyut.alignment.actions import ask_departments, respond
from denyut.alignment.models import Ask
from denyut.alignment.rows.matrix import Matrix, matrix_of
from denyut.okr.actions import add_key_result, add_objective, propose_edge
from denyut.okr.models import KeyResult, Objective
from denyut.people.models import Department, Person
from tests.goals import TODAY, Goals
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def returns(world: World, goals: Goals) -> KeyResult:
    """A key result of the company."""
    return add_key_result(world.ada, goals.company, title="Customers who come back", unit="%", target=Decimal(60))


def matrix(viewer: Person, goals: Goals, *, level: int = 0, is_by_site: bool = False) -> Matrix:
    return matrix_of(viewer, goals.quarter, level=level, is_by_site=is_by_site, language="en", moment=TODAY)


def cells(found: Matrix) -> dict[tuple[str, str], list[str]]:
    return {
        (line.mark.title, cell.column.name): [mark.title for mark in cell.marks]
        for line in found.lines
        for cell in line.cells
    }


def test_rows_are_goals_of_the_company_and_columns_departments(world: World, goals: Goals, returns: KeyResult) -> None:
    found = matrix(world.bo, goals)
    assert [column.name for column in found.columns] == ["Customer Service", "Warehouse"]
    assert [(line.mark.title, line.is_part) for line in found.lines] == [
        ("Customers come back", False),
        ("Customers who come back", True),
    ]
    assert cells(found) == {
        ("Customers come back", "Customer Service"): ["Answer 40% faster"],
        ("Customers come back", "Warehouse"): [],
        ("Customers who come back", "Customer Service"): [],
        ("Customers who come back", "Warehouse"): [],
    }
    assert [cell.serves_above for cell in found.lines[1].cells] == [True, False]
    assert found.levels == 2


def test_a_goal_linked_to_the_key_result_fills_its_cell(world: World, goals: Goals, returns: KeyResult) -> None:
    stock = add_objective(world.dora, goals.quarter, title="Shelves are full", department=world.warehouse)
    kr = add_key_result(world.dora, stock, title="Shelves")
    propose_edge(world.ada, kind="contributes", from_key_result=kr, to_key_result=returns)
    found = cells(matrix(world.bo, goals))
    assert found["Customers who come back", "Warehouse"] == ["Shelves are full"]
    # What serves a key result serves its objective too.
    assert found["Customers come back", "Warehouse"] == ["Shelves are full"]


def test_proposals_and_conflicts_fill_nothing(world: World, goals: Goals, returns: KeyResult) -> None:
    stock = add_objective(world.dora, goals.quarter, title="Shelves are full", department=world.warehouse)
    propose_edge(world.dora, from_objective=stock, to_key_result=returns)
    propose_edge(world.ada, kind="conflicts", from_objective=stock, to_objective=goals.company)
    assert cells(matrix(world.bo, goals))["Customers who come back", "Warehouse"] == []


def test_the_nearest_goals_of_a_department_are_shown(world: World, goals: Goals) -> None:
    below = add_objective(world.cem, goals.quarter, title="Chat", department=world.chat_team, parent=goals.speed)
    shown = cells(matrix(world.bo, goals))["Customers come back", "Customer Service"]
    assert shown == ["Answer 40% faster"]
    deeper = matrix(world.bo, goals, level=1)
    assert [column.name for column in deeper.columns] == ["Chat Team", "Warehouse"]
    assert cells(deeper)["Customers come back", "Chat Team"] == [below.title]


def test_more_than_three_are_counted(world: World, goals: Goals) -> None:
    for number in range(4):
        title = f"Faster {number}"
        add_objective(world.cem, goals.quarter, title=title, department=world.service, parent=goals.company)
    cell = matrix(world.bo, goals).lines[0].cells[0]
    assert (len(cell.marks), cell.more) == (3, 2)


def test_columns_may_be_sites(world: World, goals: Goals) -> None:
    found = matrix(world.bo, goals, is_by_site=True)
    assert cells(found) == {
        ("Customers come back", "Jakarta office"): ["Answer 40% faster"],
        ("Customers come back", "Makassar warehouse"): [],
    }


def test_private_goals_fill_nothing_for_strangers(world: World, goals: Goals) -> None:
    Objective.objects.filter(pk=goals.speed.pk).update(visibility="private")
    empty, full = matrix(world.dora, goals), matrix(world.mei, goals)
    assert cells(empty)["Customers come back", "Customer Service"] == []
    assert cells(full)["Customers come back", "Customer Service"] == ["Answer 40% faster"]
    Objective.objects.filter(pk=goals.company.pk).update(visibility="private")
    assert matrix(world.dora, goals).lines == []


def test_a_gap_is_what_is_expected_less_what_is_done(world: World, goals: Goals) -> None:
    with time_machine.travel(TODAY, tick=False):
        mark = matrix(world.bo, goals).lines[0].cells[0].marks[0]
    assert (mark.gap, mark.bar, mark.status) == (mark.pace, 0, mark.status)
    assert mark.gap > 0


def test_an_empty_cell_says_so_and_offers_to_ask(
    world: World, goals: Goals, returns: KeyResult, signed_in: Callable[[Person], Client]
) -> None:
    address = f"/cycles/{goals.quarter.pk}/matrix/"
    page = signed_in(world.ada).get(address).content.decode()
    asking = f"/objectives/{goals.company.pk}/asks/?department={world.warehouse.pk}"
    assert ("No goal" in page, asking in page, "matrix__empty" in page) == (True, True, True)
    assert asking not in signed_in(world.bo).get(address).content.decode()
    Department.objects.filter(pk=world.warehouse.pk).update(lead=world.dora)
    ask_departments(world.ada, goals.company, departments=[world.warehouse])
    page = signed_in(world.ada).get(address).content.decode()
    assert ("Asked" in page, asking in page) == (True, False)
    respond(world.dora, Ask.objects.get(), reason="No hands left")
    page = signed_in(world.bo).get(address).content.decode()
    assert ("Declined" in page, "No hands left" in page) == (True, True)


@pytest.mark.parametrize("query", ["?level=9", "?level=x", "?by=site", "?by=moon", "?level=99999999999"])
def test_any_query_is_a_page(world: World, goals: Goals, signed_in: Callable[[Person], Client], query: str) -> None:
    assert signed_in(world.bo).get(f"/cycles/{goals.quarter.pk}/matrix/{query}").status_code == 200


def test_the_number_of_queries_does_not_grow(world: World, goals: Goals, returns: KeyResult) -> None:
    counts = []
    for number in range(3):
        title = f"Goal {number}"
        one = add_objective(world.dora, goals.quarter, title=title, department=world.warehouse, parent=goals.company)
        propose_edge(world.ada, from_objective=one, to_key_result=returns)
        with CaptureQueriesContext(connection) as queries:
            matrix(world.bo, goals)
        counts.append(len(queries))
    assert counts[0] == counts[2] <= 16
