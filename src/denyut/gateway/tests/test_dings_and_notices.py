"""Urgent calls, confirmations and notices, by REST."""

from datetime import UTC, datetime

import pytest
import time_machine

from denyut.chat.actions import open_room, say
from denyut.chat.models import Ding
from denyut.inbox.models import Notice
from denyut.spine import outlets

MONDAY = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def monday():
    with time_machine.travel(MONDAY, tick=False) as traveller:
        yield traveller


def test_a_ding_is_sent_confirmed_called_again_and_taken_back(rest, mei, bo, cem, dora, monday):
    room = open_room(mei, name="Care", kind="closed", people=[bo, cem])
    body = {"people": [bo.pk, cem.pk], "text": "Come", "reason": "truck", "room": room.pk}
    answer = rest(mei).post("/dings", body)
    made = answer.json()
    assert (answer.status_code, answer["Location"]) == (201, f"/api/v1/dings/{made['id']}")
    assert [(one["person"], one["step"], one["times"]) for one in made["calls"]] == [
        (bo.pk, "app", 1),
        (cem.pk, "app", 1),
    ]
    path = f"/dings/{made['id']}"
    confirmed = rest(bo).post(f"{path}/confirmation").json()
    assert [one["confirmed_at"] is not None for one in confirmed["calls"]] == [True, False]
    assert rest(dora).get(path).status_code == rest(dora).post(f"{path}/confirmation").status_code == 404
    assert rest(mei).post(f"{path}/calls").json()["code"] == "too_soon"
    monday.shift(300)
    assert [one["times"] for one in rest(mei).post(f"{path}/calls").json()["calls"]] == [1, 2]
    assert rest(bo).delete(path).json()["code"] == "not_owner"
    assert rest(mei).delete(path).json()["cancelled_at"] is not None
    assert rest(mei).delete(path).json()["code"] == "cancelled"


def test_the_budget_is_said_in_the_refusal(rest, mei, bo):
    for _number in range(5):
        assert rest(mei).post("/dings", {"people": [bo.pk], "text": "Come", "reason": "truck"}).status_code == 201
    refused = rest(mei).post("/dings", {"people": [bo.pk], "text": "Come", "reason": "truck"})
    assert (refused.status_code, refused.json()["code"], Ding.objects.count()) == (403, "budget_spent", 5)


def test_a_message_is_confirmed_by_those_who_were_asked(rest, mei, bo, dora, monday):
    room = open_room(mei, name="Care", kind="closed", people=[bo])
    line = say(mei, room, text="Read this", must_confirm=True)
    path = f"/messages/{line.pk}"
    assert rest(bo).post(f"{path}/confirmation").json()["person"] == bo.pk
    assert [one["confirmed_at"] is None for one in rest(mei).get(f"{path}/confirmations").json()["items"]] == [False]
    assert rest(mei).post(f"{path}/confirmation").status_code == 404
    assert rest(dora).post(f"{path}/confirmation").status_code == 404
    assert rest(mei).post(f"{path}/reminders").json()["code"] == "all_confirmed"
    assert rest(bo).post(f"/rooms/{room.pk}/delivery", {"to": line.pk}).status_code == 200


def test_notices_are_listed_read_and_wished_for(rest, mei, bo, dora):
    room = open_room(mei, name="Care", kind="closed", people=[bo])
    say(mei, room, text=f"@Bo Santoso#{bo.pk} look")
    outlets.catch_up()
    [notice] = rest(bo).get("/notices?is_unread=true").json()["items"]
    assert (notice["sentence"], notice["kind"]) == ("Mei Lin wrote in Care", "mention")
    assert notice["url"].startswith(f"/rooms/{room.pk}/")
    assert rest(dora).get("/notices").json()["items"] == []
    assert rest(dora).post(f"/notices/{notice['id']}/reading").status_code == 404
    assert rest(bo).post(f"/notices/{notice['id']}/reading").json()["read_at"] is not None
    say(mei, room, text=f"@Bo Santoso#{bo.pk} again")
    outlets.catch_up()
    assert rest(bo).post("/notices/reading", {}).status_code == 204
    assert not Notice.objects.unread().exists()
    assert rest(bo).put("/notice-wishes", {"kind": "mention", "how": "digest"}).json()["how"] == "digest"
    assert rest(bo).put("/notice-wishes", {"kind": "ding", "how": "nothing"}).json()["code"] == "urgent"
    assert rest(bo).put("/notice-wishes/hour", {"hour": 7}).json() == {"digest_hour": 7}
    assert [one["kind"] for one in rest(bo).get("/notice-wishes").json()["items"]] == ["mention"]
