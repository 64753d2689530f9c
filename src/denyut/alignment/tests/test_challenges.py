"""Whoever sees a goal may challenge it, and gets an answer."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

import pytest
import time_machine
from django.test import Client

from denyut.alignment.actions import answer_challenge, challenge_goal, escalate_challenge
from denyut.alignment.jobs import escalate_challenges
from denyut.alignment.models import Challenge
from denyut.okr.actions import add_key_result
from denyut.okr.models import Cycle, KeyResult, Objective, Revision
from denyut.people.models import Person
from denyut.spine.access import Refused
from denyut.spine.models import Event
from denyut.spine.verbs import VERBS
from tests.closing import shut
from tests.goals import TODAY, Goals
from tests.pages import whole_page
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def challenge(dora: Person, goals: Goals) -> Challenge:
    """Dora finds 18 minutes too few and proposes 22."""
    text = "Two people can't answer in 18 minutes at night."
    with time_machine.travel(TODAY, tick=False):
        return challenge_goal(dora, key_result=goals.median, text=text, proposed_target=Decimal(22))


def refused(code: str, deed: Callable[..., object], *args: object, **options: object) -> None:
    with pytest.raises(Refused) as refusal:
        deed(*args, **options)
    assert refusal.value.code == code


def test_the_owner_is_told(world: World, challenge: Challenge) -> None:
    event = Event.objects.latest("id")
    assert (event.verb, list(VERBS[event.verb].told(event))) == ("alignment.challenged", [world.mei.pk])
    assert (challenge.state, challenge.by, challenge.proposed_target) == ("open", world.dora, 22)


def test_an_accepted_target_becomes_the_goals_with_the_challenge_as_reason(
    world: World, goals: Goals, challenge: Challenge
) -> None:
    with time_machine.travel(TODAY + timedelta(days=3), tick=False):
        answered = answer_challenge(world.mei, challenge, answer="accepted", note="You are right")
    kr = KeyResult.objects.get(pk=goals.median.pk)
    assert (answered.state, answered.answered_by, kr.target, kr.baseline) == ("accepted", world.mei, 22, 30)
    revision = Revision.objects.get(key_result=kr, kind="retarget")
    assert (revision.reason, revision.note, revision.changes) == ("learning", challenge.text, {"target": ["18", "22"]})
    assert list(VERBS["alignment.challenge_accepted"].told(Event.objects.latest("id"))) == [world.dora.pk]


def test_a_declined_one_changes_nothing_but_gets_a_sentence(world: World, goals: Goals, challenge: Challenge) -> None:
    refused("note_needed", answer_challenge, world.mei, challenge, answer="declined")
    declined = answer_challenge(world.mei, challenge, answer="declined", note="A third person joins")
    assert (declined.state, declined.answer) == ("declined", "A third person joins")
    assert KeyResult.objects.get(pk=goals.median.pk).target == 18


def test_an_objective_is_challenged_without_a_target(world: World, goals: Goals) -> None:
    made = challenge_goal(world.dora, objective=goals.speed, text="Speed is not everything")
    assert answer_challenge(world.mei, made, answer="accepted").state == "accepted"


def test_the_same_answer_again_changes_nothing(world: World, challenge: Challenge) -> None:
    answer_challenge(world.mei, challenge, answer="accepted")
    head = Event.objects.latest("id").pk
    answer_challenge(world.cem, challenge, answer="accepted")
    assert Event.objects.latest("id").pk == head
    refused("answered", answer_challenge, world.mei, challenge, answer="declined", note="No")


@pytest.mark.parametrize(
    ("who", "code"), [("mei", "own_goal"), ("cem", "own_goal"), ("ada", "own_goal"), ("aldo", "reads_only")]
)
def test_who_answers_for_a_goal_does_not_challenge_it(world: World, goals: Goals, who: str, code: str) -> None:
    refused(code, challenge_goal, getattr(world, who), key_result=goals.median, text="Too much")


@pytest.mark.parametrize(
    ("who", "code"), [("dora", "not_owner"), ("bo", "not_owner"), ("robo", "not_owner"), ("aldo", "reads_only")]
)
def test_only_those_who_answer_for_it_answer(world: World, challenge: Challenge, who: str, code: str) -> None:
    refused(code, answer_challenge, getattr(world, who), challenge, answer="accepted")


def test_bad_challenges_are_refused(world: World, goals: Goals) -> None:
    hold, dora, median = challenge_goal, world.dora, goals.median
    refused("text", hold, dora, key_result=median, text=" ")
    refused("text", hold, dora, key_result=median, text="x" * 1001)
    refused("one_goal", hold, dora, text="Hm")
    refused("one_goal", hold, dora, key_result=median, objective=goals.speed, text="Hm")
    refused("same_target", hold, dora, key_result=median, text="Hm", proposed_target=Decimal(18))
    refused("same_target", hold, dora, key_result=median, text="Hm", proposed_target=Decimal(30))
    refused("not_a_number", hold, dora, key_result=median, text="Hm", proposed_target=Decimal("NaN"))
    refused("no_target", hold, dora, objective=goals.speed, text="Hm", proposed_target=Decimal(1))
    done = add_key_result(world.mei, goals.speed, title="Moved", kind="binary")
    refused("no_target", hold, dora, key_result=done, text="Hm", proposed_target=Decimal(1))
    assert not Challenge.objects.exists()


def test_one_challenge_waits_at_a_time(world: World, goals: Goals, challenge: Challenge) -> None:
    refused("waiting", challenge_goal, world.dora, key_result=goals.median, text="And another thing")
    answer_challenge(world.mei, challenge, answer="declined", note="No")
    assert challenge_goal(world.dora, key_result=goals.median, text="And another thing").state == "open"


@pytest.mark.parametrize("answer", ["open", "perhaps", ""])
def test_an_answer_is_one_of_two_words(world: World, challenge: Challenge, answer: str) -> None:
    refused("not_a_choice", answer_challenge, world.mei, challenge, answer=answer, note="Hm")


def test_nothing_is_challenged_after_the_close(world: World, goals: Goals) -> None:
    shut(world.ada, Cycle.objects.get(pk=goals.quarter.pk))
    refused("cycle_closed", challenge_goal, world.dora, key_result=goals.median, text="Too late")


def test_private_goals_are_not_there(world: World, goals: Goals, challenge: Challenge) -> None:
    Objective.objects.filter(pk=goals.speed.pk).update(visibility="private")
    refused("not_there", challenge_goal, world.dora, key_result=goals.median, text="Hm")
    refused("not_there", answer_challenge, world.dora, challenge, answer="accepted")
    assert not Challenge.objects.visible_to(world.dora).exists()
    assert Challenge.objects.visible_to(world.mei).count() == 1


@pytest.mark.parametrize(("days", "hours", "is_told"), [(4, 0, False), (5, 0, False), (5, 1, True), (9, 0, True)])
def test_after_five_days_somebody_above_is_told_once(
    world: World, challenge: Challenge, days: int, hours: int, is_told: bool
) -> None:
    with time_machine.travel(TODAY + timedelta(days=days, hours=hours), tick=False):
        escalate_challenge(None, challenge)
        escalate_challenges.call()
        escalate_challenges.call()
        challenge.refresh_from_db()
        assert challenge.is_overdue(TODAY + timedelta(days=days, hours=hours)) == is_told
    events = Event.objects.filter(verb="alignment.challenge_escalated")
    told = [person for event in events for person in VERBS[event.verb].told(event)]
    assert told == ([world.cem.pk] if is_told else [])


def test_an_answered_challenge_is_not_escalated(world: World, challenge: Challenge) -> None:
    answer_challenge(world.mei, challenge, answer="declined", note="No")
    with time_machine.travel(TODAY + timedelta(days=9), tick=False):
        escalate_challenges.call()
    assert not Event.objects.filter(verb="alignment.challenge_escalated").exists()


def test_the_forms_challenge_and_answer(
    world: World, goals: Goals, signed_in: Callable[[Person], Client], mei: Person
) -> None:
    dora, address = signed_in(world.dora), f"/key-results/{goals.median.pk}/challenges/new/"
    assert "Mei Lin has to answer" in dora.get(address).content.decode()
    assert dora.post(address, {"text": ""}).status_code == 422
    assert dora.post(address, {"text": "Too few", "proposed_target": "22"}).status_code == 302
    made = Challenge.objects.get()
    assert "Too few" in whole_page(dora, f"/key-results/{goals.median.pk}/")
    assert "You answer for this goal" in signed_in(mei).get(address).content.decode()
    owner = signed_in(mei)
    assert owner.post(f"/alignment/challenges/{made.pk}/", {"answer": "declined"}).status_code == 422
    sent = owner.post(f"/alignment/challenges/{made.pk}/", {"answer": "accepted", "reason": "market"})
    assert sent.status_code == 302
    assert KeyResult.objects.get(pk=goals.median.pk).target == 22
    assert owner.get(f"/alignment/challenges/{made.pk}/").status_code == 200
    objective = f"/objectives/{goals.speed.pk}/challenges/new/"
    assert dora.post(objective, {"text": "Why so fast"}, headers={"HX-Request": "true"}).status_code == 204
