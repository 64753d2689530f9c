"""Ways in and out, over REST: secrets are told once, and to nobody else."""

import json

import pytest
from django.test import Client

from denyut.chat.actions import open_room
from denyut.chat.models import Line
from denyut.hooks.actions import open_mailbox, ping_outgoing
from denyut.hooks.models import Delivery, Outgoing

BODY = {"name": "Lake", "url": "https://lake.example.com/x", "verbs": ["okr.checked_in"]}


@pytest.fixture
def room(cem, mei):
    return open_room(cem, name="Care", people=[mei])


def test_a_program_is_let_in_and_shown_out(rest, room, cem, mei, dora):
    api = rest(cem)
    path = f"/rooms/{room.pk}/incoming-hooks"
    assert rest(mei).post(path, {"name": "x"}).status_code == 403
    made = api.post(path, {"name": "Builds", "kind": "dingtalk", "is_signed": True})
    assert (made.status_code, made.json()["secret"][:3]) == (201, "SEC")
    number = made.json()["id"]
    [row] = rest(dora).get(f"/incoming-hooks?room={room.pk}").json()["items"]
    assert (row["name"], row["address"], row["secret"]) == ("Builds", "", "")
    assert api.patch(f"/incoming-hooks/{number}", {"is_signed": False}).json()["name"] == "Builds"
    fresh = api.post(f"/incoming-hooks/{number}/secret").json()["address"]
    assert fresh != made.json()["address"]
    text = json.dumps({"msgtype": "text", "text": {"content": "hello"}})
    for address, code in ((made.json()["address"], 300001), (fresh, 0)):
        path_there = address.removeprefix("http://localhost:8000")
        assert Client().post(path_there, text, "application/json").json()["errcode"] == code
    assert Line.objects.get().as_name == "Builds"
    assert api.delete(f"/incoming-hooks/{number}").status_code == 204
    assert api.get(f"/incoming-hooks/{number}").status_code == 404


def test_mailboxes(rest, room, cem, mei):
    assert rest(mei).put(f"/rooms/{room.pk}/mailbox", {}).status_code == 403
    box = rest(cem).put(f"/rooms/{room.pk}/mailbox", {"takes_strangers": True}).json()
    assert (box["room"], box["takes_strangers"], box["address"][:5]) == (room.pk, True, "room+")
    assert rest(mei).get("/mailboxes").json()["items"] == [box]
    assert rest(cem).delete(f"/rooms/{room.pk}/mailbox").status_code == 200
    assert rest(mei).get(f"/mailboxes/{room.pk}").status_code == 404


def test_webhooks_are_for_administrators(rest, ada, aldo, cem):
    assert rest(cem).post("/webhooks", BODY).status_code == 403
    made = rest(ada).post("/webhooks", BODY)
    assert (made.status_code, made.json()["secret"][:6]) == (201, "whsec_")
    number = made.json()["id"]
    assert rest(aldo).get(f"/webhooks/{number}").json()["secret"] == ""
    assert rest(cem).get(f"/webhooks/{number}").status_code == 404
    assert rest(ada).post("/webhooks", {**BODY, "url": "http://10.0.0.1/"}).json()["field"] == "url"
    assert rest(ada).patch(f"/webhooks/{number}", {"is_active": False}).json()["stop"] == "by_hand"
    assert rest(ada).patch(f"/webhooks/{number}", {"is_active": True}).json()["verbs"] == ["okr.checked_in"]
    turned = rest(ada).post(f"/webhooks/{number}/secret").json()["secret"]
    assert turned.startswith("whsec_")
    assert turned != made.json()["secret"]
    assert rest(ada).delete(f"/webhooks/{number}").status_code == 204
    assert Outgoing.objects.get().ended_at is not None


def test_deliveries(rest, ada, mei):
    number = rest(ada).post("/webhooks", BODY).json()["id"]
    sent = rest(ada).post(f"/webhooks/{number}/pings")
    assert (sent.status_code, sent.json()["verb"], sent.json()["state"]) == (201, "denyut.ping", "waiting")
    Delivery.objects.update(state="failed")
    listed = rest(ada).get(f"/webhooks/{number}/deliveries?state=failed").json()["items"]
    assert [row["id"] for row in listed] == [sent.json()["id"]]
    again = rest(ada).post(f"/deliveries/{sent.json()['id']}/replay").json()
    assert (again["state"], again["key"]) == ("waiting", sent.json()["key"])
    Delivery.objects.update(state="failed")
    assert rest(ada).post(f"/webhooks/{number}/replays", {"since": "2020-01-01T00:00:00Z"}).status_code == 200
    assert rest(ada).get(f"/deliveries/{sent.json()['id']}").json()["state"] == "waiting"
    assert rest(mei).get(f"/deliveries/{sent.json()['id']}").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_lists_take_a_constant_number_of_queries(rest, ada, cem, room, count, django_assert_num_queries):
    api = rest(ada)
    rooms = [room, *(open_room(cem, name=f"R{n}") for n in range(1, count))]
    for number, one in enumerate(rooms):
        rest(cem).post(f"/rooms/{one.pk}/incoming-hooks", {"name": f"P{number}"})
        open_mailbox(cem, one)
        webhook = api.post("/webhooks", BODY).json()["id"]
        ping_outgoing(ada, Outgoing.objects.get(pk=webhook))
    for path in ("/incoming-hooks", "/mailboxes", "/webhooks", f"/webhooks/{webhook}/deliveries"):
        with django_assert_num_queries(4 if "deliveries" in path else 3):
            assert api.get(path).status_code == 200
