"""Answers come out of live data, with the asker's rights."""

from decimal import Decimal

import pytest
import time_machine

from denyut.assistant.answers import answer_to
from denyut.assistant.asked import asked
from denyut.okr.actions import check_in
from denyut.okr.models import Objective, Visibility
from denyut.people.models import Person
from tests.goals import TODAY, Goals


@pytest.fixture(autouse=True)
def _today() -> object:
    with time_machine.travel(TODAY, tick=False) as traveller:
        yield traveller


def answer(asker: Person, text: str) -> str:
    question = asked(text)
    assert question is not None
    return answer_to(asker, question)


def test_status_by_label_says_value_target_and_owner(goals: Goals, mei: Person, dora: Person) -> None:
    check_in(mei, goals.median, value=Decimal(24))
    said = answer(dora, f"how is KR-{goals.median.pk} doing?")
    assert [word in said for word in ("24\u00a0min", "18\u00a0min", "Mei Lin", goals.median.title)] == [True] * 4


def test_owner_by_words_of_the_title(goals: Goals, dora: Person) -> None:
    assert "Bo Santoso" in answer(dora, "who owns assignment rules?")


def test_private_goal_is_not_told_to_a_stranger(goals: Goals, mei: Person, dora: Person) -> None:
    Objective.objects.filter(pk=goals.speed.pk).update(visibility=Visibility.PRIVATE)
    question = f"who owns KR-{goals.median.pk}?"
    assert answer(dora, question) == ""
    assert "Mei Lin" in answer(mei, question)


def test_unknown_words_have_no_answer(goals: Goals, dora: Person) -> None:
    assert answer(dora, "who owns the coffee machine?") == ""


def test_late_lists_what_lags_in_the_asker_s_part(goals: Goals, mei: Person, dora: Person) -> None:
    check_in(mei, goals.median, value=Decimal(30))
    assert goals.median.title in answer(mei, "what is late in my team?")
    assert goals.median.title not in answer(dora, "what is late in my team?")
