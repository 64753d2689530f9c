"""Reading takes the same few queries for one row and for three."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from denyut.chat.actions import open_room, say
from denyut.okr.actions import add_key_result, add_objective, check_in, open_cycle


@pytest.fixture
def grow(mei, bo, cem, cycle, world):
    """Adds one more of everything."""
    goal = add_objective(mei, cycle, title="Root", department=world.service)
    room = open_room(mei, name="Root")
    kr = add_key_result(mei, goal, title="Root")

    def more(number):
        open_cycle(cem, name=f"C{number}", starts_on=cycle.starts_on, ends_on=cycle.ends_on)
        other = add_objective(mei, cycle, title="G", department=world.service, parent=goal)
        check_in(mei, add_key_result(mei, other, title="K", owner=bo), value=Decimal(number))
        check_in(mei, kr, value=Decimal(number))
        open_room(mei, name=f"R{number}", people=[bo])
        say(mei, room, text="Hello")

    more(1)
    return more, {"room": room.pk, "kr": kr.pk, "goal": goal.pk, "cycle": cycle.pk}


@pytest.mark.parametrize(
    ("path", "queries"),
    [
        ("/me", 2),
        ("/cycles", 3),
        ("/cycles/{cycle}", 3),
        ("/objectives", 6),
        ("/objectives/{goal}", 6),
        ("/key-results", 5),
        ("/key-results/{kr}", 5),
        ("/key-results/{kr}/check-ins", 4),
        ("/people", 3),
        ("/departments", 3),
        ("/rooms", 3),
        ("/rooms/{room}/messages", 5),
        ("/events", 7),
    ],
)
def test_reading_takes_the_same_queries_for_one_and_three(rest, mei, grow, django_assert_num_queries, path, queries):
    more, ids = grow
    caller, address = rest(mei), path.format(**ids)
    with django_assert_num_queries(queries):
        assert caller.get(address).status_code == 200
    more(2)
    more(3)
    with django_assert_num_queries(queries):
        assert caller.get(address).status_code == 200


def test_check_in_takes_the_same_queries_whatever_its_history(rest, mei, key_result):
    caller, path = rest(mei), f"/key-results/{key_result.pk}/check-ins"
    caller.post(path, {"value": 40})
    with CaptureQueriesContext(connection) as first:
        caller.post(path, {"value": 30})
    for value in range(20):
        caller.post(path, {"value": value})
    with CaptureQueriesContext(connection) as last:
        caller.post(path, {"value": 20})
    # On PostgreSQL the turn to write is one more.
    assert len(last) == len(first) == 14 + (connection.vendor == "postgresql")
