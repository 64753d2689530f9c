"""How the ways in and out look in JSON."""

from datetime import datetime
from typing import Any

from django.conf import settings
from ninja import Schema
from pydantic import Field

from denyut.hooks import models
from denyut.hooks.addresses import path_of
from denyut.hooks.keys import robot_secret
from denyut.hooks.mailing import address_of


class IncomingHook(Schema):
    """An address at which a program speaks in a room, as `kind` "slack", "dingtalk" or "plain". `address` and, for signed robots,
    `secret` are told once: in the answer to making or turning it. Later they are empty."""

    id: int
    room: int = Field(alias="room_id")
    kind: str
    name: str
    is_signed: bool
    words: list[str]
    networks: list[str]
    used: int
    used_at: datetime | None
    made_by: int = Field(alias="made_by_id")
    made_at: datetime
    ended_at: datetime | None
    address: str
    secret: str

    @staticmethod
    def resolve_address(hook: models.Incoming) -> str:
        return settings.PUBLIC_URL.rstrip("/") + path_of(hook) if hook.token else ""

    @staticmethod
    def resolve_secret(hook: models.Incoming) -> str:
        return robot_secret(hook) if hook.token and hook.is_signed else ""


class Mailbox(Schema):
    """A room that takes mail at `address`: of people without an account too, or only of senders that are proven."""

    id: int = Field(alias="pk")
    room: int = Field(alias="room_id")
    address: str
    takes_strangers: bool
    must_be_verified: bool
    made_at: datetime

    @staticmethod
    def resolve_address(box: models.Mailbox) -> str:
        return address_of(box.room)


class Webhook(Schema):
    """An address that hears of some verbs. `secret`, with which messages are signed, is told once: in the answer to making or turning it.
    `stop` is why it is off: "by_hand", "failing" or "gone"."""

    id: int
    name: str
    url: str
    verbs: list[str]
    room: int | None = Field(alias="room_id")
    owner: int = Field(alias="owner_id")
    is_active: bool
    stop: str
    stopped_at: datetime | None
    failing_since: datetime | None
    made_at: datetime
    secret: str

    @staticmethod
    def resolve_secret(hook: Any) -> str:
        return getattr(hook, "secret", "")


class Delivery(Schema):
    """One message to a webhook. `state` is "waiting", "delivered" or "failed"; `answer` begins what the other side said."""

    id: int
    webhook: int = Field(alias="hook_id")
    key: str
    verb: str
    event: int | None
    state: str
    attempts: int
    next_at: datetime | None
    status: int | None
    milliseconds: int | None
    answer: str
    body: str
    made_at: datetime
    ended_at: datetime | None
