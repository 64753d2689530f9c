"""The quick door says what the operation `say` says, and leaves to it whatever is not plain."""

import json
from typing import Any

import pytest
from django.test import Client

from denyut.chat.actions import open_room
from denyut.chat.models import Line, Room
from denyut.gateway.quick import PATH, reads
from denyut.live.quick import Asked, TakeTheLongWay, Told
from denyut.people.actions import end_token, make_token
from denyut.people.models import Person
from denyut.spine import clock
from denyut.spine.access import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def room(mei: Person) -> Room:
    return open_room(mei, name="Care")


@pytest.fixture
def secret(mei: Person) -> str:
    return str(make_token(mei, mei, name="program").secret)


def quickly(room: int, secret: str, content: Any, **headers: str) -> Told:
    given = {name.replace("_", "-").encode(): value.encode() for name, value in headers.items()}
    given.setdefault(b"authorization", f"Bearer {secret}".encode())
    work, answer = reads(Asked((room,), given, json.dumps(content).encode()))
    return answer(work())


def slowly(client: Client, room: int, secret: str, content: Any, **headers: str) -> Any:
    sent = {"authorization": f"Bearer {secret}", **{name.replace("_", "-"): value for name, value in headers.items()}}
    path = f"/api/v1/rooms/{room}/messages"
    return client.post(path, json.dumps(content), content_type="application/json", headers=sent)


def test_both_doors_answer_alike(client: Client, room: Room, secret: str) -> None:
    quick, slow = quickly(room.pk, secret, {"text": " Siap é "}), slowly(client, room.pk, secret, {"text": " Siap é "})
    first, second = json.loads(quick.content), slow.json()
    assert (quick.status, slow.status_code) == (201, 201)
    assert first["message"].pop("id") + 1 == second["message"].pop("id")
    for told in (first, second):
        assert len(told["message"].pop("said_at")) == len("2026-11-23T03:41:07.478Z")
    assert first == second
    for name, value in quick.headers:
        assert slow.headers[name.decode()] == value.decode()


def test_a_key_counts_once_through_either_door(client: Client, room: Room, secret: str) -> None:
    first = json.loads(quickly(room.pk, secret, {"text": "Siap"}, idempotency_key="k1").content)
    assert slowly(client, room.pk, secret, {"text": "Siap"}, idempotency_key="k1").json() == first
    assert json.loads(quickly(room.pk, secret, {"text": "Siap"}, idempotency_key="k1").content) == first
    assert Line.objects.count() == 1


@pytest.mark.parametrize("content", [{"text": "/help"}, {"text": " "}, {"text": 3}, {"text": "a", "thread": 1}, {}, []])
def test_what_is_not_plain_takes_the_long_way(room: Room, secret: str, content: Any) -> None:
    with pytest.raises(TakeTheLongWay):
        quickly(room.pk, secret, content)


def test_strangers_and_ended_tokens_take_the_long_way(room: Room, secret: str, mei: Person, dora: Person) -> None:
    closed = open_room(dora, name="Own", kind=Room.RoomKind.CLOSED)
    for where, who in ((closed.pk, secret), (room.pk, "denyut_nobody"), (10**9, secret)):
        with pytest.raises(TakeTheLongWay):
            quickly(where, who, {"text": "Siap"})
    with pytest.raises(TakeTheLongWay):
        quickly(room.pk, secret, {"text": "Siap"}, accept_language="id")
    end_token(mei, mei.tokens.get())
    with pytest.raises(TakeTheLongWay):
        quickly(room.pk, secret, {"text": "Siap"})


def test_refusals_are_left_to_the_long_way(room: Room, secret: str) -> None:
    Room.objects.update(archived_at=clock.now())
    with pytest.raises(Refused):
        quickly(room.pk, secret, {"text": "Siap"})


def test_only_its_own_address() -> None:
    assert PATH.fullmatch("/api/v1/rooms/7/messages") is not None
    assert PATH.fullmatch("/api/v1/rooms/7/messages/") is None
