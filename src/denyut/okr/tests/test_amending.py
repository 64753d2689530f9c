from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
import time_machine

from denyut.okr.actions import (
    amend_key_result_score,
    amend_objective_score,
    score_key_result,
)
from denyut.okr.models import KeyResult, Objective, Revision
from denyut.spine.access import Refused
from denyut.spine.models import Event
from tests.closing import shut
from tests.goals import TODAY, Goals
from tests.world import World

pytestmark = pytest.mark.django_db
D = Decimal


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel(TODAY, tick=False):
        yield


@pytest.fixture
def closed(world: World, goals: Goals) -> Goals:
    """The quarter, scored with 0.6 and 1.0 and closed."""
    score_key_result(world.mei, goals.median, score=D("0.6"), reason="So.")
    score_key_result(world.mei, goals.rules, score=D("1"), reason="So.")
    shut(world.ada, goals.quarter)
    return goals


def code_of(deed: Any, *args: Any, **options: Any) -> str:
    with pytest.raises(Refused) as refusal:
        deed(*args, **options)
    return refusal.value.code


def scores(goals: Goals) -> tuple[Decimal | None, Decimal | None]:
    return KeyResult.objects.get(pk=goals.median.pk).score, Objective.objects.get(pk=goals.speed.pk).score


def test_amend_a_key_result_and_its_objective_follows(world: World, closed: Goals) -> None:
    amend_key_result_score(world.ada, closed.median, score=D("0.8"), reason="The audit found 12 more days.")
    assert scores(closed) == (D("0.8"), D("0.9"))
    kept = list(Revision.objects.filter(changes__has_key="score").order_by("id"))
    assert [(r.kind, r.key_result_id, r.changes["score"]) for r in kept] == [
        ("amend", closed.median.pk, ["0.6", "0.8"]),
        ("amend", None, ["0.8", "0.9"]),
    ]
    assert [e.verb for e in Event.objects.order_by("-id")[:2]] == ["okr.score_amended", "okr.score_amended"]


def test_amend_an_objective(world: World, closed: Goals) -> None:
    amend_objective_score(world.ada, closed.speed, score=D("1"), reason="It held all through January.")
    amend_key_result_score(world.ada, closed.median, score=D("0.4"), reason="Counted wrongly.")
    assert scores(closed) == (D("0.4"), D("1"))


def test_amending_to_the_same_score_changes_nothing(world: World, closed: Goals) -> None:
    seen = Event.objects.count()
    amend_key_result_score(world.ada, closed.median, score=D("0.6"), reason="Sure?")
    assert (scores(closed), Event.objects.count()) == ((D("0.6"), D("0.8")), seen)


def test_amending_is_for_administrators(world: World, closed: Goals) -> None:
    options = {"score": D("0.9"), "reason": "Please."}
    people = (world.mei, world.cem, world.dora, world.aldo)
    codes = [code_of(amend_key_result_score, person, closed.median, **options) for person in people]
    assert codes == ["not_administrator", "not_administrator", "not_administrator", "reads_only"]
    assert [code_of(amend_objective_score, person, closed.speed, **options) for person in people] == codes


def test_amending_takes_a_reason_and_a_score(world: World, closed: Goals) -> None:
    assert code_of(amend_key_result_score, world.ada, closed.median, score=D("0.9"), reason=" ") == "reason_needed"
    assert code_of(amend_objective_score, world.ada, closed.speed, score=D("1.5"), reason="More!") == "score"


def test_amending_waits_for_the_close(world: World, goals: Goals) -> None:
    assert code_of(amend_key_result_score, world.ada, goals.median, score=D("0.9"), reason="Now") == "cycle_open"


def test_what_was_left_without_a_score_is_given_one_after_the_close(world: World, goals: Goals) -> None:
    shut(world.ada, goals.quarter)
    amend_key_result_score(world.ada, goals.median, score=D("0.5"), reason="Late numbers.")
    assert scores(goals) == (D("0.5"), None)
    amend_key_result_score(world.ada, goals.rules, score=D("0.7"), reason="Late numbers.")
    assert scores(goals) == (D("0.5"), D("0.6"))
