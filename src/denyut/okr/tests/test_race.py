import threading
from collections.abc import Iterator
from decimal import Decimal

import pytest
from django.db import connection

from denyut.okr.actions import check_in
from denyut.okr.models import CheckIn, KeyResult, Objective
from denyut.spine import writer
from denyut.spine.events import Via, breaks
from tests.goals import Goals
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(params=["one writer", "no writer"])
def hands(request: pytest.FixtureRequest) -> Iterator[None]:
    """Deeds through the writer of a serving process, and from threads that write by themselves."""
    if request.param == "one writer":
        writer.start()
    yield
    writer.stop()


def in_threads(*works: object) -> None:
    def do(work: object) -> None:
        work()  # type: ignore[operator]
        connection.close()

    threads = [threading.Thread(target=do, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def test_eight_people_write_to_one_key_result_at_once(world: World, goals: Goals, hands: None) -> None:
    def write(person: int) -> None:
        for step in range(5):
            check_in(world.mei, goals.median, value=Decimal(20 + person) + Decimal(step) / 10)

    in_threads(*[lambda person=person: write(person) for person in range(8)])
    said = list(CheckIn.objects.order_by("id").values_list("value", "before"))
    assert len(said) == 40
    # Each saw the one before it: none was lost under another.
    assert [before for _value, before in said] == [None, *[value for value, _before in said[:-1]]]
    kr = KeyResult.objects.get(pk=goals.median.pk)
    assert kr.value == said[-1][0]
    assert Objective.objects.get(pk=goals.company.pk).progress == Objective.objects.get(pk=goals.speed.pk).progress
    assert list(breaks()) == []


def test_the_same_request_at_once_is_one_check_in(world: World, goals: Goals, hands: None) -> None:
    made: list[CheckIn] = []
    once = check_in.via(Via("rest", "same"))
    in_threads(*[lambda: made.append(once(world.mei, goals.median, value=Decimal(24))) for _ in range(4)])
    assert CheckIn.objects.count() == 1
    assert {said.pk for said in made} == {CheckIn.objects.get().pk}
