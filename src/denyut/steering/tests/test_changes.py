"""A change of plan: who is asked, what they answer, who is told when they do not, and calling it off."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
import time_machine

from denyut.okr.actions import add_initiative, add_key_result, add_objective
from denyut.okr.models import Edge, KeyResult, Objective, Visibility
from denyut.people.models import Person
from denyut.spine import clock
from denyut.spine.access import Conflict, Invalid, NotThere, Refused
from denyut.spine.models import Event
from denyut.spine.verbs import VERBS
from denyut.steering.actions import answer_change, call_off_change, confirm_all_valid, declare_change
from denyut.steering.affected import questions_of
from denyut.steering.jobs import escalate_cards
from denyut.steering.models import ChangeCard, ChangeEvent
from denyut.steering.reading import change_rows_of, own_questions, stopped_goals, work_on_stopped
from denyut.steering.rehearsal import rehearsal_of
from tests.goals import Goals
from tests.world import World

# A Monday, a day after the goals were published: what stops now takes a reason.
MONDAY = datetime(2026, 11, 16, 3, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def time() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(MONDAY, tick=False) as traveller:
        yield traveller


@pytest.fixture
def change(goals: Goals, world: World) -> ChangeEvent:
    """The market changed: the company's objective and all below it."""
    return declare_change(world.cem, kind="market", text="A big customer leaves", objectives=[goals.company])


def told(verb: str) -> set[int]:
    event = Event.objects.filter(verb=verb).latest("id")
    return set(VERBS[verb].told(event))


def card_of(change: ChangeEvent, kr: KeyResult) -> ChangeCard:
    return ChangeCard.objects.get(event=change, key_result=kr)


def test_every_owner_below_gets_a_card_and_is_told(change: ChangeEvent, goals: Goals, world: World) -> None:
    asked = {(card.goal.label, card.person.name) for card in ChangeCard.objects.with_people()}
    assert asked == {
        (goals.company.label, "Ada Pratiwi"),
        (goals.median.label, "Mei Lin"),
        (goals.rules.label, "Bo Santoso"),
    }
    assert told("steering.change_declared") == {world.ada.pk, world.mei.pk, world.bo.pk}


def test_contributions_are_followed_and_what_has_ended_is_not(goals: Goals, world: World) -> None:
    other = add_objective(world.ada, goals.quarter, title="Ship faster", department=world.warehouse)
    feeding = add_key_result(world.ada, other, title="Boxes", target=Decimal(9), owner=world.dora)
    add_key_result(world.ada, other, title="Other boxes", target=Decimal(9), owner=world.dora)
    Edge.objects.create(
        kind="contributes",
        state="accepted",
        from_key_result=feeding,
        to_key_result=goals.median,
        proposed_by=world.ada,
        proposed_at=clock.now(),
        asked=world.mei,
    )
    KeyResult.objects.filter(pk=goals.rules.pk).update(state="postponed")
    assert {one.goal.pk for one in questions_of([goals.speed])} == {feeding.pk, goals.median.pk}


def test_rehearsal_shows_who_would_be_asked_and_writes_nothing(goals: Goals, world: World) -> None:
    Objective.objects.filter(pk=goals.speed.pk).update(visibility=Visibility.PRIVATE)
    shown = rehearsal_of(world.dora, [goals.company])
    seen = {one.person.name: (one.goals, one.hidden) for one in shown.people}
    assert (shown.goals, ChangeEvent.objects.count(), Event.objects.filter(verb__startswith="steering").count()) == (
        3,
        0,
        0,
    )
    assert seen["Mei Lin"] == ([], 1)


@pytest.mark.parametrize("answer", ["valid", "adjust"])
def test_one_tap_answers_and_can_be_changed(change: ChangeEvent, goals: Goals, world: World, answer: str) -> None:
    card = card_of(change, goals.median)
    said = answer_change(world.mei, card, answer=answer)
    assert (said.answer, said.answered_by, answer_change(world.mei, card, answer=answer).pk) == (
        answer,
        world.mei,
        card.pk,
    )
    assert Event.objects.filter(verb="steering.change_answered").count() == 1
    stopped = answer_change(world.mei, card, answer="stop", note="Nobody needs it")
    goals.median.refresh_from_db()
    assert (stopped.state_before, goals.median.state, goals.median.state_reason) == (
        "active",
        "cancelled",
        "Nobody needs it",
    )
    with pytest.raises(Conflict):
        answer_change(world.mei, card, answer="valid")


def test_stopping_takes_a_sentence_and_lists_the_work_that_goes_on(
    change: ChangeEvent, goals: Goals, world: World
) -> None:
    add_initiative(world.mei, goals.median, title="Train the team", owner=world.bo)
    card = card_of(change, goals.median)
    with pytest.raises(Invalid) as wordless:
        answer_change(world.mei, card, answer="stop", note=" ")
    assert (wordless.value.code, work_on_stopped(world.dora, "en")) == ("empty", [])
    answer_change(world.mei, card, answer="stop", note="Nobody needs it")
    [work] = work_on_stopped(world.dora, "en")
    assert (work.title, work.key_result, stopped_goals(world.dora)) == (
        "Train the team",
        goals.median.pk,
        [goals.median.pk],
    )
    assert told("steering.change_answered") == {world.cem.pk}


def test_who_may_not_stop_it_tells_who_may(change: ChangeEvent, goals: Goals, world: World) -> None:
    said = answer_change(world.bo, card_of(change, goals.rules), answer="stop", note="Rules are done elsewhere")
    goals.rules.refresh_from_db()
    assert (said.answer, said.state_before, goals.rules.state) == ("stop", "", "active")
    assert told("steering.change_answered") == {world.cem.pk, world.mei.pk}


def test_only_those_asked_answer(change: ChangeEvent, goals: Goals, world: World) -> None:
    card = card_of(change, goals.median)
    for stranger, code in ((world.dora, "not_asked"), (world.aldo, "reads_only")):
        with pytest.raises(Refused) as refused:
            answer_change(stranger, card, answer="valid")
        assert refused.value.code == code
    with pytest.raises(Invalid):
        answer_change(world.mei, card, answer="perhaps")
    Objective.objects.filter(pk=goals.speed.pk).update(visibility=Visibility.PRIVATE)
    with pytest.raises(NotThere):
        answer_change(world.dora, card, answer="valid")


def test_all_of_ones_own_are_confirmed_at_once(change: ChangeEvent, goals: Goals, world: World) -> None:
    KeyResult.objects.filter(pk=goals.rules.pk).update(owner=world.mei)
    again = declare_change(world.cem, kind="other", text="Once more", objectives=[goals.speed])
    confirm_all_valid(world.mei, again)
    assert {card.answer for card in ChangeCard.objects.filter(event=again)} == {"valid"}
    assert [card.change for card in own_questions(world.mei.pk, "en").cards] == [change.pk]


def test_a_card_that_waits_too_long_is_told_to_the_lead_once(
    change: ChangeEvent, goals: Goals, world: World, time: time_machine.Traveller
) -> None:
    answer_change(world.bo, card_of(change, goals.rules), answer="valid")
    time.shift(timedelta(hours=47))
    escalate_cards.call()
    assert not Event.objects.filter(verb="steering.card_escalated").exists()
    time.shift(timedelta(hours=2))
    escalate_cards.call()
    escalate_cards.call()
    # Ada has neither manager nor department: nobody stands above her.
    assert Event.objects.filter(verb="steering.card_escalated").count() == 2
    assert {who for one in Event.objects.filter(verb="steering.card_escalated") for who in one.facts["told"]} == {
        world.cem.pk
    }


def test_times_to_realignment_come_from_the_answers(
    change: ChangeEvent, goals: Goals, world: World, time: time_machine.Traveller
) -> None:
    time.shift(timedelta(hours=2))
    answer_change(world.mei, card_of(change, goals.median), answer="valid")
    time.shift(timedelta(hours=3))
    answer_change(world.bo, card_of(change, goals.rules), answer="adjust")
    [row] = change_rows_of([change.pk])
    times = row.realignment
    assert (times.asked, times.answered, times.half, times.most) == (3, 2, timedelta(hours=5), None)
    assert (row.counts["valid"], row.counts["adjust"], row.counts["open"]) == (1, 1, 1)


def test_calling_it_off_gives_back_what_it_stopped(change: ChangeEvent, goals: Goals, world: World) -> None:
    answer_change(world.mei, card_of(change, goals.median), answer="stop", note="Nobody needs it")
    with pytest.raises(Refused):
        call_off_change(world.mei, change, reason="No")
    with pytest.raises(Invalid):
        call_off_change(world.cem, change, reason="")
    called = call_off_change(world.cem, change, reason="They stay")
    assert call_off_change(world.cem, change, reason="Again").called_off_at == called.called_off_at
    goals.median.refresh_from_db()
    assert (goals.median.state, own_questions(world.bo.pk, "en").cards) == ("active", [])
    assert told("steering.change_called_off") == {world.ada.pk, world.mei.pk, world.bo.pk}
    with pytest.raises(Conflict):
        answer_change(world.bo, card_of(change, goals.rules), answer="valid")


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ({"kind": "weather"}, "no_kind"),
        ({"text": " "}, "empty"),
        ({"objectives": []}, "nothing"),
        ({"hours": 0}, "hours"),
        ({"hours": 721}, "hours"),
    ],
)
def test_what_makes_no_sense_is_refused(goals: Goals, world: World, words: dict[str, object], code: str) -> None:
    usual = {"kind": "market", "text": "x", "objectives": [goals.company]}
    with pytest.raises(Invalid) as refused:
        declare_change(world.cem, **{**usual, **words})
    assert (refused.value.code, ChangeEvent.objects.count()) == (code, 0)


def test_it_takes_a_leader_and_goals_that_run(goals: Goals, world: World, bo: Person) -> None:
    with pytest.raises(Refused) as refused:
        declare_change(bo, kind="market", text="x", objectives=[goals.company])
    assert refused.value.code == "not_leader"
    assert declare_change(world.mei, kind="market", text="x", objectives=[goals.speed]).declared_by == world.mei
    KeyResult.objects.update(state="cancelled")
    Objective.objects.update(state="closed")
    with pytest.raises(Invalid) as nobody:
        declare_change(world.cem, kind="market", text="x", objectives=[goals.company])
    assert nobody.value.code == "nobody"


def test_private_changes_are_seen_by_those_concerned_alone(change: ChangeEvent, goals: Goals, world: World) -> None:
    Objective.objects.filter(pk=goals.company.pk).update(visibility=Visibility.PRIVATE)
    seen = {who.name: ChangeEvent.objects.visible_to(who).exists() for who in (world.cem, world.bo, world.dora)}
    assert seen == {"Cem Arslan": True, "Bo Santoso": True, "Dora Putri": False}
    assert date(2026, 11, 18) == card_of(change, goals.median).due_at.date()
