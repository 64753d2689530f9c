"""Reviews: the agenda makes itself, many write at once, actions are tasks, minutes write themselves."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from decimal import Decimal

import pytest
from django.test import Client

from denyut.chat.models import Line, Room
from denyut.matters.actions import ask_decision, decide, raise_blocker
from denyut.meetings.actions import (
    add_action,
    add_topic,
    begin_review,
    close_review,
    give_time,
    take_lead,
    take_up,
    write_notes,
)
from denyut.meetings.agenda import Point, agenda_of, fitted
from denyut.meetings.models import Held, Review, ReviewItem
from denyut.okr.actions import check_in
from denyut.people.models import Person
from denyut.rhythm.actions import attend
from denyut.rhythm.models import Ritual
from denyut.spine import clock
from denyut.spine.access import Conflict, Invalid, Refused
from denyut.spine.events import door
from denyut.spine.models import Event
from denyut.spine.verbs import VERBS
from denyut.tasks.models import Task
from tests.goals import Goals
from tests.world import World

from .conftest import DAY, MONDAY, TUESDAY

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _monday() -> Iterator[None]:
    with clock.at(MONDAY):
        yield


@pytest.fixture
def review(week: Goals, ritual: Ritual, cem: Person, room: Room) -> Review:
    return begin_review(cem, ritual, day=DAY)


def test_the_agenda_needs_no_preparation(week: Goals, ritual: Ritual, world: World) -> None:
    with clock.at(TUESDAY + timedelta(hours=1)):
        check_in(world.mei, week.median, value=Decimal(29), confidence=55, note="Two are ill")
        raise_blocker(world.mei, week.median, text="No key", cause="other", waits_on=world.cem)
        ask_decision(
            world.mei,
            question="Two shifts?",
            options=["Yes", "No"],
            key_results=[week.median],
            decider=world.cem,
            due_on=DAY,
        )
    points = agenda_of(ritual, DAY, MONDAY)
    assert [point.kind for point in points] == ["decision", "goal", "goal", "blocker"]
    assert points[1].key_result == week.median.pk or points[2].key_result == week.median.pk
    reasons = next(point.reasons for point in points if point.key_result == week.median.pk and point.kind == "goal")
    assert set(reasons) >= {"red", "falling"}


def test_private_goals_are_on_no_agenda(week: Goals, ritual: Ritual) -> None:
    week.speed.visibility = "private"
    week.speed.save()
    assert agenda_of(ritual, DAY, MONDAY) == []


def test_minutes_fit_into_the_meeting() -> None:
    points = [Point("goal", n, "x", minutes=4) for n in range(10)]
    assert sum(point.minutes for point in fitted(points, 30)) <= 30
    assert [point.minutes for point in fitted(points[:2], 30)] == [4, 4]
    assert {point.minutes for point in fitted(points, 5)} == {1}


def test_beginning_twice_is_once(review: Review, ritual: Ritual, world: World) -> None:
    assert begin_review(world.mei, ritual, day=DAY).pk == review.pk
    assert review.sitting.attended.get() == world.cem


def test_a_stranger_to_the_department_begins_nothing(week: Goals, ritual: Ritual, world: World) -> None:
    for person in (world.dora, world.aldo, world.robo):
        with pytest.raises(Refused):
            begin_review(person, ritual, day=DAY)
    with clock.at(MONDAY - timedelta(hours=2)), pytest.raises(Conflict) as refusal:
        begin_review(world.cem, ritual, day=DAY)
    assert refusal.value.code == "not_open_yet"


def test_only_who_leads_takes_items_up_and_times_add_up(review: Review, world: World) -> None:
    one, other = add_topic(world.cem, review, title="Night shift"), add_topic(world.mei, review, title="Trucks")
    with pytest.raises(Refused) as refusal:
        take_up(world.mei, one)
    assert refusal.value.code == "not_leading"
    take_up(world.cem, one)
    with clock.at(MONDAY + timedelta(minutes=4)):
        take_lead(world.mei, review)
        take_up(world.mei, other)
    one.refresh_from_db()
    review.refresh_from_db()
    assert (one.spent, review.current_id, review.facilitator_id) == (timedelta(minutes=4), other.pk, world.mei.pk)
    event = Event.objects.get(verb="meetings.item_taken_up", facts__item=other.pk)
    names = {(touch.name, touch.id) for touch in VERBS[event.verb].touches(event)}
    assert names == {
        ("meetings.stage", review.pk),
        ("meetings.item_head", one.pk),
        ("meetings.item_head", other.pk),
    }


def test_two_write_and_nothing_is_lost(review: Review, world: World) -> None:
    item = add_topic(world.cem, review, title="Night shift")
    write_notes(world.cem, item, text="We try two shifts from Monday", was="")
    write_notes(world.mei, item, text="We try three shifts from Monday", was="We try two shifts from Monday")
    merged = write_notes(world.cem, item, text="We try two shifts from Tuesday", was="We try two shifts from Monday")
    assert merged.notes == "We try three shifts from Tuesday"
    with pytest.raises(Conflict) as refusal:
        write_notes(world.bo, item, text="We try five shifts from Tuesday", was="We try two shifts from Tuesday")
    assert refusal.value.code == "changed_meanwhile"
    item.refresh_from_db()
    assert (item.notes, item.edition) == ("We try three shifts from Tuesday", 3)


def test_a_clash_answers_with_both(review: Review, world: World, signed_in: Callable[[Person], Client]) -> None:
    item = add_topic(world.cem, review, title="Night shift")
    write_notes(world.cem, item, text="two shifts")
    browser = signed_in(world.mei)
    answer = browser.post(f"/reviews/items/{item.pk}/notes/", {"text": "five shifts", "was": "one shifts"})
    assert (answer.status_code, answer.json()["theirs"]) == (409, "two shifts")
    answer = browser.post(f"/reviews/items/{item.pk}/notes/", {"text": "two shifts, gladly", "was": "two shifts"})
    assert answer.json()["text"] == "two shifts, gladly"


def test_actions_are_tasks_with_owner_and_goal(review: Review, week: Goals, world: World) -> None:
    item = ReviewItem.objects.create(review=review, kind="goal", number=0, key_result=week.median, title="Median")
    made = add_action(world.cem, item, title="Ask the night shift", owner=world.bo)
    task = Task.objects.get(pk=made.task_id)
    assert (task.owner, task.key_result, task.made_by) == (world.bo, week.median, world.cem)


def test_minutes_write_themselves(review: Review, week: Goals, world: World, room: Room) -> None:
    attend(world.mei, review.sitting.ritual, day=DAY)
    item = add_topic(world.cem, review, title="Night shift")
    take_up(world.cem, item)
    write_notes(world.cem, item, text="Two shifts from Monday")
    add_action(world.mei, item, title="Ask the team", owner=world.bo)
    with clock.at(MONDAY + timedelta(minutes=12, seconds=5)):
        close_review(world.cem, review)
    review.refresh_from_db()
    facts = review.minutes
    told = next(one for one in facts["items"] if one["item"] == item.pk)
    assert (facts["seconds"], told["seconds"], told["notes"]) == (725, 725, "Two shifts from Monday")
    assert [one["owner"] for one in told["actions"]] == ["Bo Santoso"]
    assert [person["name"] for person in facts["people"]] == ["Cem Arslan", "Mei Lin"]
    sitting = review.sitting
    sitting.refresh_from_db()
    assert sitting.is_closed
    assert "Two shifts from Monday" in sitting.output
    held = Held.objects.get(review=review)
    assert (held.minutes, held.kind, held.people.count(), held.status_minutes) == (13, "status", 2, 0)
    assert Line.objects.filter(room=room, facts__card="meetings.minutes_card").count() == 1
    for deed in (lambda: close_review(world.cem, review), lambda: take_up(world.cem, item)):
        with pytest.raises(Conflict):
            deed()


def test_the_last_actions_come_up_again(review: Review, ritual: Ritual, world: World) -> None:
    item = add_topic(world.cem, review, title="Night shift")
    add_action(world.cem, item, title="Ask the team", owner=world.bo)
    close_review(world.cem, review)
    points = agenda_of(ritual, DAY + timedelta(days=7), MONDAY + timedelta(days=7))
    assert (points[0].kind, points[0].title) == ("task", "Ask the team")


def test_a_decision_taken_meanwhile_is_in_the_minutes(week: Goals, ritual: Ritual, world: World) -> None:
    asked = ask_decision(
        world.mei,
        question="Two shifts?",
        options=["Yes", "No"],
        key_results=[week.median],
        decider=world.cem,
        due_on=DAY,
    )
    review = begin_review(world.cem, ritual, day=DAY)
    decide(world.cem, asked, choice="Yes", reason="It helps")
    close_review(world.cem, review)
    review.refresh_from_db()
    assert [(one["question"], one["choice"]) for one in review.minutes["decisions"]] == [("Two shifts?", "Yes")]


def test_refusals_of_words_and_times(review: Review, world: World) -> None:
    item = add_topic(world.cem, review, title="x")
    for minutes in (0, 241):
        with pytest.raises(Invalid):
            give_time(world.cem, item, minutes=minutes)
    assert give_time(world.cem, item, minutes=7).minutes == 7
    for title in ("", " ", "x" * 501):
        with pytest.raises(Invalid):
            add_topic(world.cem, review, title=title)
    with pytest.raises(Invalid):
        write_notes(world.cem, item, text="x" * 10_001)
    with pytest.raises(Refused):
        write_notes(world.dora, item, text="x")


def test_pages_of_a_review(
    week: Goals, ritual: Ritual, world: World, room: Room, signed_in: Callable[[Person], Client]
) -> None:
    browser = signed_in(world.cem)
    ahead = browser.get(f"/meetings/rituals/{ritual.pk}/{DAY}/").content.decode()
    assert "Begin the review" in ahead
    assert "Check-in" in browser.get("/meetings/").content.decode()
    begun = browser.post(f"/meetings/rituals/{ritual.pk}/{DAY}/beginning/", {"key": "k"})
    page = browser.get(begun["Location"])
    assert page.status_code == 200
    assert "review-notes" in page.content.decode()
    review = Review.objects.get()
    item = review.items.first() or add_topic(world.cem, review, title="x")
    for path, words in [
        (f"/reviews/{review.pk}/topics/", {"title": "Trucks"}),
        (f"/reviews/items/{item.pk}/up/", {}),
        (f"/reviews/items/{item.pk}/actions/", {"words": "Call Budi tomorrow @Bo Santoso"}),
    ]:
        assert browser.post(path, words, headers={"HX-Request": "true"}).status_code == 204
    assert Task.objects.get().owner == world.bo
    assert signed_in(world.mei).post(f"/reviews/{review.pk}/attendance/", {"key": "m"}).status_code == 302
    assert browser.post(f"/reviews/{review.pk}/closure/", {"key": "c"}).status_code == 302
    assert "Trucks" in signed_in(world.dora).get(f"/reviews/{review.pk}/").content.decode()
    assert browser.get(f"/meetings/rituals/{ritual.pk}/2026-11-24/").status_code == 404
    assert door.get().surface == "inside"
