"""What came out of the talk, rooms' bars, and check-ins that are undone, by REST."""

from decimal import Decimal

import pytest
import time_machine

from denyut.assistant.actions import offer_suggestions
from denyut.assistant.actions.suggestions import Reading
from denyut.chat.actions import open_room, say
from denyut.okr.actions import check_in
from denyut.okr.models import CheckIn
from tests.goals import TODAY


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(TODAY, tick=False) as traveller:
        yield traveller


def test_an_offer_is_kept_listed_and_answered(rest, mei, bo, dora, goals):
    words = {"kind": "offer", "text": "I can help on Friday", "key_result": goals.median.pk}
    made = rest(bo).post("/takeaways", words)
    assert (made.status_code, made.json()["state"]) == (201, "open")
    path = f"/takeaways/{made.json()['id']}"
    refused = rest(dora).put(f"{path}/answer", {"accepts": True})
    answered = rest(mei).put(f"{path}/answer", {"accepts": True})
    assert [(one.status_code, one.json().get("code")) for one in (refused, answered)] == [
        (403, "not_owner"),
        (200, None),
    ]
    listed = rest(dora).get(f"/takeaways?key_result={goals.median.pk}&state=accepted").json()["items"]
    assert [one["text"] for one in listed] == ["I can help on Friday"]


def test_a_suggestion_is_taken_and_undone_by_its_person_alone(rest, mei, dora, goals):
    line = say(mei, open_room(mei, name="Care"), text="24 min now")
    (offer,) = offer_suggestions(mei, line, readings=[Reading(goals.median, Decimal(24), None, "")])
    assert rest(dora).post(f"/suggestions/{offer.pk}/take", {}).status_code == 404
    taken = rest(mei).post(f"/suggestions/{offer.pk}/take", {})
    assert (taken.status_code, taken.json()["answer"], CheckIn.objects.count()) == (200, "taken", 1)
    undone = rest(mei).post(f"/suggestions/{offer.pk}/undo", {})
    assert (undone.json()["answer"], CheckIn.objects.count()) == ("undone", 0)


def test_a_check_in_is_undone(rest, mei, cem, goals):
    said = check_in(mei, goals.median, value=Decimal(24))
    refused = rest(cem).post(f"/check-ins/{said.pk}/undo", {})
    undone = rest(mei).post(f"/check-ins/{said.pk}/undo", {})
    assert (refused.status_code, refused.json()["code"]) == (403, "not_yours")
    assert (undone.status_code, undone.json()["value"]) == (200, None)


def test_a_room_keeps_goals_in_sight(rest, mei, goals):
    room = open_room(mei, name="Care")
    words = {"kind": "key_result", "number": goals.median.pk}
    answers = [rest(mei).post(f"/rooms/{room.pk}/goals", words) for _again in range(2)]
    assert ([one.status_code for one in answers], room.goals.count()) == ([200, 200], 1)
    assert rest(mei).post(f"/rooms/{room.pk}/goals", {"kind": "key_result", "number": 99_999}).status_code == 404
    assert rest(mei).post(f"/rooms/{room.pk}/goals/out", words).status_code == 200
    assert room.goals.count() == 0
