from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.test import Client

from denyut.chat.actions import keep_in_sight, open_room, say
from denyut.chat.door import receive
from denyut.chat.drawn import draw, forget
from denyut.chat.models import Line, Room
from denyut.okr.actions import change_objective
from denyut.people.models import Person
from denyut.spine.access import Invalid, NotThere, Refused
from denyut.spine.models import Event
from denyut.spine.outlets import catch_up
from denyut.spine.verbs import VERBS
from denyut.talk.references import REFERABLES
from denyut.talk.turning import TURNS
from denyut.tasks.actions import add_task, complete_task, link_task, reopen_task
from denyut.tasks.fragments import draw_cards, draw_cards_at_home, draw_chips
from denyut.tasks.models import Task
from denyut.tasks.turning import suggested
from tests.goals import Goals
from tests.world import World

pytestmark = pytest.mark.django_db
type Browser = Client
NOON = datetime(2026, 11, 25, 5, 0, tzinfo=UTC)
HTMX = {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def _nothing_drawn_yet() -> None:
    forget()


@pytest.fixture
def room(mei: Person, bo: Person) -> Room:
    return open_room(mei, name="Queue", people=[bo])


@pytest.fixture
def closed(mei: Person, bo: Person) -> Room:
    return open_room(mei, name="Pay", kind="closed", people=[bo])


def drawing(line: Line) -> str:
    found = Line.objects.select_related("author").get(pk=line.pk)
    return draw([found], "en")[line.pk]


@time_machine.travel(NOON, tick=False)
def test_a_chat_line_asks_for_a_task(world: World, room: Room, goals: Goals) -> None:
    made = receive(world.mei, room, f'/task "Call Budi" @Bo due=Fri {goals.median.label}', key="k").made
    assert (made.title, made.owner, made.due_on, made.key_result, made.room) == (
        "Call Budi",
        world.bo,
        date(2026, 11, 27),
        goals.median,
        room,
    )
    catch_up()
    card = Line.objects.get(kind="card")
    assert ("Call Budi" in drawing(card), card.room) == (True, room)


@time_machine.travel(NOON, tick=False)
def test_a_title_in_quotation_marks_is_taken_as_it_is(mei: Person, room: Room) -> None:
    made = receive(mei, room, '/task "Write the Friday report" tomorrow', key="k").made
    assert (made.title, made.due_on) == ("Write the Friday report", date(2026, 11, 26))


def test_a_line_without_quotation_marks_works_too(mei: Person, room: Room) -> None:
    assert receive(mei, room, "/task Call Budi priority=high", key="k").made.title == "Call Budi"


@pytest.mark.parametrize("rest", ["", '"Call Budi" due=soon', '"Call Budi" priority=utmost'])
def test_a_chat_line_that_makes_no_sense_asks_for_nothing(mei: Person, room: Room, rest: str) -> None:
    with pytest.raises(Invalid):
        receive(mei, room, f"/task {rest}", key="k")
    assert Task.objects.count() == 0


def test_a_chat_line_finishes_a_task(mei: Person, bo: Person, room: Room) -> None:
    task = add_task(mei, title="Call Budi", owner=bo)
    assert receive(bo, room, f"/done {task.label}", key="k").made.state == "done"
    with pytest.raises(NotThere):
        receive(bo, room, "/done T-999", key="k2")
    with pytest.raises(NotThere):
        receive(bo, room, "/done everything", key="k3")


def test_a_task_can_be_named(mei: Person, world: World, closed: Room) -> None:
    task = add_task(mei, title="Call Budi")
    secret = add_task(mei, title="Secret", line=say(mei, closed, text="x"))
    thing = REFERABLES["task"]
    assert set(thing.find(world.bo, [task.pk, secret.pk])) == {task.pk, secret.pk}
    assert set(thing.find(world.dora, [task.pk, secret.pk])) == {task.pk}
    assert [one.title for one in thing.suggest(world.dora, "call")] == ["Call Budi"]
    assert [set(drawn([task.pk, secret.pk])) for drawn in (draw_chips, draw_cards, draw_cards_at_home)] == [
        {task.pk},
        {task.pk},
        {task.pk, secret.pk},
    ]


@time_machine.travel(NOON, tick=False)
def test_a_message_suggests_its_task(world: World, room: Room, goals: Goals) -> None:
    keep_in_sight(world.mei, room, kind="key_result", number=goals.rules.pk)
    plain = suggested(world.mei, say(world.bo, room, text="I call Budi tomorrow"))
    assert (plain.title, plain.owner, plain.due_on, plain.key_result) == (
        "I call Budi",
        world.bo,
        date(2026, 11, 26),
        goals.rules,
    )
    named = suggested(world.mei, say(world.bo, room, text=f"@Mei Lin please look at {goals.median.label}\nand tell us"))
    assert (named.owner, named.key_result, named.notes) == (
        world.mei,
        goals.median,
        f"@Mei Lin please look at {goals.median.label}\nand tell us",
    )
    assert len(suggested(world.mei, say(world.bo, room, text="x " * 500)).title) <= 120


def test_a_message_becomes_a_task(world: World, room: Room, signed_in: Callable[[Person], Browser]) -> None:
    line = say(world.bo, room, text="Somebody should call Budi")
    browser, url = signed_in(world.mei), TURNS["task"].url(line.pk)
    sheet = browser.get(url, headers=HTMX).content.decode()
    assert 'value="Somebody should call Budi"' in sheet
    form = {"title": "Call Budi", "owner": world.bo.pk, "priority": "normal", "key": "k1"}
    assert [browser.post(url, form, headers=HTMX).status_code for _again in range(2)] == [204, 204]
    task = Task.objects.get()
    assert (task.line, task.room, task.owner) == (line, room, world.bo)
    assert f'id="task-card-{task.pk}"' in drawing(line)


def test_a_message_of_a_closed_room_becomes_nothing_for_strangers(
    world: World, closed: Room, signed_in: Callable[[Person], Browser]
) -> None:
    line = say(world.mei, closed, text="secret")
    assert signed_in(world.dora).get(TURNS["task"].url(line.pk)).status_code == 404


def test_a_done_task_answers_its_message(world: World, room: Room) -> None:
    line = say(world.bo, room, text="Call Budi")
    task = add_task(world.mei, title="Call Budi", owner=world.bo, line=line)
    edition = Line.objects.get(pk=line.pk).edition
    complete_task(world.bo, task)
    catch_up()
    answer = Line.objects.get(thread=line)
    assert (answer.text, answer.author, Line.objects.get(pk=line.pk).edition > edition) == (
        f"✅ {task.label}",
        world.bo,
        True,
    )
    assert "task--done" in drawing(line)
    reopen_task(world.bo, task)
    catch_up()
    assert Line.objects.filter(thread=line).count() == 1


def test_a_done_task_answers_under_its_card(mei: Person, room: Room) -> None:
    task = receive(mei, room, '/task "Call Budi"', key="k").made
    catch_up()
    complete_task(mei, task)
    catch_up()
    assert Line.objects.get(text=f"✅ {task.label}").thread == Line.objects.get(kind="card")


def test_who_left_a_closed_room_answers_nothing_there(world: World, closed: Room) -> None:
    line = say(world.mei, closed, text="secret")
    task = add_task(world.mei, title="x", owner=world.dora, line=line)
    complete_task(world.dora, task)
    catch_up()
    assert Line.objects.filter(thread=line).count() == 0


def test_a_change_touches_the_lines_that_name_it(world: World, room: Room) -> None:
    task = add_task(world.mei, title="Call Budi", owner=world.bo)
    line = say(world.mei, room, text=f"how is {task.label}?")
    complete_task(world.bo, task)
    event = Event.objects.get(verb="tasks.task_done")
    touched = {(touch.topic, touch.name, touch.id) for touch in VERBS[event.verb].touches(event)}
    assert (f"room:{room.pk}", "chat.line_itself", line.pk) in touched
    assert (f"user:{world.bo.pk}", "tasks.row", task.pk) in touched


def test_a_goal_that_turned_private_is_named_no_more(world: World, room: Room, goals: Goals) -> None:
    line = say(world.mei, room, text="Call Budi")
    task = add_task(world.mei, title="Call Budi", line=line)
    link_task(world.mei, task, key_result=goals.median)
    assert goals.median.title in drawing(line)
    goals.speed.refresh_from_db()
    change_objective(
        world.cem, goals.speed, title=goals.speed.title, owner=world.mei, department=world.service, visibility="private"
    )
    catch_up()
    assert goals.median.title not in drawing(line)


def test_an_auditor_makes_no_task_of_a_message(world: World, room: Room) -> None:
    with pytest.raises(Refused):
        add_task(world.aldo, title="x", line=say(world.mei, room, text="x"))
