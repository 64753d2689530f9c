"""Publishing goals that nobody works on: a warning at once."""

from typing import Any

import pytest
import time_machine

from denyut.okr.actions import add_initiative, add_key_result, add_objective, finish_initiative
from denyut.okr.models import KeyResult, Objective
from denyut.okr.views.engines import idle_key_results
from tests.goals import TODAY, Goals
from tests.world import World

WARNING = "Nothing is being done yet that would move"


@pytest.fixture(autouse=True)
def _day():
    with time_machine.travel(TODAY, tick=False):
        yield


def test_publishing_without_work_warns_by_name(world: World, goals: Goals, signed_in: Any) -> None:
    draft = add_objective(world.mei, goals.quarter, title="Fewer calls", department=world.service, state="draft")
    idle, busy = (add_key_result(world.mei, draft, title=title) for title in ("Calls", "Mails"))
    add_initiative(world.mei, busy, title="Write templates")
    browser = signed_in(world.mei)
    page = browser.post(f"/objectives/{draft.pk}/state/", {"to": "active"}, follow=True).content.decode()
    assert f"{WARNING} {idle.label}. Add a task" in page
    assert Objective.objects.get(pk=draft.pk).state == "active"
    assert WARNING not in browser.get(f"/objectives/{draft.pk}/").content.decode()


def test_a_new_key_result_of_a_running_goal_warns_too_and_a_draft_does_not(
    world: World, goals: Goals, signed_in: Any
) -> None:
    draft = add_objective(world.mei, goals.quarter, title="Fewer calls", department=world.service, state="draft")
    browser, words = signed_in(world.mei), {"title": "Calls", "kind": "metric", "baseline": "0", "target": "5"}
    pages = [
        browser.post(f"/objectives/{goal.pk}/key-results/new/", words, follow=True).content.decode()
        for goal in (goals.speed, draft)
    ]
    added = KeyResult.objects.get(objective=goals.speed, title="Calls")
    assert [(WARNING in page, added.label in page) for page in pages] == [(True, True), (False, False)]


def test_finished_work_is_no_engine_and_milestones_are(world: World, goals: Goals) -> None:
    work = add_initiative(world.mei, goals.median, title="Write templates")
    add_key_result(world.mei, goals.speed, title="Rollout", kind="milestone")
    assert idle_key_results(goals.speed) == [goals.rules]
    finish_initiative(world.mei, work)
    assert idle_key_results(goals.speed) == [goals.median, goals.rules]
