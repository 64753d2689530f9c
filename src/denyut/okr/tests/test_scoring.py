from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
import time_machine

from denyut.okr.actions import (
    add_key_result,
    add_objective,
    change_key_result,
    check_in,
    close_cycle,
    move_key_result,
    move_objective,
    reopen_cycle,
    score_key_result,
    score_objective,
    share_out,
)
from denyut.okr.models import KeyResult, Objective, Revision
from denyut.spine.access import Conflict, Invalid, Refused
from denyut.spine.models import Event, words_of
from tests.closing import shut
from tests.goals import TODAY, Goals
from tests.world import World

pytestmark = pytest.mark.django_db
D = Decimal


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel(TODAY + timedelta(days=2), tick=False):
        yield


def fresh[M: (KeyResult, Objective)](goal: M) -> M:
    return type(goal).objects.get(pk=goal.pk)


def refused(code: str, deed: Any, *args: Any, **options: Any) -> Refused:
    with pytest.raises(Refused) as refusal:
        deed(*args, **options)
    assert refusal.value.code == code
    return refusal.value


def test_the_suggestion_is_taken_without_a_reason(world: World, goals: Goals) -> None:
    check_in(world.mei, goals.median, value=D(21))
    kr = score_key_result(world.mei, goals.median)
    assert (kr.score, kr.score_original, kr.score_final) == (D("0.8"), D("0.8"), D("0.8"))
    event = Event.objects.latest("id")
    assert (event.verb, event.facts["value"], event.facts["before"]) == ("okr.key_result_scored", "0.8", None)


def test_22_a_moved_target_keeps_the_score_by_the_first(world: World, goals: Goals) -> None:
    kr = add_key_result(world.mei, goals.speed, title="Visits", unit="k", baseline=D(0), target=D(100))
    change_key_result(world.mei, kr, title="Visits", unit="k", baseline=D(0), target=D(80), reason="market")
    check_in(world.mei, kr, value=D(80))
    scored = score_key_result(world.mei, kr)
    assert (scored.score, scored.score_final, scored.score_original) == (D(1), D(1), D("0.8"))


def test_another_score_takes_a_reason(world: World, goals: Goals) -> None:
    check_in(world.mei, goals.median, value=D(21))
    refusal = refused("reason_needed", score_key_result, world.mei, goals.median, score=D("0.9"), reason="  ")
    assert (refusal.status, refusal.field) == (422, "reason")
    assert "0.8" in str(refusal)
    kr = score_key_result(world.mei, goals.median, score=D("0.9"), reason="The last week was measured twice.")
    assert (kr.score, kr.score_final, kr.score_reason) == (D("0.9"), D("0.8"), "The last week was measured twice.")
    assert (kr.scored_by, words_of(Event.objects.latest("id"))) == (world.mei, "The last week was measured twice.")


@pytest.mark.parametrize("score", ["-0.1", "1.01", "NaN", "Infinity"])
def test_a_score_lies_between_0_and_1(world: World, goals: Goals, score: str) -> None:
    refused("score", score_key_result, world.mei, goals.median, score=D(score), reason="So")


def test_a_reason_has_up_to_500_letters(world: World, goals: Goals) -> None:
    refused("too_long", score_key_result, world.mei, goals.median, score=D(1), reason="x" * 501)


def test_scoring_again_keeps_what_was(world: World, goals: Goals) -> None:
    score_key_result(world.mei, goals.median)
    score_key_result(world.mei, goals.median, score=D("0.3"), reason="Half of it was ours.")
    revision = Revision.objects.get(key_result=goals.median)
    assert (revision.changes, revision.note, revision.author) == (
        {"score": ["0", "0.3"]},
        "Half of it was ours.",
        world.mei,
    )


def test_9_an_objective_has_the_weighted_mean_when_the_last_one_is_scored(world: World, goals: Goals) -> None:
    goal = add_objective(world.mei, goals.quarter, title="Three", department=world.service)
    rows = [add_key_result(world.mei, goal, title=title, baseline=D(0), target=D(100)) for title in "abc"]
    share_out(world.mei, goal, weights=[D("0.3"), D("0.3"), D("0.4")])
    for kr, score in zip(rows[:2], ("0.84", "0.80"), strict=True):
        score_key_result(world.mei, kr, score=D(score), reason="As agreed.")
    assert (fresh(goal).score, fresh(goal).state) == (None, "active")
    score_key_result(world.mei, rows[2], score=D("0.90"), reason="As agreed.")
    scored = fresh(goal)
    assert (scored.score, scored.state, scored.scored_by) == (D("0.852"), "graded", None)
    assert Event.objects.latest("id").verb == "okr.objective_scored"


def test_26_a_promise_that_was_not_kept_is_told(world: World, goals: Goals) -> None:
    check_in(world.mei, goals.median, value=D("19.2"))
    check_in(world.bo, goals.rules, value=D(12))
    score_key_result(world.mei, goals.median)
    score_key_result(world.mei, goals.rules)
    told = Event.objects.latest("id").facts
    assert (told["value"], told["missed"]) == ("0.95", True)


def test_nothing_is_rounded_up_to_1(world: World, goals: Goals) -> None:
    check_in(world.mei, goals.median, value=D("18.1"))
    assert score_key_result(world.mei, goals.median).score == D("0.9")


def test_an_objective_is_given_another_score_with_a_reason(world: World, goals: Goals) -> None:
    refused("unscored", score_objective, world.mei, goals.speed)
    for kr in (goals.median, goals.rules):
        score_key_result(world.mei, kr, score=D("0.6"), reason="Half.")
    refused("reason_needed", score_objective, world.mei, goals.speed, score=D("0.7"))
    scored = score_objective(world.mei, goals.speed, score=D("0.7"), reason="Customers noticed.")
    assert (scored.score, scored.score_final, scored.scored_by) == (D("0.7"), D(0), world.mei)
    score_key_result(world.mei, goals.rules, score=D("0.8"), reason="More than half.")
    assert fresh(goals.speed).score == D("0.7")
    score_objective(world.mei, goals.speed)
    assert (fresh(goals.speed).score, fresh(goals.speed).score_reason) == (D("0.7"), "")
    score_key_result(world.mei, goals.rules, score=D("0.4"), reason="Less.")
    assert fresh(goals.speed).score == D("0.5")


def test_an_objective_without_key_results_has_what_serves_it_or_its_progress(world: World, goals: Goals) -> None:
    check_in(world.mei, goals.median, value=D(18))
    assert score_objective(world.ada, goals.company).score == D("0.5")
    for kr in (goals.median, goals.rules):
        score_key_result(world.mei, kr)
    assert score_objective(world.ada, goals.company).score == D("0.5")
    score_key_result(world.mei, goals.rules, score=D("0.4"), reason="In use already.")
    assert score_objective(world.ada, goals.company).score == D("0.7")


def test_25_what_is_put_off_does_not_count(world: World, goals: Goals) -> None:
    score_key_result(world.mei, goals.median, score=D("0.8"), reason="So.")
    move_key_result(world.mei, goals.rules, to="postponed", reason="The tool comes later.")
    assert (fresh(goals.speed).score, fresh(goals.speed).state) == (D("0.8"), "graded")
    refused("not_counted", score_key_result, world.mei, goals.rules)


@pytest.mark.parametrize("to", ["postponed", "cancelled"])
def test_a_goal_that_is_gone_has_no_score(world: World, goals: Goals, to: str) -> None:
    move_objective(world.mei, goals.speed, to=to, reason="Not now.")
    refused("not_counted", score_key_result, world.mei, goals.median)
    refused("not_counted", score_objective, world.mei, goals.speed)


def test_a_draft_has_no_score(world: World, goals: Goals) -> None:
    draft = add_objective(world.mei, goals.quarter, title="Idea", department=world.service, state="draft")
    refused("not_counted", score_objective, world.mei, draft)


def test_scoring_is_for_those_who_answer_for_the_goal(world: World, goals: Goals) -> None:
    for person, code in ((world.dora, "not_owner"), (world.bo, "not_owner"), (world.aldo, "reads_only")):
        refused(code, score_key_result, person, goals.median)
        refused(code, score_objective, person, goals.speed)
    assert score_key_result(world.cem, goals.median).score == 0
    assert score_key_result(world.ada, goals.rules).score == 0


def test_a_closed_cycle_is_locked(world: World, goals: Goals) -> None:
    shut(world.cem, goals.quarter)
    for person in (world.mei, world.ada):
        refused("cycle_closed", score_key_result, person, goals.median)
        refused("cycle_closed", score_objective, person, goals.speed)
    reopen_cycle(world.cem, goals.quarter)
    assert score_key_result(world.mei, goals.median).score == 0


def test_close_cycle_waits_for_scores(world: World, goals: Goals) -> None:
    refused("unscored", close_cycle, world.cem, goals.quarter)
    score_key_result(world.mei, goals.median)
    score_key_result(world.mei, goals.rules)
    # The company's objective has no key results: it hides no more than they did.
    refused("unscored", close_cycle, world.cem, goals.quarter)
    score_objective(world.ada, goals.company)
    assert close_cycle(world.cem, goals.quarter).is_closed


def test_scoring_again_with_the_same_score_keeps_no_revision(world: World, goals: Goals) -> None:
    score_key_result(world.mei, goals.median)
    score_key_result(world.mei, goals.median)
    assert Revision.objects.filter(key_result=goals.median).count() == 0


def test_refusals_change_nothing(world: World, goals: Goals) -> None:
    seen = Event.objects.count()
    with pytest.raises(Invalid):
        score_key_result(world.mei, goals.median, score=D(2))
    with pytest.raises(Conflict):
        score_objective(world.mei, goals.speed)
    assert (Event.objects.count(), fresh(goals.median).score) == (seen, None)
