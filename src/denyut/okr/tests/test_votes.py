"""How sure people are: the owner openly, with a sentence when it falls; colleagues in secret, shown as the median of three or more."""

from decimal import Decimal
from typing import Any

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from denyut.chat.actions import open_room
from denyut.chat.door import receive
from denyut.okr.actions import add_initiative, change_cycle, check_in, vote
from denyut.okr.feed import feed_of
from denyut.okr.fragments import draw_votes
from denyut.okr.models import CheckIn, Cycle, KeyResult, Objective, Vote
from denyut.okr.rows import rows_of
from denyut.okr.votes import TAPS, Poll, poll_of, polls_of
from denyut.people.models import Person
from denyut.spine.access import Invalid, Refused
from denyut.spine.models import Event
from tests.closing import shut
from tests.goals import TODAY, Goals
from tests.world import World, make_person

D = Decimal


@pytest.fixture(autouse=True)
def _day():
    with time_machine.travel(TODAY, tick=False):
        yield


@pytest.fixture
def asking(goals: Goals) -> Goals:
    Cycle.objects.update(has_votes=True)
    return goals


def team(world: World, *names: str) -> list[Person]:
    return [make_person(name, department=world.service) for name in names]


def code_of(deed: Any, *args: Any, **words: Any) -> str:
    with pytest.raises(Refused) as refusal:
        deed(*args, **words)
    return refusal.value.code


@given(st.lists(st.sampled_from(TAPS), max_size=9))
def test_fewer_than_three_say_nothing_and_a_median_lies_between(votes: list[int]) -> None:
    poll = poll_of(votes)
    if len(votes) < 3:
        assert poll is None
    else:
        assert poll is not None
        assert (min(votes) <= poll.median <= max(votes), poll.number) == (True, len(votes))


def test_three_votes_are_shown_as_their_median(world: World, asking: Goals) -> None:
    people = [world.bo, world.cem, *team(world, "Ria Putra")]
    for person, confidence in zip(people, (10, 70, 90), strict=True):
        assert polls_of([asking.median.pk]) == {}
        vote(person, asking.median, confidence=confidence)
    assert polls_of([asking.median.pk]) == {asking.median.pk: Poll(70, 3)}
    vote(world.cem, asking.median, confidence=30)
    assert polls_of([asking.median.pk]) == {asking.median.pk: Poll(30, 3)}
    Person.objects.filter(pk=world.bo.pk).update(is_active=False)
    assert polls_of([asking.median.pk]) == {}


def test_the_log_and_the_feed_keep_the_secret(world: World, asking: Goals) -> None:
    vote(world.bo, asking.median, confidence=10)
    vote(world.bo, asking.median, confidence=10)
    event = Event.objects.get(verb="okr.voted")
    assert "10" not in {str(value) for value in event.facts.values()}
    speed = Objective.objects.select_related("cycle", "owner", "department").get(pk=asking.speed.pk)
    rows = rows_of([speed], language="en", moment=TODAY)[speed.pk].key_results
    told = [one.sentence for one in feed_of(speed, rows, "en") if "secret" in one.sentence]
    assert told == [f"Somebody said in secret how sure they are of {asking.median.label}"]


@pytest.mark.parametrize(("who", "code"), [("mei", "owner"), ("dora", "not_close"), ("aldo", "reads_only")])
def test_owner_stranger_and_auditor_do_not_vote(world: World, asking: Goals, who: str, code: str) -> None:
    assert code_of(vote, getattr(world, who), asking.median, confidence=50) == code
    assert not Vote.objects.exists()


def test_whoever_does_the_work_votes_from_elsewhere(world: World, asking: Goals) -> None:
    add_initiative(world.mei, asking.median, title="Ship boxes", owner=world.dora)
    vote(world.dora, asking.median, confidence=30)
    assert Vote.objects.get().person == world.dora


def test_a_private_goal_takes_votes_of_those_who_see_it(world: World, asking: Goals) -> None:
    Objective.objects.filter(pk=asking.speed.pk).update(visibility="private")
    assert code_of(vote, world.bo, asking.median, confidence=50) == "not_close"
    vote(world.cem, asking.median, confidence=50)


def test_without_the_setting_and_after_the_close_nobody_votes(world: World, goals: Goals) -> None:
    assert code_of(vote, world.bo, goals.median, confidence=50) == "no_votes"
    days = {"name": "Q4 2026", "starts_on": goals.quarter.starts_on, "ends_on": goals.quarter.ends_on}
    change_cycle(world.ada, goals.quarter, **days, has_votes=True)
    vote(world.bo, goals.median, confidence=50)
    shut(world.cem, goals.quarter)
    assert code_of(vote, world.bo, goals.median, confidence=70) == "cycle_closed"


@pytest.mark.parametrize("confidence", [0, 20, 100, -10])
def test_other_numbers_are_refused(world: World, asking: Goals, confidence: int) -> None:
    assert code_of(vote, world.bo, asking.median, confidence=confidence) == "not_a_choice"


def test_the_page_asks_shows_and_hides(world: World, asking: Goals, signed_in: Any) -> None:
    address = f"/key-results/{asking.median.pk}/"
    browser = signed_in(world.bo)
    assert "Nobody sees your own answer" in browser.get(address).content.decode()
    assert browser.post(f"{address}vote/", {"confidence": "90"}).status_code == 302
    own, others = (signed_in(who).get(address).content.decode() for who in (world.bo, world.mei))
    assert ('value="90" required checked' in own, 'value="90" required' in others) == (True, False)
    assert "Shown once three have voted" in others
    for person in (world.cem, *team(world, "Ria Putra")):
        vote(person, asking.median, confidence=30)
    check_in(world.mei, asking.median, value=D(24), confidence=70)
    shown = browser.get(address).content.decode()
    assert all(words in shown for words in ("median, n = 3", " 30% ", " 70%"))
    assert draw_votes([asking.median.pk])[asking.median.pk].strip() in shown
    Cycle.objects.update(has_votes=False)
    assert "Colleagues are sure" not in browser.get(address).content.decode()


def test_a_fall_of_twenty_points_asks_for_a_sentence(world: World, goals: Goals) -> None:
    check_in(world.mei, goals.median, value=D(24), confidence=70)
    with pytest.raises(Invalid) as refusal:
        check_in(world.mei, goals.median, value=D(24), confidence=50, note="  ")
    assert (refusal.value.code, refusal.value.field, CheckIn.objects.count()) == ("note_needed", "note", 1)
    assert "You were 70% sure of the target and are 50% sure now." in str(refusal.value)
    check_in(world.mei, goals.median, value=D(24), confidence=51)
    check_in(world.mei, goals.median, value=D(24), confidence=30, note="Two people are ill")
    assert KeyResult.objects.get(pk=goals.median.pk).confidence == 30


def test_a_rise_silence_and_what_was_long_ago_ask_for_nothing(world: World, goals: Goals) -> None:
    check_in(world.mei, goals.median, value=D(24), confidence=90)
    check_in(world.mei, goals.median, value=D(23))
    check_in(world.mei, goals.median, value=D(28), confidence=10, at=TODAY.replace(day=2))
    assert KeyResult.objects.get(pk=goals.median.pk).confidence == 90


def test_the_sentence_is_asked_for_in_form_and_chat(world: World, goals: Goals, signed_in: Any) -> None:
    check_in(world.mei, goals.median, value=D(24), confidence=90)
    words = {"value": "25", "confidence": "10"}
    answer = signed_in(world.mei).post(f"/key-results/{goals.median.pk}/check-ins/", words)
    page = answer.content.decode()
    assert (answer.status_code, "Say in a sentence what changed" in page) == (422, True)
    room = open_room(world.mei, name="Queue")
    with pytest.raises(Invalid):
        receive(world.mei, room, f"/checkin {goals.median.label} 25 confidence=10", key="a")
    receive(world.mei, room, f'/checkin {goals.median.label} 25 "Queue is full" confidence=10', key="b")
    assert CheckIn.objects.latest("id").note == "Queue is full"
