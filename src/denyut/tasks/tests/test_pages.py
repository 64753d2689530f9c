from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.test import Client

from denyut.chat.actions import open_room, say
from denyut.okr.models import Objective
from denyut.people.models import Person
from denyut.spine.topics import may_listen
from denyut.tasks.actions import add_task, change_task, complete_task, link_task
from denyut.tasks.agenda import agenda_of
from denyut.tasks.fragments import draw_of_key_results
from denyut.tasks.models import Task
from denyut.tasks.purpose import purpose_of
from tests.goals import Goals
from tests.world import World

pytestmark = pytest.mark.django_db
type Browser = Client
NOON = datetime(2026, 11, 25, 5, 0, tzinfo=UTC)
HTMX = {"HX-Request": "true"}


@pytest.fixture
def task(mei: Person, bo: Person) -> Task:
    return add_task(mei, title="Call Budi", owner=bo)


def titles(viewer: Person) -> dict[str, list[str]]:
    return {section.name: [row.title for row in section.rows] for section in agenda_of(viewer)}


@time_machine.travel(NOON, tick=False)
def test_tasks_come_in_the_order_of_their_days(mei: Person, bo: Person) -> None:
    today = NOON.date()
    for title, days in (("late", -1), ("today", 0), ("sunday", 4), ("monday", 5)):
        add_task(mei, title=title, due_on=today + timedelta(days=days))
    add_task(mei, title="some day")
    add_task(mei, title="for Bo", owner=bo)
    complete_task(mei, add_task(mei, title="finished"))
    assert titles(mei) == {
        "today": ["late", "today"],
        "week": ["sunday"],
        "later": ["monday", "some day"],
        "asked": ["for Bo"],
        "done": ["finished"],
    }
    assert titles(bo) == {"later": ["for Bo"]}


@pytest.mark.parametrize("many", [1, 3])
def test_the_list_takes_three_queries(
    mei: Person, bo: Person, goals: Goals, many: int, django_assert_num_queries: Callable[[int], object]
) -> None:
    for number in range(many):
        add_task(mei, title=f"mine {number}", key_result=goals.median)
        add_task(mei, title=f"asked {number}", owner=bo, key_result=goals.rules)
        complete_task(mei, add_task(mei, title=f"done {number}"))
    with django_assert_num_queries(3):  # type: ignore[attr-defined]
        assert sum(len(section.rows) for section in agenda_of(mei)) == 3 * many


@pytest.mark.parametrize("many", [1, 3])
def test_the_tasks_of_a_key_result_take_one_query(
    mei: Person, goals: Goals, many: int, django_assert_num_queries: Callable[[int], object]
) -> None:
    for number in range(many):
        add_task(mei, title=f"mine {number}", key_result=goals.median)
    with django_assert_num_queries(1):  # type: ignore[attr-defined]
        assert draw_of_key_results([goals.median.pk])[goals.median.pk].count('class="task task--open"') == many


@time_machine.travel(NOON, tick=False)
def test_a_line_of_words_adds_a_task(mei: Person, goals: Goals, signed_in: Callable[[Person], Browser]) -> None:
    browser = signed_in(mei)
    answer = browser.post("/tasks/", {"words": f"Call Budi tomorrow {goals.median.label}", "key": "k"})
    made = Task.objects.get()
    assert (answer.status_code, made.title, made.key_result) == (302, "Call Budi", goals.median)
    page = browser.get("/tasks/").content.decode()
    assert ("Call Budi" in page, "tomorrow" in page) == (True, True)


def test_words_that_leave_no_title_are_kept(mei: Person, signed_in: Callable[[Person], Browser]) -> None:
    answer = signed_in(mei).post("/tasks/", {"words": "tomorrow", "key": "k"})
    assert (answer.status_code, 'value="tomorrow"' in answer.content.decode(), Task.objects.count()) == (422, True, 0)


def test_the_list_shows_the_tasks_of_one_key_result(
    mei: Person, goals: Goals, signed_in: Callable[[Person], Browser]
) -> None:
    add_task(mei, title="for the median", key_result=goals.median)
    add_task(mei, title="for the rules", key_result=goals.rules)
    page = signed_in(mei).get("/tasks/", {"key_result": goals.median.pk}).content.decode()
    assert ("for the median" in page, "for the rules" in page) == (True, False)


def test_a_task_shows_the_whole_way_up(task: Task, goals: Goals, world: World) -> None:
    linked = link_task(world.bo, task, key_result=goals.median, why="He knows")
    purpose = purpose_of(linked, world.dora)
    assert purpose is not None
    assert ([step.title for step in purpose.steps], purpose.is_cut) == (
        ["Median first response", "Answer 40% faster", "Customers come back"],
        False,
    )


def test_the_way_up_ends_where_a_goal_is_private(task: Task, goals: Goals, world: World) -> None:
    Objective.objects.filter(pk=goals.company.pk).update(visibility="private")
    linked = link_task(world.bo, task, key_result=goals.median)
    purpose = purpose_of(linked, world.dora)
    assert purpose is not None
    assert ([step.title for step in purpose.steps], purpose.is_cut) == (
        ["Median first response", "Answer 40% faster"],
        True,
    )
    Objective.objects.filter(pk=goals.speed.pk).update(visibility="private")
    hidden = purpose_of(Task.objects.get(), world.dora)
    assert hidden is not None
    assert (hidden.steps, hidden.is_cut) == ([], True)
    assert goals.median.title not in draw_of_key_results([goals.rules.pk])[goals.rules.pk]


def test_the_page_and_the_sheet_tell_the_same(
    task: Task, goals: Goals, bo: Person, signed_in: Callable[[Person], Browser]
) -> None:
    link_task(bo, task, key_result=goals.median)
    browser = signed_in(bo)
    for headers in ({}, HTMX):
        page = browser.get(f"/tasks/{task.pk}/", headers=headers).content.decode()
        assert ("Call Budi" in page, "Customers come back" in page) == (True, True)


def test_a_key_results_page_lists_its_tasks(
    task: Task, goals: Goals, world: World, signed_in: Callable[[Person], Browser]
) -> None:
    link_task(world.bo, task, key_result=goals.median)
    complete_task(world.bo, task)
    closed = open_room(world.mei, name="Pay", kind="closed", people=[world.bo])
    add_task(world.mei, title="secret", key_result=goals.median, line=say(world.mei, closed, text="x"))
    page = signed_in(world.mei).get(f"/key-results/{goals.median.pk}/sections/").content.decode()
    assert ("Done for it" in page, "Call Budi" in page, "secret" in page) == (True, True, False)


def test_a_button_takes_a_task_along(task: Task, world: World, signed_in: Callable[[Person], Browser]) -> None:
    browser = signed_in(world.bo)
    assert browser.post(f"/tasks/{task.pk}/state/", {"do": "done"}, headers=HTMX).status_code == 204
    assert browser.post(f"/tasks/{task.pk}/state/", {"do": "reopen"}).status_code == 302
    assert browser.post(f"/tasks/{task.pk}/state/", {"do": "burn"}).status_code == 404
    assert signed_in(world.dora).post(f"/tasks/{task.pk}/state/", {"do": "done"}).status_code == 403


def test_a_form_changes_a_task(task: Task, world: World, signed_in: Callable[[Person], Browser]) -> None:
    browser = signed_in(world.mei)
    form = {"title": "Call Budi now", "owner": world.cem.pk, "priority": "high", "edition": "0", "key": "k1"}
    assert browser.post(f"/tasks/{task.pk}/edit/", form, headers=HTMX).status_code == 204
    changed = Task.objects.get()
    assert (changed.title, changed.owner, changed.priority) == ("Call Budi now", world.cem, "high")


def test_an_overtaken_form_shows_both(task: Task, world: World, signed_in: Callable[[Person], Browser]) -> None:
    change_task(world.bo, task, title="Call Budi soon")
    form = {"title": "Call Budi late", "owner": world.bo.pk, "priority": "normal", "edition": "0", "key": "k1"}
    answer = signed_in(world.mei).post(f"/tasks/{task.pk}/edit/", form, headers=HTMX)
    page = answer.content.decode()
    assert (answer.status_code, "Call Budi soon" in page, "Call Budi late" in page) == (422, True, True)


def test_a_form_links_a_task(task: Task, goals: Goals, world: World, signed_in: Callable[[Person], Browser]) -> None:
    browser, url = signed_in(world.bo), f"/tasks/{task.pk}/goal/"
    words = f"{goals.median.label} {goals.median.title}"
    assert browser.post(url, {"key_result": words, "why": "x", "key": "k1"}, headers=HTMX).status_code == 204
    assert Task.objects.get().key_result == goals.median
    answer = browser.post(url, {"key_result": "something", "key": "k2"}, headers=HTMX)
    assert (answer.status_code, "There is no such key result" in answer.content.decode()) == (422, True)


def test_a_new_task_comes_with_the_goal_of_its_page(
    mei: Person, goals: Goals, signed_in: Callable[[Person], Browser]
) -> None:
    browser = signed_in(mei)
    sheet = browser.get("/tasks/new/", {"key_result": goals.median.pk}, headers=HTMX).content.decode()
    assert f'value="{goals.median.label} {goals.median.title}"' in sheet
    form = {"title": "Ask", "owner": mei.pk, "priority": "normal", "key_result": goals.median.label, "key": "k"}
    browser.post("/tasks/new/", form)
    assert Task.objects.get().key_result == goals.median


def test_a_task_of_a_closed_room_is_nowhere_for_strangers(world: World, signed_in: Callable[[Person], Browser]) -> None:
    closed = open_room(world.mei, name="Pay", kind="closed")
    secret = add_task(world.mei, title="secret", line=say(world.mei, closed, text="x"))
    browser = signed_in(world.dora)
    answers = [browser.get(f"/tasks/{secret.pk}/{what}") for what in ("", "edit/", "goal/", "origin/")]
    assert [a.status_code for a in answers] == [404] * 4
    assert (bool(may_listen(world.dora, f"task:{secret.pk}")), bool(may_listen(world.mei, f"task:{secret.pk}"))) == (
        False,
        True,
    )


def test_a_task_leads_back_to_its_message(world: World, signed_in: Callable[[Person], Browser]) -> None:
    room = open_room(world.mei, name="Queue")
    line = say(world.mei, room, text="Call Budi")
    made = add_task(world.mei, title="Call Budi", line=line)
    answer = signed_in(world.bo).get(f"/tasks/{made.pk}/origin/")
    assert answer["Location"] == f"/rooms/{room.pk}/lines/{line.pk}/"
