"""Two at once at the close: one score of both counts in full, and one goal comes of two who carry it over."""

import threading
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection

from denyut.okr.actions import carry_over, open_cycle, score_key_result
from denyut.okr.models import Objective, Revision
from denyut.spine import writer
from denyut.spine.events import breaks
from denyut.spine.models import Event
from tests.goals import Goals
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)
D = Decimal


@pytest.fixture(params=["one writer", "no writer"])
def hands(request: pytest.FixtureRequest) -> Iterator[None]:
    """Deeds through the writer of a serving process, and from threads that write by themselves."""
    if request.param == "one writer":
        writer.start()
    yield
    writer.stop()


def at_once(*works: Callable[[], object]) -> None:
    def do(work: Callable[[], object]) -> None:
        work()
        connection.close()

    threads = [threading.Thread(target=do, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def test_two_who_score_the_last_two_complete_the_objective_once(world: World, goals: Goals, hands: None) -> None:
    at_once(
        lambda: score_key_result(world.mei, goals.median, score=D("0.4"), reason="So."),
        lambda: score_key_result(world.cem, goals.rules, score=D("0.8"), reason="So."),
    )
    scored = Objective.objects.get(pk=goals.speed.pk)
    assert (scored.score, scored.state) == (D("0.6"), "graded")
    assert Event.objects.filter(verb="okr.objective_scored").count() == 1
    assert list(breaks()) == []


def test_two_who_score_the_same_lose_nothing(world: World, goals: Goals, hands: None) -> None:
    at_once(
        lambda: score_key_result(world.mei, goals.median, score=D("0.4"), reason="So."),
        lambda: score_key_result(world.cem, goals.median, score=D("0.8"), reason="So."),
    )
    [change] = Revision.objects.filter(key_result=goals.median).values_list("changes", flat=True)
    assert sorted(change["score"]) == ["0.4", "0.8"]
    last = Event.objects.filter(verb="okr.key_result_scored").latest("id")
    assert (last.facts["before"], last.facts["value"]) == tuple(change["score"])


def test_two_who_carry_over_make_one(world: World, goals: Goals, hands: None) -> None:
    q1 = open_cycle(world.ada, name="Q1 2027", starts_on=date(2027, 1, 1), ends_on=date(2027, 3, 31))
    made: list[Objective] = []
    people = (world.mei, world.cem, world.ada, world.mei)
    at_once(*[lambda person=person: made.append(carry_over(person, goals.speed, q1)) for person in people])
    assert [goal.pk for goal in made] == [Objective.objects.get(cycle=q1).pk] * 4
