"""Blockers and decisions in rooms."""

from collections.abc import Iterator

import pytest
import time_machine

from denyut.chat.actions import open_room, say
from denyut.chat.door import receive
from denyut.chat.drawn import draw, forget
from denyut.chat.models import Line, Room
from denyut.matters.actions import ask_decision, raise_blocker
from denyut.matters.models import Blocker
from denyut.okr.actions import change_objective
from denyut.people.models import Department, Person
from denyut.spine.access import Invalid, NotThere
from denyut.spine.outlets import catch_up
from denyut.talk.references import REFERABLES
from denyut.talk.turning import TURNS
from tests.goals import TODAY, Goals
from tests.world import World


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    forget()
    with time_machine.travel(TODAY, tick=False):
        yield


@pytest.fixture
def room(mei: Person, bo: Person, dora: Person) -> Room:
    return open_room(mei, name="Queue", people=[bo, dora])


def drawing(line: Line) -> str:
    found = Line.objects.select_related("author").get(pk=line.pk)
    return draw([found], "en")[line.pk]


@pytest.mark.parametrize("name", ["@Dora", "@Dora Putri"])
def test_a_chat_line_raises_a_blocker_on_a_colleague(world: World, room: Room, goals: Goals, name: str) -> None:
    made = receive(world.mei, room, f"/block {goals.median.label} {name} The price list is missing", key="k").made
    assert (made.text, made.waits_on, made.room) == ("The price list is missing", world.dora, room)
    catch_up()
    card = Line.objects.get(kind="card")
    assert "The price list is missing" in drawing(card)
    receive(world.dora, room, f"/unblock {made.label} It is there", key="l")
    catch_up()
    assert "It is there" in drawing(card)


def test_a_chat_line_raises_a_blocker_on_a_department(world: World, room: Room, goals: Goals) -> None:
    made = receive(world.mei, room, f"/block {goals.median.label} Boxes, @Warehouse cause=supplier", key="k").made
    assert (made.waits_on, made.waits_on_department, made.cause) == (None, world.warehouse, "supplier")


@pytest.mark.parametrize(("rest", "error"), [("", Invalid), ("KR-99999 @Dora x", NotThere), ("{kr} nobody", Invalid)])
def test_a_chat_line_that_makes_no_sense_raises_none(
    mei: Person, room: Room, goals: Goals, rest: str, error: type[Exception]
) -> None:
    with pytest.raises(error):
        receive(mei, room, f"/block {rest.format(kr=goals.median.label)}", key="k")
    assert Blocker.objects.count() == 0


def test_naming_a_decision_draws_it_and_its_card_can_be_operated(world: World, room: Room, goals: Goals) -> None:
    asked = ask_decision(
        world.mei,
        question="How?",
        options=["Hire", "Buy"],
        decider=world.cem,
        key_results=[goals.median],
        room=room,
    )
    catch_up()
    card = drawing(Line.objects.get(kind="card"))
    assert (f"/decisions/{asked.pk}/choice/?option=1" in card, f'data-named="{world.cem.pk}"' in card) == (True, True)
    line = say(world.bo, room, text=f"What about {asked.label}?")
    assert f"/decisions/{asked.pk}/" in drawing(line)


def test_a_goal_that_turns_private_takes_its_matters_out_of_the_room(world: World, room: Room, goals: Goals) -> None:
    raised = raise_blocker(world.mei, goals.median, text="Secret boxes", waits_on=world.dora, room=room)
    asked = ask_decision(
        world.mei, question="Secret?", options=["a", "b"], decider=world.cem, key_results=[goals.median], room=room
    )
    line = say(world.bo, room, text=f"{raised.label} and {asked.label}")
    catch_up()
    goals.speed.refresh_from_db()
    change_objective(world.mei, goals.speed, title=goals.speed.title, visibility="private")
    catch_up()
    drawn = "".join(drawing(one) for one in [line, *Line.objects.filter(kind="card")])
    assert ("Secret" in drawn, "price" in drawn) == (False, False)


def test_messages_become_both_and_things_are_found_by_their_readers(world: World, goals: Goals) -> None:
    raised = raise_blocker(world.mei, goals.median, text="Boxes are missing", waits_on=world.dora)
    found = REFERABLES["blocker"].find(world.bo, [raised.pk])
    assert (TURNS["blocker"].url(7), TURNS["decision"].url(7)) == ("/lines/7/blocker/", "/lines/7/decision/")
    assert found[raised.pk].label == raised.label
    assert [one.number for one in REFERABLES["blocker"].suggest(world.bo, "boxes")] == [raised.pk]
    assert REFERABLES["decision"].suggest(world.bo, "boxes") == []
    assert Department.objects.count() == 3
