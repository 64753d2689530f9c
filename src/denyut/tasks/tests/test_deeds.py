from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from denyut.chat.actions import open_room, say
from denyut.chat.models import Room
from denyut.okr.actions import add_key_result
from denyut.okr.models import KeyResult
from denyut.okr.progress import Kind
from denyut.people.models import Person
from denyut.spine.access import Conflict, Invalid, Refused
from denyut.spine.deeds import Deed
from denyut.spine.events import Via
from denyut.spine.models import Event
from denyut.tasks.actions import add_task, change_task, complete_task, drop_task, link_task, reopen_task
from denyut.tasks.models import Task
from tests.goals import Goals
from tests.world import World

pytestmark = pytest.mark.django_db
DUE = date(2026, 11, 27)


@pytest.fixture
def task(mei: Person, bo: Person) -> Task:
    return add_task(mei, title="  Call   Budi ", owner=bo, due_on=DUE)


@pytest.fixture
def closed(mei: Person, bo: Person) -> Room:
    return open_room(mei, name="Pay", kind="closed", people=[bo])


@pytest.fixture
def counted(goals: Goals, mei: Person) -> KeyResult:
    return add_key_result(mei, goals.speed, title="Training done", kind=Kind.TASKS.value, target=Decimal(100))


def verbs_of(task: Task) -> list[str]:
    return list(
        Event.objects.filter(subject_kind="tasks.task", subject_id=task.pk)
        .order_by("id")
        .values_list("verb", flat=True)
    )


def told_of(task: Task) -> list[list[int]]:
    events = Event.objects.filter(subject_kind="tasks.task", subject_id=task.pk).order_by("id")
    return [event.facts["told"] for event in events]


def test_add_task_keeps_what_was_said(task: Task, mei: Person, bo: Person) -> None:
    assert (task.title, task.owner, task.made_by, task.due_on, task.state) == ("Call Budi", bo, mei, DUE, "open")
    assert (verbs_of(task), told_of(task)) == (["tasks.task_added"], [[bo.pk]])


def test_add_task_for_oneself_tells_nobody(mei: Person) -> None:
    assert told_of(add_task(mei, title="Think")) == [[]]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ({"title": " "}, "empty"),
        ({"title": "x" * 201}, "too_long"),
        ({"title": "x", "notes": "y" * 10_001}, "too_long"),
        ({"title": "x", "why": "y" * 301}, "too_long"),
        ({"title": "x", "priority": "utmost"}, "not_a_choice"),
        ({"title": "x", "due_on": date(9999, 12, 31)}, "too_late"),
    ],
)
def test_add_task_refuses_what_makes_no_sense(mei: Person, words: dict[str, object], code: str) -> None:
    with pytest.raises(Invalid) as refusal:
        add_task(mei, **words)  # type: ignore[arg-type]
    assert (refusal.value.code, Task.objects.count()) == (code, 0)


@pytest.mark.parametrize("who", ["robo", "aldo"])
def test_add_task_refuses_owners_who_do_nothing(world: World, who: str) -> None:
    with pytest.raises(Invalid) as refusal:
        add_task(world.mei, title="x", owner=getattr(world, who))
    assert refusal.value.code == "not_a_colleague"


def test_add_task_refuses_a_closed_account(world: World) -> None:
    Person.objects.filter(pk=world.bo.pk).update(is_active=False)
    with pytest.raises(Invalid):
        add_task(world.mei, title="x", owner=Person.objects.get(pk=world.bo.pk))


def test_an_auditor_only_reads(aldo: Person, task: Task) -> None:
    for attempt in (lambda: add_task(aldo, title="x"), lambda: complete_task(aldo, task)):
        with pytest.raises(Refused) as refusal:
            attempt()
        assert refusal.value.code == "reads_only"


def test_add_task_takes_no_goal_that_is_hidden(goals: Goals, world: World) -> None:
    goals.speed.visibility = "private"
    goals.speed.save()
    with pytest.raises(Invalid) as refusal:
        add_task(world.dora, title="x", key_result=goals.median)
    assert refusal.value.code == "not_there"


def test_add_task_is_refused_from_outside_a_closed_room(world: World, closed: Room) -> None:
    line = say(world.mei, closed, text="secret")
    with pytest.raises(Refused) as refusal:
        add_task(world.dora, title="x", line=line)
    assert refusal.value.code == "no_seat"


def test_the_same_key_adds_one_task(mei: Person) -> None:
    add = add_task.via(Via("web", "k1"))
    assert (add(mei, title="Once"), Task.objects.count()) == (add(mei, title="Once"), 1)


def test_a_task_is_open_to_colleagues(world: World, task: Task) -> None:
    assert set(Task.objects.visible_to(world.dora)) == {task}


def test_a_task_of_a_closed_room_is_seen_by_its_people_alone(world: World, closed: Room) -> None:
    line = say(world.mei, closed, text="secret")
    secret = add_task(world.mei, title="secret", line=line)
    for_dora = add_task(world.mei, title="for Dora", line=line, owner=world.dora)
    assert set(Task.objects.visible_to(world.bo)) == {secret, for_dora}
    assert set(Task.objects.visible_to(world.dora)) == {for_dora}
    assert set(Task.objects.visible_to(world.ada)) == set()
    assert set(Task.objects.open_to_all()) == set()


def test_change_task_hands_it_over(task: Task, world: World) -> None:
    changed = change_task(world.mei, task, title="Call Budi again", owner=world.cem, edition=0)
    assert (changed.title, changed.owner, changed.due_on, changed.edition) == ("Call Budi again", world.cem, None, 1)
    assert told_of(task)[-1] == [world.cem.pk]


def test_change_task_refuses_an_overtaken_form(task: Task, bo: Person, mei: Person) -> None:
    change_task(bo, task, title="Call Budi now", edition=0)
    with pytest.raises(Conflict) as refusal:
        change_task(mei, task, title="Call Budi later", edition=0)
    assert (refusal.value.code, Task.objects.get().title) == ("stale", "Call Budi now")


@pytest.mark.parametrize("done", [complete_task, reopen_task, drop_task])
def test_a_stranger_changes_nothing(task: Task, dora: Person, done: Deed[..., Task]) -> None:
    with pytest.raises(Refused) as refusal:
        done(dora, task)
    assert (refusal.value.code, verbs_of(task)) == ("not_yours", ["tasks.task_added"])


@pytest.mark.parametrize("who", ["bo", "mei", "cem"])
def test_owner_maker_and_manager_complete(task: Task, world: World, who: str) -> None:
    done = complete_task(getattr(world, who), task)
    assert (done.state, done.done_by) == ("done", getattr(world, who))


def test_two_who_complete_at_once_complete_once(task: Task, bo: Person, mei: Person) -> None:
    stale = Task.objects.get(pk=task.pk)
    complete_task(bo, task)
    again = complete_task(mei, stale)
    assert (again.done_by, verbs_of(task)) == (bo, ["tasks.task_added", "tasks.task_done"])


def test_a_done_task_is_reopened_and_dropped(task: Task, bo: Person) -> None:
    complete_task(bo, task)
    with pytest.raises(Conflict):
        drop_task(bo, task)
    opened = reopen_task(bo, task)
    assert (opened.state, opened.done_at, opened.done_by) == ("open", None, None)
    drop_task(bo, task)
    with pytest.raises(Conflict) as refusal:
        complete_task(bo, task)
    assert (refusal.value.code, reopen_task(bo, task).state) == ("dropped", "open")


def test_done_tells_whoever_asked(task: Task, bo: Person, mei: Person) -> None:
    complete_task(bo, task)
    assert told_of(task)[-1] == [mei.pk]


def test_link_task_says_why(task: Task, goals: Goals, bo: Person) -> None:
    linked = link_task(bo, task, key_result=goals.median, why="Budi knows the queue")
    assert (linked.key_result, linked.why, verbs_of(task)[-1]) == (
        goals.median,
        "Budi knows the queue",
        "tasks.task_linked",
    )
    link_task(bo, linked, key_result=goals.median, why="Budi knows the queue")
    assert verbs_of(task).count("tasks.task_linked") == 1
    assert link_task(bo, linked, key_result=None).key_result is None


def test_the_owner_of_a_number_claims_a_loose_task(goals: Goals, world: World) -> None:
    loose = add_task(world.dora, title="Scan boxes")
    with pytest.raises(Refused):
        link_task(world.cem, loose, key_result=goals.median)
    assert link_task(world.mei, loose, key_result=goals.median).key_result == goals.median
    with pytest.raises(Refused) as refusal:
        link_task(world.bo, Task.objects.get(pk=loose.pk), key_result=goals.rules)
    assert refusal.value.code == "linked_elsewhere"


def test_a_key_result_that_counts_work_moves_with_its_tasks(counted: KeyResult, mei: Person, bo: Person) -> None:
    first, second = (add_task(mei, title=title, owner=bo, key_result=counted) for title in ("One", "Two"))
    assert list(counted.initiatives.values_list("title", flat=True)) == ["One", "Two"]
    complete_task(bo, first)
    counted.refresh_from_db()
    assert counted.value == Decimal(50)
    reopen_task(bo, first)
    drop_task(bo, second)
    complete_task(bo, first)
    counted.refresh_from_db()
    assert counted.value == Decimal(100)


def test_what_others_link_counts_when_the_planner_says_so(counted: KeyResult, mei: Person, dora: Person) -> None:
    task = add_task(dora, title="Three", key_result=counted)
    assert (task.initiative, counted.initiatives.count()) == (None, 0)
    linked = link_task(mei, task, key_result=counted)
    assert (linked.initiative is not None, counted.initiatives.count()) == (True, 1)


def test_a_task_given_to_somebody_else_still_counts_once(counted: KeyResult, mei: Person, bo: Person) -> None:
    task = add_task(mei, title="One", key_result=counted)
    change_task(mei, task, title="One", owner=bo)
    complete_task(bo, task)
    counted.refresh_from_db()
    assert (counted.value, counted.initiatives.filter(dropped_at=None).count()) == (Decimal(100), 1)


def test_a_closed_cycle_does_not_hold_up_the_work(
    counted: KeyResult, goals: Goals, mei: Person, signed_in: Callable[..., object]
) -> None:
    task = add_task(mei, title="One", key_result=counted)
    goals.quarter.closed_at = task.made_at
    goals.quarter.save()
    assert complete_task(mei, task).state == "done"
    counted.refresh_from_db()
    assert counted.value == Decimal(0)
