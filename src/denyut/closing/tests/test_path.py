"""The guided close: reminders, goals that stay without a score, and the rate of execution."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

import pytest
import time_machine
from django.test import Client

from denyut.closing.actions import (
    close_with_unscored,
    count_execution,
    note_execution,
    remind_owners,
    write_lesson,
)
from denyut.closing.models import Execution, LeftUnscored
from denyut.closing.rows.executions import executions
from denyut.closing.rows.owners import scoring_of
from denyut.closing.rows.path import path_of, remaining
from denyut.okr.actions import (
    carry_over,
    close_cycle,
    move_key_result,
    reopen_cycle,
    score_key_result,
    score_objective,
)
from denyut.okr.models import Cycle, Initiative, KeyResult, Objective
from denyut.people.models import Person
from denyut.spine import clock
from denyut.spine.access import Conflict, Invalid, Refused
from denyut.spine.models import Event
from denyut.spine.outlets import catch_up, skip_to_end
from tests.closing import shut
from tests.goals import Goals
from tests.world import World

pytestmark = pytest.mark.django_db
type Browser = Callable[[Person], Client]


def states(goals: Goals) -> dict[str, tuple[int, int]]:
    cycle = goals.quarter
    return {step.name: (step.done.scored, step.done.all) for step in path_of(cycle, scoring_of(cycle))}


def test_the_path_follows_what_is_done(world: World, missed: Goals, q1: Cycle) -> None:
    assert states(missed)["score"] == (2, 3)
    score_objective(world.ada, missed.company)
    for kind in ("keep", "change", "stop"):
        write_lesson(world.mei, missed.speed, text=f"What to {kind}", kind=kind)
    found = states(missed)
    assert [found[name] for name in ("score", "decisions", "next")] == [(3, 3), (3, 3), (0, 1)]
    assert found["lessons"] == (1, 2)
    before = found["carrying"]
    carry_over(world.ada, Objective.objects.get(pk=missed.company.pk), q1)
    found = states(missed)
    assert (found["next"], found["carrying"][1]) == ((1, 1), before[1])
    assert found["carrying"][0] == before[0] + (Objective.objects.get(pk=missed.company.pk).score != 1)


def test_everything_unscored_is_listed_or_counted(world: World, goals: Goals, secret: Objective) -> None:
    seen, stranger = remaining(goals.quarter, world.mei), remaining(goals.quarter, world.dora)
    assert [row.title for row in seen.rows] == [
        "Customers come back",
        "Median first response",
        "Assignment rules",
        "Price agreed",
    ]
    assert (seen.hidden, len(stranger.rows), stranger.hidden, stranger.all) == (0, 3, 1, 4)


def test_owners_are_reminded_once_a_day(world: World, goals: Goals) -> None:
    with pytest.raises(Refused) as refused:
        remind_owners(world.mei, goals.quarter)
    assert refused.value.code == "not_manager"
    remind_owners(world.cem, goals.quarter)
    assert Event.objects.latest("pk").facts["people"] == sorted([world.mei.pk, world.ada.pk])
    with pytest.raises(Conflict) as again:
        remind_owners(world.ada, goals.quarter)
    assert again.value.code == "asked"


def test_nobody_is_reminded_when_all_is_scored(world: World, missed: Goals) -> None:
    score_objective(world.ada, missed.company)
    with pytest.raises(Conflict) as scored:
        remind_owners(world.cem, missed.quarter)
    assert scored.value.code == "all_scored"
    close_cycle(world.cem, missed.quarter)
    with pytest.raises(Conflict) as over:
        remind_owners(world.cem, missed.quarter)
    assert over.value.code == "cycle_closed"


def test_goals_stay_without_a_score_only_when_each_is_named(world: World, goals: Goals) -> None:
    score_key_result(world.mei, goals.median)
    for named, code in (([], "list"), ([goals.rules, goals.median], "list")):
        with pytest.raises(Conflict) as wrong:
            close_with_unscored(world.cem, goals.quarter, key_results=named, objectives=[goals.company], reason="Why")
        assert wrong.value.code == code
    with pytest.raises(Invalid) as silent:
        close_with_unscored(world.cem, goals.quarter, key_results=[goals.rules], objectives=[goals.company], reason=" ")
    assert silent.value.field == "reason"
    with pytest.raises(Refused):
        close_with_unscored(world.mei, goals.quarter, key_results=[goals.rules], reason="Why")
    assert not Cycle.objects.get(pk=goals.quarter.pk).is_closed
    close_with_unscored(world.cem, goals.quarter, key_results=[goals.rules], objectives=[goals.company], reason="Why")
    assert Cycle.objects.get(pk=goals.quarter.pk).is_closed
    assert set(LeftUnscored.objects.values_list("objective", "key_result", "reason")) == {
        (goals.speed.pk, goals.rules.pk, "Why"),
        (goals.company.pk, None, "Why"),
    }


def test_the_path_page(world: World, goals: Goals, secret: Objective, signed_in: Browser) -> None:
    page = f"/cycles/{goals.quarter.pk}/close/"
    words = signed_in(world.dora).get(page).content.decode()
    assert ("Without a score: 4" in words, "Price agreed" in words, "private goals" in words.lower()) == (
        True,
        False,
        True,
    )
    cem = signed_in(world.cem)
    assert cem.post(f"{page}reminder/", {"key": "a"}).status_code == 302
    body = {"key_result": [goals.median.pk, goals.rules.pk], "objective": [goals.company.pk], "reason": "The audit."}
    stale = cem.post(f"{page}unscored/", {"key": "b", **body, "hidden": "0"})
    assert (stale.status_code, "The list of goals without a score has changed" in stale.content.decode()) == (409, True)
    # Cem leads Mei, so that he sees her private goal, and has to name it too.
    kr = KeyResult.objects.get(objective=secret)
    body["key_result"].append(kr.pk)
    assert cem.post(f"{page}unscored/", {"key": "c", **body, "hidden": "0"}).status_code == 302
    assert "The audit." in cem.get(page).content.decode()
    assert signed_in(world.mei).post(f"{page}unscored/", {"key": "d"}).status_code == 403


def test_execution_is_counted_at_the_close_and_never_again(world: World, missed: Goals, signed_in: Browser) -> None:
    skip_to_end()
    # Planned before its goal was scored.
    Initiative.objects.create(
        key_result=missed.median,
        title="Two more people",
        owner=world.mei,
        due_on=date(2026, 12, 1),
        made_at=clock.now(),
    )
    score_objective(world.ada, missed.company)
    close_cycle(world.cem, missed.quarter)
    catch_up()
    [kept] = Execution.objects.all()
    assert (kept.promised, kept.done, kept.work_promised, kept.work_done, kept.percent) == (2, 0, 1, 0, 0)
    # Another score afterwards, or another rule, changes nothing of what was counted.
    KeyResult.objects.filter(pk=missed.median.pk).update(score_original=Decimal(1))
    assert count_execution(world.cem, missed.quarter, event=kept.event) == kept
    assert [row.percent for row in executions(world.mei)] == [0]
    note_execution(world.cem, missed.quarter, text="Two teams were new.")
    with pytest.raises(Refused):
        note_execution(world.mei, missed.quarter, text="Mine")
    with pytest.raises(Invalid):
        note_execution(world.cem, missed.quarter, text="")
    assert "Two teams were new." in signed_in(world.dora).get("/execution/").content.decode()
    reopen_cycle(world.cem, missed.quarter)
    close_cycle(world.cem, missed.quarter)
    catch_up()
    assert [(row.percent, row.done) for row in executions(world.mei)] == [(33, 1)]


def test_three_cycles_make_a_line(world: World, goals: Goals, q1: Cycle) -> None:
    for number, (cycle, done) in enumerate(((goals.quarter, 45), (q1, 82)), start=1):
        Execution.objects.create(cycle=cycle, promised=100, done=done, event=number, frozen_at=clock.now())
    assert [(row.percent, row.change, row.x) for row in executions(world.mei)] == [(45, None, 25.0), (82, 37, 75.0)]


def test_a_closed_cycle_is_not_closed_again_and_lists_what_its_close_left(
    world: World, goals: Goals, signed_in: Browser
) -> None:
    move_key_result(world.mei, goals.rules, to="postponed", reason="The vendor is late.")
    shut(world.cem, goals.quarter)
    with pytest.raises(Conflict) as closed:
        close_with_unscored(
            world.cem, goals.quarter, key_results=[goals.median], objectives=[goals.company], reason="x"
        )
    assert (closed.value.code, LeftUnscored.objects.count()) == ("cycle_closed", 2)
    page = signed_in(world.dora).get(f"/cycles/{goals.quarter.pk}/close/")
    assert [one.key_result or one.objective for one in page.context["left"]] == [goals.median, goals.company]
    assert [(row.label, row.reason) for row in page.context["left_out"].rows] == [
        (goals.rules.label, "The vendor is late.")
    ]
    reopen_cycle(world.cem, goals.quarter)
    score_key_result(world.mei, goals.median)
    score_objective(world.ada, goals.company)
    with time_machine.travel(clock.now() + timedelta(hours=1), tick=False):
        close_cycle(world.cem, goals.quarter)
    page = signed_in(world.dora).get(f"/cycles/{goals.quarter.pk}/close/")
    assert (page.context["left"], page.context["left_hidden"], page.context["left_out"].all) == ([], 0, 1)
