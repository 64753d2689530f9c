"""Launches, workshops, warnings, reviews and the log of meetings over REST: the deeds, and what strangers get of them."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from denyut.foresight.models import EarlyWarning
from denyut.people.models import Person
from denyut.rhythm.actions import add_ritual
from denyut.spine import clock
from tests.world import World

from .conftest import Caller

NOW = datetime(2026, 11, 16, 2, 0, tzinfo=UTC)
MONDAY = date(2026, 11, 16)


@pytest.fixture(autouse=True)
def _now():
    with clock.at(NOW):
        yield


@pytest.fixture
def warned(key_result) -> EarlyWarning:
    told = {"raised_at": NOW, "owner_told_at": NOW, "open_at": NOW + timedelta(days=1), "status_then": "at_risk"}
    return EarlyWarning.objects.create(key_result=key_result, kind="miss", facts={"probability": 0.2}, **told)


def codes(*answers) -> list[int]:
    return [answer.status_code for answer in answers]


def test_a_warning_is_the_owners_alone_and_acting_opens_it(rest, warned, mei, cem, dora):
    path = f"/warnings/{warned.pk}"
    assert codes(*(rest(who).get(path) for who in (mei, cem, dora))) == [200, 404, 404]
    body = {"kind": "help", "note": "I sit with the night shift."}
    assert codes(*(rest(who).post(f"{path}/interventions", body) for who in (cem, dora))) == [404, 404]
    assert rest(mei).post(f"{path}/interventions", {"kind": "wish"}).status_code == 422
    made = rest(mei).post(f"{path}/interventions", body)
    assert (made.status_code, made.json()["kind"], made.json()["lead_days"]) == (201, "help", 45)
    assert rest(cem).get(path).json()["surfaced_by"] == mei.pk
    assert [one["id"] for one in rest(cem).get(f"/interventions?warning={warned.pk}").json()["items"]] == [
        made.json()["id"]
    ]


def test_a_review_from_its_opening_to_its_minutes(rest, cem, mei, cycle, key_result):
    ritual = add_ritual(cem, cycle, kind="check_in", first_on=MONDAY, at=time(9))
    begun = rest(cem).post(f"/rituals/{ritual.pk}/reviews", {"day": str(MONDAY)})
    assert begun.status_code == 200
    review = begun.json()["id"]
    topic = rest(cem).post(f"/reviews/{review}/topics", {"title": "Night shift", "minutes": 5})
    item = topic.json()["id"]
    assert topic.status_code == 201
    assert rest(cem).post(f"/review-items/{item}/up", {}).status_code == 200
    assert rest(cem).put(f"/review-items/{item}/minutes", {"minutes": 9}).json()["minutes"] == 9
    assert rest(cem).put(f"/review-items/{item}/notes", {"text": "Two shifts.", "was": ""}).status_code == 200
    action = {"title": "Ask the night shift", "owner": mei.pk, "due_on": "2026-11-27"}
    assert rest(cem).post(f"/review-items/{item}/actions", action).status_code == 201
    assert [one["title"] for one in rest(mei).get("/tasks").json()["items"]] == ["Ask the night shift"]
    assert rest(cem).post(f"/reviews/{review}/closure", {}).status_code == 200
    assert rest(cem).post(f"/reviews/{review}/topics", {"title": "Too late", "minutes": 5}).status_code == 409


def test_the_log_of_meetings_is_kept_by_those_who_were_there(rest, cem, mei, dora):
    body = {"title": "Stand-up", "day": "2026-11-13", "minutes": 15, "people": [mei.pk]}
    made = rest(cem).post("/meetings", body)
    path = f"/meetings/{made.json()['id']}"
    assert (made.status_code, made.json()["minutes"]) == (201, 15)
    assert rest(dora).delete(path).status_code in (403, 404)
    assert rest(cem).post("/meetings", {**body, "minutes": 0}).status_code == 422
    assert rest(cem).delete(path).status_code in (200, 204)


def test_the_first_step_of_a_launch_is_ticked_with_its_evidence_alone(rest, ada, cem, mei, cycle):
    caller: Caller = rest(ada)
    start = caller.post(f"/cycles/{cycle.pk}/start", {})
    assert start.status_code == 201
    [first, *_others] = caller.get(f"/launch-steps?start={start.json()['id']}").json()["items"]
    done = f"/launch-steps/{first['id']}/completion"
    assert caller.post(done, {}).status_code == 409
    sponsor = caller.post(f"/starts/{start.json()['id']}/sponsors", {"person": cem.pk})
    assert sponsor.status_code == 201
    words = f"/sponsors/{sponsor.json()['id']}/commitments"
    assert rest(mei).post(words, {"text": "I look at the numbers each Monday."}).status_code == 403
    assert rest(cem).post(words, {"text": "I look at the numbers each Monday."}).status_code == 201
    # There is no goal of the company in the open yet.
    assert caller.post(done, {}).status_code == 409


def test_a_workshop_hides_ideas_until_they_are_grouped(rest, cem: Person, mei: Person, cycle, world: World):
    body = {"title": "From vision to goals", "departments": [world.service.pk]}
    made = rest(cem).post(f"/cycles/{cycle.pk}/workshops", body)
    room = made.json()["id"]
    assert made.status_code == 201
    assert rest(mei).post(f"/cycles/{cycle.pk}/workshops", body).status_code == 403
    assert rest(cem).put(f"/workshops/{room}/phase", {"to": "ideas"}).status_code == 200
    card = rest(mei).post(f"/workshops/{room}/cards", {"text": "Answer at night too"})
    assert card.status_code == 201
    seen = [len(rest(who).get(f"/cards?workshop={room}").json()["items"]) for who in (mei, cem)]
    assert seen == [1, 0]
