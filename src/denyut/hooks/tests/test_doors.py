"""Addresses for programs, tried by those who have the secret and by those who have not."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from urllib.parse import quote_plus

import pytest
import time_machine
from django.http import HttpResponse
from django.test import Client

from denyut.chat.actions import archive_room
from denyut.chat.models import Line, Room
from denyut.hooks.actions import end_incoming, turn_incoming
from denyut.hooks.addresses import path_of
from denyut.hooks.bots import the_bot
from denyut.hooks.formats import dingtalk
from denyut.hooks.keys import robot_secret
from denyut.hooks.models import Incoming
from tests.world import World

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
type Let = Callable[..., Incoming]
type Said = Callable[[], list[str]]


def post(path: str, body: object) -> HttpResponse:
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    return Client(enforce_csrf_checks=True).post(path, content, content_type="application/json")


def robot(hook: Incoming, *, at: datetime, secret: str = "") -> str:
    timestamp = str(int(at.timestamp() * 1000))
    sign = quote_plus(dingtalk.signature(secret or robot_secret(hook), timestamp))
    return f"{path_of(hook)}&timestamp={timestamp}&sign={sign}"


TEXT = {"msgtype": "text", "text": {"content": "disk full"}}


def test_slack_in_json_and_as_a_form(program: Let, said: Said) -> None:
    path = path_of(program())
    answer = post(path, {"text": "*built*", "username": "Mei Lin"})
    assert (answer.status_code, answer.content, answer["Content-Type"]) == (200, b"ok", "text/plain; charset=utf-8")
    form = Client().post(
        path, {"payload": json.dumps({"text": "deployed"})}, content_type="application/x-www-form-urlencoded"
    )
    assert form.status_code == 400
    form = Client().post(
        path, "payload=%7B%22text%22%3A%22deployed%22%7D", content_type="application/x-www-form-urlencoded"
    )
    assert (form.status_code, said()) == (200, ["**built**", "deployed"])
    line = Line.objects.latest("id")
    assert (line.author, line.as_name, line.author.is_bot) == (the_bot(), "Builds", True)
    assert list(Incoming.objects.values_list("used", flat=True)) == [2]


def test_slack_answers_where_its_clients_look(program: Let, said: Said) -> None:
    hook = program()
    assert post(f"/services/T0/B{hook.pk}/{hook.token}", {"text": "built"}).content == b"ok"
    assert said() == ["built"]


@pytest.mark.parametrize(
    ("body", "status", "word"),
    [
        (b"", 400, b"invalid_payload"),
        (b"{", 400, b"invalid_payload"),
        ([], 400, b"invalid_payload"),
        ({"text": ""}, 400, b"no_text"),
        ({"blocks": [{"type": "x"}]}, 400, b"invalid_blocks"),
        ({"attachments": [{}] * 101}, 400, b"too_many_attachments"),
        ({"text": "x" * 300_000}, 413, b"request_too_large"),
    ],
)
def test_slack_refuses_what_it_cannot_read(program: Let, said: Said, body: object, status: int, word: bytes) -> None:
    answer = post(path_of(program()), body)
    assert (answer.status_code, answer.content, said()) == (status, word, [])


def test_slack_refuses_who_does_not_belong(world: World, care: Room, program: Let, said: Said) -> None:
    hook, other = program(), program("plain", name="Forms")
    body = {"text": "hello"}
    assert post(f"/services/T0/B{hook.pk}/wrong", body).content == b"invalid_token"
    assert post(f"/services/T0/B{hook.pk + 1}/{hook.token}", body).status_code == 403
    assert post(f"/services/T0/B{other.pk}/{other.token}", body).status_code == 403
    assert post(f"/services/T0/B{hook.pk}/{hook.digest}", body).status_code == 403
    fresh = turn_incoming(world.cem, hook)
    assert (post(path_of(hook), body).status_code, post(path_of(fresh), body).status_code) == (403, 200)
    archive_room(world.cem, care)
    answer = post(path_of(fresh), body)
    assert (answer.status_code, answer.content) == (410, b"channel_is_archived")
    end_incoming(world.cem, hook)
    answer = post(path_of(fresh), body)
    assert (answer.status_code, answer.content, said()) == (404, b"no_service", ["hello"])


def test_slack_too_fast(program: Let, said: Said) -> None:
    path = path_of(program())
    with time_machine.travel(NOW, tick=False) as clock:
        assert {post(path, {"text": "x"}).status_code for _ in range(60)} == {200}
        answer = post(path, {"text": "x"})
        assert (answer.status_code, answer.content, answer["Retry-After"]) == (429, b"rate_limited", "60")
        clock.shift(timedelta(minutes=1))
        assert post(path, {"text": "x"}).status_code == 200
    assert len(said()) == 61


def test_dingtalk_unsigned(program: Let, said: Said) -> None:
    hook = program("dingtalk")
    answer = post(path_of(hook), TEXT)
    assert (answer.status_code, answer.json()) == (200, {"errcode": 0, "errmsg": "ok"})
    assert post(f"/robot/send?access_token={hook.token}", TEXT).json()["errcode"] == 0
    assert said() == ["disk full", "disk full"]


def test_dingtalk_signed_forged_expired_replayed(program: Let, said: Said) -> None:
    hook = program("dingtalk", is_signed=True)
    with time_machine.travel(NOW, tick=False):
        good = robot(hook, at=NOW - timedelta(minutes=59))
        assert post(good, TEXT).json()["errcode"] == 0
        assert post(good, TEXT).json()["errcode"] == 0
        assert said() == ["disk full"]
        assert post(good, {"msgtype": "text", "text": {"content": "disk empty"}}).json()["errcode"] == 0
        forged = robot(hook, at=NOW, secret="SEC" + "0" * 64)
        late, early = robot(hook, at=NOW - timedelta(minutes=61)), robot(hook, at=NOW + timedelta(minutes=61))
        for bad, why in [
            (path_of(hook), "invalid timestamp"),
            (late, "invalid timestamp"),
            (early, "invalid timestamp"),
            (forged, "sign not match"),
            (good.partition("&sign")[0], "sign not match"),
        ]:
            assert post(bad, TEXT).json() == {"errcode": 310000, "errmsg": why}
    assert said() == ["disk full", "disk empty"]


def test_dingtalk_words_and_networks(program: Let, said: Said) -> None:
    picky = program("dingtalk", words=["Alarm", "disk"])
    assert post(path_of(picky), TEXT).json()["errcode"] == 0
    other = {"msgtype": "text", "text": {"content": "hello"}}
    assert post(path_of(picky), other).json() == {"errcode": 310000, "errmsg": "keywords not in content"}
    near, far = program("dingtalk", networks=["127.0.0.0/8"]), program("dingtalk", networks=["203.0.113.0/24"])
    assert post(path_of(near), TEXT).json()["errcode"] == 0
    assert post(path_of(far), TEXT).json() == {"errcode": 310000, "errmsg": "ip 127.0.0.1 not in whitelist"}
    assert said() == ["disk full", "disk full"]


def test_dingtalk_refusals(world: World, care: Room, program: Let, said: Said) -> None:
    hook = program("dingtalk")
    assert post("/robot/send?access_token=0", TEXT).json() == {"errcode": 300001, "errmsg": "token is not exist"}
    assert post("/robot/send", TEXT).json()["errcode"] == 300001
    assert post(path_of(hook), b"{").json()["errcode"] == 40035
    assert post(path_of(hook), {"msgtype": "hologram"}).json() == {
        "errcode": 400105,
        "errmsg": "msgtype 'hologram' is not supported",
    }
    assert post(path_of(hook), {"msgtype": "text"}).json()["errcode"] == 40035
    assert post(path_of(hook), b" " * 300_000).json()["errcode"] == 40035
    archive_room(world.cem, care)
    assert post(path_of(hook), TEXT).json()["errcode"] == 400013
    end_incoming(world.cem, hook)
    assert post(path_of(hook), TEXT).json()["errcode"] == 400102
    assert said() == []


def test_dingtalk_takes_twenty_a_minute(program: Let, said: Said) -> None:
    path = path_of(program("dingtalk"))
    with time_machine.travel(NOW, tick=False):
        assert {post(path, TEXT).json()["errcode"] for _ in range(20)} == {0}
        assert post(path, TEXT).json()["errcode"] == 130101
    assert len(said()) == 20


def test_plain(world: World, program: Let, said: Said) -> None:
    hook = program("plain")
    answer = post(path_of(hook), {"title": "Order 7", "text": "paid", "url": "https://shop.example.com/7"})
    assert (answer.status_code, answer.json()) == (200, {"ok": True})
    assert said() == ["**[Order 7](https://shop.example.com/7)**\n\npaid"]
    for body, status, code in [
        ({}, 400, "no_text"),
        (b"text", 400, "not_json"),
        (b" " * 300_000, 413, "too_large"),
    ]:
        answer = post(path_of(hook), body)
        assert (answer.status_code, answer.json()) == (status, {"ok": False, "error": code})
    assert post("/hooks/in/plain/nobody", {"text": "x"}).status_code == 404
    end_incoming(world.cem, hook)
    assert post(path_of(hook), {"text": "x"}).status_code == 410
    assert len(said()) == 1


def test_script_is_only_words(program: Let, care: Room, bo: object, signed_in: Callable[..., Client]) -> None:
    text = "<script>alert(1)</script> <img src=x onerror=alert(2)> [x](javascript:alert(3))"
    hook = program("plain", name="<b>Builds</b>")
    assert post(path_of(hook), {"text": text}).status_code == 200
    page = signed_in(bo).get(f"/rooms/{care.pk}/").content.decode()
    assert ("<script>alert" in page, "<img src=x" in page, 'href="javascript' in page) == (False, False, False)
    assert "<b>Builds</b>" not in signed_in(bo).get(f"/rooms/{care.pk}/hooks/").content.decode()


def test_it_calls_people(world: World, program: Let) -> None:
    assert post(path_of(program()), {"text": "<!here> disk full"}).status_code == 200
    line = Line.objects.get()
    called = {line.mentions.values_list("person", flat=True)[n] for n in range(line.mentions.count())}
    assert {world.cem.pk, world.mei.pk, world.bo.pk} <= called


def test_no_secret_stands_in_the_log(world: World, program: Let, caplog: pytest.LogCaptureFixture) -> None:
    hooks = [program(kind) for kind in ("slack", "dingtalk", "plain")]
    for hook in hooks:
        end_incoming(world.cem, hook)
        post(path_of(hook), {"text": "x"})
    assert caplog.text == ""


@pytest.mark.parametrize("method", ["get", "put", "delete", "patch"])
def test_only_posts(program: Let, method: str) -> None:
    for kind in ("slack", "dingtalk", "plain"):
        assert getattr(Client(), method)(path_of(program(kind))).status_code == 405
