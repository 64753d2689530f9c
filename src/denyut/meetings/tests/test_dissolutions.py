"""Meetings that nobody needs: only with fresh data and no decision pending, and only when people know what the brief says."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from decimal import Decimal

import pytest
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st

from denyut.matters.actions import ask_decision
from denyut.meetings.actions import answer_question, consider_ritual, note_surprise, settle_dissolution
from denyut.meetings.agenda import agenda_of
from denyut.meetings.dissolving import check_for, due_to_consider, due_to_settle, is_enough, saved_minutes, threshold_of
from denyut.meetings.load import meeting_load
from denyut.meetings.models import Dissolution
from denyut.okr.actions import check_in
from denyut.people.models import Person
from denyut.rhythm.models import Ritual, Sitting
from denyut.spine import clock
from denyut.spine.access import Invalid, Refused
from tests.goals import Goals
from tests.world import World

from .conftest import DAY, MONDAY

pytestmark = pytest.mark.django_db
BEFORE = MONDAY - timedelta(hours=20)


@pytest.fixture(autouse=True)
def _sunday() -> Iterator[None]:
    with clock.at(BEFORE):
        yield


@pytest.fixture
def fresh(goals: Goals, mei: Person, bo: Person) -> Goals:
    check_in(mei, goals.median, value=Decimal(29), note="Two are ill")
    check_in(bo, goals.rules, value=Decimal(11), note="Nearly there")
    return goals


@pytest.fixture
def asked(fresh: Goals, ritual: Ritual) -> Dissolution:
    return consider_ritual(None, ritual, day=DAY, starts_at=MONDAY)


def answer_all(one: Dissolution, *, wrong: int = 0) -> None:
    for place, question in enumerate(one.questions.select_related("dissolution__ritual", "person").order_by("id")):
        is_wrong = place < wrong
        other = (question.right + 1) % len(question.options)
        answer_question(question.person, question, answer=other if is_wrong else question.right)


def test_it_is_considered_a_day_before(fresh: Goals, ritual: Ritual) -> None:
    assert [(one.pk, day, at) for one, day, at in due_to_consider(BEFORE)] == [(ritual.pk, DAY, MONDAY)]
    assert list(due_to_consider(MONDAY - timedelta(hours=25))) == []
    assert list(due_to_consider(MONDAY - timedelta(minutes=30))) == []


def test_owners_are_asked_about_their_own(asked: Dissolution, world: World, fresh: Goals) -> None:
    assert (asked.state, asked.threshold) == ("proposed", 80)
    right = {question.person_id: question.options[question.right] for question in asked.questions.all()}
    assert right == {world.mei.pk: fresh.median.pk, world.bo.pk: fresh.rules.pk}


def test_enough_right_answers_dissolve_and_book_what_is_saved(asked: Dissolution, ritual: Ritual) -> None:
    answer_all(asked)
    asked.refresh_from_db()
    assert (asked.state, asked.saved) == ("dissolved", 56)
    assert Sitting.objects.get(ritual=ritual, day=DAY).is_closed
    assert meeting_load(DAY, DAY).saved == 56


def test_wrong_answers_keep_it_and_become_its_agenda(asked: Dissolution, ritual: Ritual) -> None:
    answer_all(asked, wrong=1)
    asked.refresh_from_db()
    assert (asked.state, asked.saved, len(asked.failed)) == ("kept", 0, 1)
    points = agenda_of(ritual, DAY, MONDAY)
    assert [(point.key_result, point.reasons[0]) for point in points] == [(asked.failed[0], "unclear")]


def test_silence_keeps_it(asked: Dissolution) -> None:
    moment = MONDAY - timedelta(minutes=50)
    assert [one.pk for one in due_to_settle(moment)] == [asked.pk]
    settle_dissolution(None, asked)
    asked.refresh_from_db()
    assert (asked.state, len(asked.failed)) == ("kept", 2)


def test_a_pending_decision_always_blocks(fresh: Goals, ritual: Ritual, world: World) -> None:
    ask_decision(world.mei, question="Two?", options=["Yes", "No"], key_results=[fresh.median], decider=world.cem)
    one = consider_ritual(None, ritual, day=DAY, starts_at=MONDAY)
    assert (one.state, [reason["code"] for reason in one.reasons]) == ("blocked", ["decision"])
    assert one.questions.count() == 0


def test_a_decision_that_comes_up_meanwhile_blocks_too(asked: Dissolution, fresh: Goals, world: World) -> None:
    ask_decision(world.mei, question="Two?", options=["Yes", "No"], key_results=[fresh.median], decider=world.cem)
    answer_all(asked)
    asked.refresh_from_db()
    assert (asked.state, [reason["code"] for reason in asked.reasons]) == ("kept", ["decision"])


def test_numbers_that_are_not_fresh_block(goals: Goals, ritual: Ritual) -> None:
    one = consider_ritual(None, ritual, day=DAY, starts_at=MONDAY)
    later = MONDAY + timedelta(days=28)
    assert one.state in ("proposed", "blocked")
    with clock.at(later - timedelta(hours=20)):
        stale = consider_ritual(None, ritual, day=later.date(), starts_at=later)
    assert "stale" in {reason["code"] for reason in stale.reasons}


def test_a_surprise_tightens_the_threshold(asked: Dissolution, fresh: Goals, ritual: Ritual) -> None:
    answer_all(asked)
    assert note_surprise(None, 987_654) == 0
    assert note_surprise(None, fresh.median.pk) == 1
    assert note_surprise(None, fresh.median.pk) == 0
    assert threshold_of(ritual, MONDAY) == 90
    with clock.at(MONDAY + timedelta(days=8)):
        assert note_surprise(None, fresh.rules.pk) == 0


def test_refusals(asked: Dissolution, world: World) -> None:
    question = asked.questions.select_related("dissolution__ritual").get(person=world.mei)
    with pytest.raises(Refused):
        answer_question(world.bo, question, answer=0)
    with pytest.raises(Invalid):
        answer_question(world.mei, question, answer=9)
    answer_question(world.mei, question, answer=question.right)
    with pytest.raises(Invalid) as refusal:
        answer_question(world.mei, question, answer=0)
    assert refusal.value.code == "answered"


def test_the_page_asks_and_thanks(asked: Dissolution, world: World, signed_in: Callable[[Person], Client]) -> None:
    browser, address = signed_in(world.mei), f"/meetings/briefs/{asked.pk}/"
    assert "Which of your key results needs your action first?" in browser.get(address).content.decode()
    assert browser.post(address, {"answer": "x", "key": "k"}).status_code == 422
    assert (
        browser.post(address, {"answer": str(asked.questions.get(person=world.mei).right), "key": "l"}).status_code
        == 302
    )
    assert "You answered rightly." in browser.get(address).content.decode()
    assert "Which of your" not in signed_in(world.dora).get(address).content.decode()


@settings(max_examples=50)
@given(right=st.integers(0, 50), wrong=st.integers(0, 50), threshold=st.integers(1, 100))
def test_the_share_is_of_those_asked(right: int, wrong: int, threshold: int) -> None:
    asked = right + wrong
    assert is_enough(right, asked, threshold) == (asked > 0 and right / asked * 100 >= threshold - 1e-9)
    assert saved_minutes(1, asked) == 0


@settings(max_examples=50)
@given(owners=st.lists(st.integers(1, 4), min_size=1, max_size=12), person=st.integers(1, 5), salt=st.integers(0, 99))
def test_a_question_has_one_right_answer_among_different_ones(owners: list[int], person: int, salt: int) -> None:
    brief = [{"key_result": n, "owner": owner, "status": "on_track"} for n, owner in enumerate(owners)]
    check = check_for(person, brief, salt)
    assert len(set(check.options)) == len(check.options)
    if len(brief) > 1:
        own = [row["key_result"] for row in brief if row["owner"] == person]
        assert check.options[check.right] == (own[0] if own else 0)
        assert 2 <= len(check.options) <= 4
