"""Proposals stand as cards in rooms, change with their answers, and go when a goal turns private."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from denyut.alignment.actions import ask_departments, respond
from denyut.alignment.models import Ask
from denyut.chat.actions import open_room, redraw_cards, tell_card
from denyut.chat.door import receive
from denyut.chat.drawn import draw, forget
from denyut.chat.models import Line, Room
from denyut.live.frames import entries
from denyut.okr.actions import (
    add_objective,
    answer_edge,
    change_objective,
    check_in,
    counter_edge,
    end_edge,
    propose_edge,
)
from denyut.okr.models import Edge, Objective
from denyut.people.models import Person
from denyut.spine.access import Conflict, Invalid, NotThere, Refused
from denyut.spine.models import Event
from denyut.spine.outlets import catch_up
from tests.goals import Goals
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nothing_drawn() -> None:
    forget()


@pytest.fixture
def room(mei: Person) -> Room:
    return open_room(mei, name="Queue")


@pytest.fixture
def stock(world: World, goals: Goals) -> Objective:
    return add_objective(world.dora, goals.quarter, title="Shelves are full", department=world.warehouse)


def cards(room: Room) -> list[Line]:
    catch_up()
    return list(Line.objects.filter(room=room, kind="card").select_related("author").order_by("id"))


def drawn(line: Line) -> str:
    return str(draw([line], "en")[line.pk])


def say(person: Person, room: Room, text: str) -> Edge:
    made: Edge = receive(person, room, text, key=text).made
    return made


def test_a_line_offers_a_goal_and_the_room_gets_a_card(
    world: World, goals: Goals, room: Room, stock: Objective
) -> None:
    edge = say(world.mei, room, f"/align O-{goals.speed.pk} {stock.label.lower()} We bring the answers")
    assert (edge.kind, edge.state, edge.note) == ("supports", "proposed", "We bring the answers")
    [card] = cards(room)
    assert (card.author, card.text) == (world.mei, "")
    html = drawn(card)
    for words in ("Answer 40% faster", "Shelves are full", "Proposed", "Accept", f'data-named="{world.dora.pk}"'):
        assert words in html


def test_a_line_takes_kind_and_weight_by_name(world: World, goals: Goals, room: Room, stock: Objective) -> None:
    edge = say(world.bo, room, f"/align kr{goals.rules.pk} {stock.label} kind=Contributes weight=0.25")
    assert (edge.kind, str(edge.weight), edge.source) == ("contributes", "0.250", goals.rules)


@pytest.mark.parametrize(
    ("line", "refusal"),
    [
        ("/align", Invalid),
        ("/align O-{speed}", Invalid),
        ("/align O-987654 O-{stock}", NotThere),
        ("/align O-{speed} O-987654", NotThere),
        ("/align {speed} O-{stock}", NotThere),
        ("/align O-{speed} nonsense", NotThere),
        ("/align O-{speed} O-{stock} kind=loves", Invalid),
        ("/align O-{speed} O-{stock} kind=contributes weight=2", Invalid),
        ("/align O-{speed} O-{company}", Conflict),
    ],
)
def test_lines_that_are_refused_leave_nothing(
    world: World, goals: Goals, room: Room, stock: Objective, line: str, refusal: type[Refused]
) -> None:
    numbers = {"speed": goals.speed.pk, "stock": stock.pk, "company": goals.company.pk}
    with pytest.raises(refusal):
        say(world.mei, room, line.format(**numbers))
    assert (cards(room), Edge.objects.exists()) == ([], False)


def test_strangers_and_auditors_offer_nothing(world: World, goals: Goals, room: Room, stock: Objective) -> None:
    for who in (world.dora, world.aldo):
        with pytest.raises(Refused):
            say(who, room, f"/align {goals.speed.label} {stock.label}")
    assert cards(room) == []


def test_an_answer_changes_the_card_for_all(world: World, goals: Goals, room: Room, stock: Objective) -> None:
    edge = say(world.mei, room, f"/align {goals.speed.label} {stock.label}")
    [before] = cards(room)
    assert "Accept" in drawn(before)
    answer_edge(world.dora, edge, answer="declined", note="Not now")
    [after] = cards(room)
    html = drawn(after)
    assert after.pk == before.pk
    assert ("Declined" in html, "Not now" in html, "Accept" in html) == (True, True, False)
    changed = Event.objects.get(verb="chat.card_changed")
    [entry] = entries([changed], ["en"])
    [frame] = entry.frames["en"]
    assert (frame.topics, f'data-replace=".line-{after.pk}"'.encode() in frame.lines) == (
        frozenset({f"room:{room.pk}"}),
        True,
    )


def test_who_speaks_for_both_is_told_as_agreed(world: World, goals: Goals, room: Room, stock: Objective) -> None:
    say(world.ada, room, f"/align {goals.speed.label} {stock.label}")
    [card] = cards(room)
    assert "Accepted" in drawn(card)


def test_a_counter_proposal_joins_the_card_it_answers(world: World, goals: Goals, room: Room, stock: Objective) -> None:
    edge = say(world.mei, room, f"/align {goals.speed.label} {stock.label}")
    cards(room)
    counter = counter_edge(world.dora, edge, kind="depends", note="Rather so")
    first, second = cards(room)
    assert "Countered" in drawn(first)
    assert ("Another proposal" in drawn(second), second.author) == (True, world.dora)
    end_edge(world.dora, counter)
    assert "Ended" in drawn(cards(room)[1])


def test_a_proposal_from_a_page_stands_in_the_room_of_the_asked_department(
    world: World, goals: Goals, room: Room, stock: Objective
) -> None:
    theirs = open_room(world.ada, name="Warehouse", department=world.warehouse)
    propose_edge(world.mei, from_objective=goals.speed, to_objective=stock)
    assert (len(cards(theirs)), cards(room)) == (1, [])


def test_what_is_agreed_on_a_page_is_told_nowhere(world: World, goals: Goals, stock: Objective) -> None:
    theirs = open_room(world.ada, name="Warehouse", department=world.warehouse)
    propose_edge(world.ada, from_objective=goals.speed, to_objective=stock)
    assert cards(theirs) == []


def test_private_goals_are_told_in_no_room(world: World, goals: Goals, room: Room, stock: Objective) -> None:
    Objective.objects.filter(pk=stock.pk).update(visibility="private")
    say(world.ada, room, f"/align {goals.speed.label} {stock.label} kind=depends")
    assert cards(room) == []
    with pytest.raises(NotThere):
        say(world.mei, room, f"/align {goals.speed.label} {stock.label} kind=conflicts")


@pytest.mark.parametrize("which", ["speed", "stock"])
def test_a_card_goes_when_one_of_its_goals_turns_private(
    world: World, goals: Goals, room: Room, stock: Objective, which: str
) -> None:
    say(world.mei, room, f"/align {goals.speed.label} {stock.label}")
    assert len(cards(room)) == 1
    goal, owner = (goals.speed, world.mei) if which == "speed" else (stock, world.dora)
    change_objective(
        owner, goal, title=goal.title, department=goal.department, parent=goal.parent, visibility="private"
    )
    assert cards(room) == []


def test_a_card_of_which_nothing_may_be_shown_says_so(world: World, goals: Goals, room: Room, stock: Objective) -> None:
    edge = say(world.mei, room, f"/align {goals.speed.label} {stock.label}")
    [card] = cards(room)
    Objective.objects.filter(pk=stock.pk).update(visibility="private")
    html = drawn(card)
    assert ("Shelves" in html, "not open to everybody" in html, f"pact-{edge.pk}" in html) == (False, True, False)


def test_cards_are_drawn_together(world: World, goals: Goals, room: Room) -> None:
    counts = []
    for number in range(3):
        goal = add_objective(world.dora, goals.quarter, title=f"Shelf {number}", department=world.warehouse)
        say(world.mei, room, f"/align {goals.speed.label} {goal.label}")
        lines = cards(room)
        forget()
        with translation.override("en"), CaptureQueriesContext(connection) as queries:
            draw(lines, "en")
        counts.append(len(queries))
    assert counts[0] == counts[2]


def test_telling_a_card_again_changes_nothing(world: World, room: Room) -> None:
    words = {"event_id": 7, "card": "alignment.edge_card", "number": 1, "goals": [1, 2]}
    assert tell_card(world.mei, room, **words) == tell_card(world.mei, room, **words)
    assert Line.objects.get().facts == {
        "card": "alignment.edge_card",
        "number": 1,
        "objective": 1,
        "other": 2,
        "change": 7,
    }
    assert redraw_cards(world.mei, event_id=7, card="alignment.edge_card", number=1) == 0
    assert redraw_cards(world.mei, event_id=8, card="alignment.edge_card", number=1) == 1
    assert redraw_cards(world.mei, event_id=9, card="alignment.edge_card", number=2) == 0


def test_the_pages_of_both_goals_hear_of_it(world: World, goals: Goals, stock: Objective) -> None:
    propose_edge(world.mei, kind="contributes", from_key_result=goals.median, to_objective=stock)
    [entry] = entries([Event.objects.latest("id")], ["en"])
    places = {frame.key[2] for frame in entry.frames["en"]}
    assert {
        f"#ties-objective-{goals.speed.pk}",
        f"#ties-key_result-{goals.median.pk}",
        f"#ties-objective-{stock.pk}",
    } <= places


def test_a_check_in_is_heard_on_the_pages_of_linked_goals(world: World, goals: Goals, stock: Objective) -> None:
    propose_edge(world.mei, kind="depends", from_objective=goals.speed, to_objective=stock)
    check_in(world.mei, goals.median, value=Decimal(20))
    [entry] = entries([Event.objects.latest("id")], ["en"])
    pages = {frame.key[2]: frame for frame in entry.frames["en"]}
    assert f"okr:{stock.pk}" in pages[f"#ties-objective-{stock.pk}"].topics
    assert f"okr:{goals.company.pk}" in pages[f"#ties-objective-{goals.company.pk}"].topics


def test_an_open_page_never_hears_of_a_private_goal(world: World, goals: Goals, stock: Objective) -> None:
    propose_edge(world.ada, kind="depends", from_objective=goals.speed, to_objective=stock)
    Objective.objects.filter(pk=stock.pk).update(visibility="private")
    check_in(world.mei, goals.median, value=Decimal(20))
    [entry] = entries([Event.objects.latest("id")], ["en"])
    lines = b"".join(f.lines for f in entry.frames["en"] if f"okr:{stock.pk}" not in f.topics)
    assert b"Shelves" not in lines


def test_the_room_page_shows_cards_to_everybody(
    world: World, goals: Goals, room: Room, stock: Objective, signed_in: Callable[[Person], Client]
) -> None:
    say(world.mei, room, f"/align {goals.speed.label} {stock.label}")
    cards(room)
    for who in (world.mei, world.dora, world.aldo):
        assert "Shelves are full" in signed_in(who).get(f"/rooms/{room.pk}/").content.decode()


def test_a_department_is_asked_in_its_room(world: World, goals: Goals, stock: Objective) -> None:
    theirs = open_room(world.ada, name="Warehouse", department=world.warehouse)
    ask_departments(world.ada, goals.company, departments=[world.warehouse, world.service], note="By Friday")
    [card] = cards(theirs)
    html = drawn(card)
    assert ("Customers come back" in html, "By Friday" in html, "Respond" in html) == (True, True, True)
    respond(world.dora, Ask.objects.get(department=world.warehouse), objective=stock)
    card = cards(theirs)[0]
    html = drawn(card)
    assert ("Answered" in html, "Shelves are full" in html, "Respond" in html) == (True, True, False)
    change_objective(world.dora, stock, title=stock.title, department=world.warehouse, visibility="private")
    assert "Shelves are full" not in drawn(cards(theirs)[0])


def test_an_ask_that_is_declined_says_why_in_the_room(world: World, goals: Goals) -> None:
    theirs = open_room(world.ada, name="Warehouse", department=world.warehouse)
    ask_departments(world.ada, goals.company, departments=[world.warehouse])
    respond(world.dora, Ask.objects.get(), reason="No hands left")
    assert "No hands left" in drawn(cards(theirs)[0])
    change_objective(world.ada, goals.company, title="Customers come back", visibility="private")
    assert cards(theirs) == []
