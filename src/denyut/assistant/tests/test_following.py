"""What was made of a message, when the message is recalled or moved."""

from datetime import timedelta

import pytest

from denyut.assistant.actions import keep_takeaway
from denyut.assistant.models import Takeaway, TakeawayKind
from denyut.chat.actions import ding, edit_line, move_line, open_room, recall_line, remind, say
from denyut.chat.models import Call, Ding, Line, Reminder, Room
from denyut.matters.actions import raise_blocker
from denyut.matters.models import Blocker
from denyut.spine import clock
from denyut.spine.models import Event, EventText
from denyut.tasks.actions import add_task
from denyut.tasks.models import Task
from tests.goals import Goals
from tests.world import World

pytestmark = pytest.mark.django_db
WORDS = "The salary of Dora is too low"


@pytest.fixture
def room(world: World) -> Room:
    return open_room(world.mei, name="Queue", people=[world.bo])


@pytest.fixture
def line(world: World, room: Room, goals: Goals) -> Line:
    """A message of Mei's, from which everything was made that a message can become."""
    said = say(world.mei, room, text=WORDS)
    keep_takeaway(world.bo, kind=TakeawayKind.EVIDENCE, text=WORDS, key_result=goals.median, line=said)
    keep_takeaway(world.bo, kind=TakeawayKind.SUGGESTION, text="Ask the others", line=said)
    add_task(world.bo, title="salary of Dora", notes=WORDS, line=said)
    add_task(world.bo, title="Write to finance", line=said)
    raise_blocker(world.bo, goals.median, text=WORDS, waits_on=world.cem, line=said)
    remind(world.bo, at=clock.now() + timedelta(hours=1), line=said)
    remind(world.bo, at=clock.now() + timedelta(hours=1), text="Look there", line=said)
    ding(world.bo, [world.mei], text=WORDS, reason="now", cannot_wait=True, line=said)
    return said


def words() -> dict[str, list[str]]:
    return {
        "takeaways": list(Takeaway.objects.order_by("id").values_list("text", flat=True)),
        "tasks": [f"{one.title}|{one.notes}" for one in Task.objects.order_by("id")],
        "blockers": list(Blocker.objects.values_list("text", flat=True)),
        "reminders": list(Reminder.objects.order_by("id").values_list("text", flat=True)),
        "dings": list(Ding.objects.values_list("text", flat=True)),
    }


def test_recalled_words_go_wherever_they_were_copied_to(world: World, line: Line) -> None:
    edit_line(world.mei, line, text="Something else")
    recall_line(world.mei, line)
    stub = Blocker.objects.get().text
    assert words() == {
        "takeaways": [stub, "Ask the others"],
        "tasks": [f"{stub}|{stub}", "Write to finance|"],
        "blockers": [stub],
        "reminders": [stub, "Look there"],
        "dings": [stub],
    }
    assert not EventText.objects.filter(text__contains="salary").exists()
    reworded = Event.objects.get(verb="chat.ding_reworded")
    assert (reworded.facts["told"], reworded.facts["calls"]) == ([world.mei.pk], [Call.objects.get().pk])
    told = Event.objects.filter(verb__in=("tasks.task_changed", "assistant.takeaway_withdrawn"))
    assert sorted(told.values_list("verb", flat=True)) == ["assistant.takeaway_withdrawn", "tasks.task_changed"]
    assert list(Task.objects.order_by("id").values_list("edition", flat=True)) == [1, 0]


def test_what_was_made_of_a_message_goes_where_it_goes(world: World, room: Room, line: Line) -> None:
    answer = say(world.bo, room, text="an answer", thread=line)
    add_task(world.bo, title="Of the answer", line=answer)
    closed = open_room(world.mei, name="Pay", kind="closed", people=[world.bo])
    moved = move_line(world.mei, line, closed)
    made = [*Takeaway.objects.all(), *Task.objects.exclude(line=answer), *Blocker.objects.all()]
    assert {(one.line, one.room) for one in made} == {(moved, closed)}
    assert {one.line for one in [*Reminder.objects.all(), *Ding.objects.all()]} == {moved}
    of_answer = Task.objects.get(line=answer)
    assert (of_answer.room, Task.objects.visible_to(world.dora).count()) == (closed, 0)
    recall_line(world.mei, moved)
    assert WORDS not in str(words())
