"""Two answers at once: one link, and no circle."""

import threading
from collections.abc import Callable, Iterator

import pytest
from django.db import connection

from denyut.okr.actions import add_objective, answer_edge, propose_edge
from denyut.okr.models import Edge
from denyut.spine import writer
from denyut.spine.access import Refused
from denyut.spine.models import Event
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


def at_once(*works: Callable[[], object]) -> list[str]:
    """Do all of it at the same time; the codes of what was refused."""
    codes: list[str] = []

    def do(work: Callable[[], object]) -> None:
        try:
            work()
        except Refused as refusal:
            codes.append(refusal.code)
        finally:
            connection.close()

    threads = [threading.Thread(target=do, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return codes


def test_two_who_accept_at_once_accept_once(world: World, goals: Goals, hands: None) -> None:
    stock = add_objective(world.dora, goals.quarter, title="Shelves are full", department=world.warehouse)
    edge = propose_edge(world.mei, kind="contributes", from_objective=goals.speed, to_objective=stock)
    codes = at_once(*[lambda who=who: answer_edge(who, edge, answer="accepted") for who in (world.dora, world.ada) * 2])
    assert codes == []
    assert Edge.objects.get().state == "accepted"
    assert Event.objects.filter(verb="okr.edge_accepted").count() == 1


def test_an_acceptance_and_a_refusal_at_once_leave_one_answer(world: World, goals: Goals, hands: None) -> None:
    stock = add_objective(world.dora, goals.quarter, title="Shelves are full", department=world.warehouse)
    edge = propose_edge(world.mei, from_objective=goals.speed, to_objective=stock)
    answers = ("accepted", "declined")
    codes = at_once(*[lambda answer=answer: answer_edge(world.dora, edge, answer=answer) for answer in answers])
    assert codes == ["answered"]
    assert Event.objects.filter(verb=f"okr.edge_{Edge.objects.get().state}").count() == 1


def test_of_two_that_would_close_a_circle_together_one_is_accepted(world: World, goals: Goals, hands: None) -> None:
    stock = add_objective(world.dora, goals.quarter, title="Shelves are full", department=world.warehouse)
    there = propose_edge(world.mei, kind="contributes", from_objective=goals.speed, to_objective=stock)
    back = propose_edge(world.dora, kind="contributes", from_objective=stock, to_objective=goals.speed)
    codes = at_once(
        lambda: answer_edge(world.dora, there, answer="accepted"),
        lambda: answer_edge(world.mei, back, answer="accepted"),
    )
    assert codes == ["circle"]
    assert Edge.objects.standing().count() == 1


def test_of_two_that_propose_the_same_one_is_kept(world: World, goals: Goals, hands: None) -> None:
    stock = add_objective(world.dora, goals.quarter, title="Shelves are full", department=world.warehouse)
    people = (world.mei, world.cem)
    codes = at_once(
        *[lambda who=who: propose_edge(who, from_objective=goals.speed, to_objective=stock) for who in people]
    )
    assert codes == ["proposed"]
    assert Edge.objects.count() == 1
