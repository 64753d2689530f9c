"""Decisions: asked with frozen numbers, taken with a reason, readable later as they were."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

import pytest
import time_machine

from denyut.chat.actions import open_room, say
from denyut.matters.actions import ask_decision, decide, note_decision, withdraw_decision
from denyut.matters.boards import company_questions, own_questions
from denyut.matters.jobs import remind_deciders
from denyut.matters.models import Decision
from denyut.matters.rows import decision_rows
from denyut.okr.actions import check_in
from denyut.okr.models import Objective, Visibility
from denyut.people.models import Person
from denyut.spine.access import Conflict, Invalid, NotThere, Refused
from denyut.spine.models import Event
from denyut.spine.verbs import VERBS
from tests.goals import TODAY, Goals
from tests.world import World

OPTIONS = ["Hire two people", "Buy a bot"]


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(TODAY, tick=False) as traveller:
        yield traveller


@pytest.fixture
def decision(goals: Goals, world: World) -> Decision:
    check_in(world.mei, goals.median, value=Decimal(24), confidence=60)
    return ask_decision(
        world.mei, question="How do we get faster?", options=OPTIONS, decider=world.cem, key_results=[goals.median]
    )


def seen(decision: Decision) -> list[list[tuple[str, str, int | None]]]:
    [row] = decision_rows([Decision.objects.with_people().get(pk=decision.pk)], "en")
    return [[(one.value, one.progress, one.confidence) for one in some] for some in (row.seen, row.seen_then)]


def test_reopening_shows_the_numbers_as_they_were(
    decision: Decision, goals: Goals, world: World, clock: time_machine.Traveller
) -> None:
    clock.shift(timedelta(days=2))
    check_in(world.mei, goals.median, value=Decimal(21), confidence=80)
    decide(world.cem, decision, choice="Buy a bot", reason="Cheaper")
    clock.shift(timedelta(days=30))
    check_in(world.mei, goals.median, value=Decimal(18))
    assert seen(decision) == [[("24\N{NO-BREAK SPACE}min", "50%", 60)], [("21\N{NO-BREAK SPACE}min", "75%", 80)]]


def test_it_is_taken_once_with_a_reason_by_who_was_asked(decision: Decision, world: World) -> None:
    with pytest.raises(Refused) as other:
        decide(world.mei, decision, choice="Buy a bot", reason="x")
    with pytest.raises(Invalid) as wordless:
        decide(world.cem, decision, choice="Buy a bot", reason=" ")
    with pytest.raises(Invalid) as unknown:
        decide(world.cem, decision, choice="Nothing", reason="x")
    taken = decide(world.cem, decision, choice="Buy a bot", reason="Cheaper")
    assert decide(world.cem, decision, choice="Buy a bot", reason="Cheaper") == taken
    with pytest.raises(Conflict) as changed:
        decide(world.cem, decision, choice="Hire two people", reason="x")
    assert [one.value.code for one in (other, wordless, unknown, changed)] == [
        "not_decider",
        "empty",
        "no_option",
        "decided",
    ]
    assert taken.took(taken.asked_at + timedelta(days=9)) == timedelta(0)


def test_who_asked_and_who_owns_are_told(decision: Decision, world: World, goals: Goals) -> None:
    asked = Event.objects.get(verb="matters.decision_asked")
    decide(world.cem, decision, choice="Buy a bot", reason="Cheaper")
    decided = Event.objects.get(verb="matters.decided")
    assert [set(VERBS[one.verb].told(one)) for one in (asked, decided)] == [{world.cem.pk}, {world.mei.pk}]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ({"question": " "}, "empty"),
        ({"question": "x" * 501}, "too_long"),
        ({"options": ["One"]}, "options"),
        ({"options": ["Same", "Same"]}, "options"),
        ({"options": [str(number) for number in range(6)]}, "options"),
        ({"due_on": date(2300, 1, 1)}, "too_far"),
    ],
)
def test_what_makes_no_sense_is_refused(world: World, words: dict[str, object], code: str) -> None:
    with pytest.raises(Invalid) as refused:
        ask_decision(world.mei, **{"question": "Q", "options": OPTIONS, "decider": world.cem, **words})
    assert (refused.value.code, Decision.objects.count()) == (code, 0)


def test_deciders_are_people_who_see_the_goals(goals: Goals, world: World) -> None:
    words = {"question": "Q", "options": OPTIONS, "key_results": [goals.median]}
    Objective.objects.filter(pk=goals.speed.pk).update(visibility=Visibility.PRIVATE)
    with pytest.raises(Invalid) as hidden:
        ask_decision(world.mei, decider=world.dora, **words)
    with pytest.raises(NotThere):
        ask_decision(world.dora, decider=world.mei, **words)
    with pytest.raises(Invalid) as bot:
        ask_decision(world.mei, question="Q", options=OPTIONS, decider=world.robo)
    with pytest.raises(Refused) as auditor:
        ask_decision(world.aldo, question="Q", options=OPTIONS, decider=world.cem)
    assert [one.value.code for one in (hidden, bot, auditor)] == ["hidden", "not_a_colleague", "reads_only"]


def test_private_goal_and_closed_room_keep_it_from_others(decision: Decision, goals: Goals, world: World) -> None:
    room = open_room(world.mei, name="Pay", kind="closed", people=[world.bo])
    line = say(world.mei, room, text="We stop it")
    noted = note_decision(world.mei, question="Stop?", choice="We stop it", line=line)
    assert set(Decision.objects.visible_to(world.dora)) == {decision}
    assert set(Decision.objects.visible_to(world.bo)) == {decision, noted}
    Objective.objects.filter(pk=goals.speed.pk).update(visibility=Visibility.PRIVATE)
    assert list(Decision.objects.visible_to(world.dora)) == []
    assert list(Decision.objects.open_to_all()) == []
    with pytest.raises(NotThere):
        decide(world.dora, decision, choice="Buy a bot", reason="x")


def test_pending_ones_are_listed_and_leave_when_they_are_withdrawn(decision: Decision, world: World) -> None:
    assert [row.id for row in own_questions(world.cem.pk, "en").pending] == [decision.pk]
    assert [row.id for row in own_questions(world.mei.pk, "en").asked] == [decision.pk]
    with pytest.raises(Refused):
        withdraw_decision(world.bo, decision)
    withdrawn = withdraw_decision(world.mei, decision)
    assert withdraw_decision(world.mei, decision).withdrawn_at == withdrawn.withdrawn_at
    assert (company_questions("en").pending, list(Decision.objects.pending())) == ([], [])
    with pytest.raises(Conflict):
        decide(world.cem, decision, choice="Buy a bot", reason="x")


def test_a_taken_one_stays(decision: Decision, world: World) -> None:
    decide(world.cem, decision, choice="Buy a bot", reason="Cheaper")
    with pytest.raises(Conflict):
        withdraw_decision(world.mei, decision)
    assert [row.choice for row in company_questions("en").taken] == ["Buy a bot"]


def test_the_decider_is_reminded_once_when_the_day_has_come(goals: Goals, world: World, mei: Person) -> None:
    ask_decision(mei, question="Q", options=OPTIONS, decider=world.cem, due_on=TODAY.date())
    ask_decision(mei, question="R", options=OPTIONS, decider=world.cem, due_on=TODAY.date() + timedelta(days=1))
    remind_deciders.call()
    remind_deciders.call()
    reminded = Event.objects.filter(verb="matters.decision_reminded")
    assert [set(VERBS[one.verb].told(one)) for one in reminded] == [{world.cem.pk}]
