"""Notices, confirmations and urgent calls, as JSON shows them."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import get_language
from ninja import Schema
from pydantic import Field

from denyut.chat import models as chat
from denyut.inbox import models as inbox
from denyut.inbox.rows import NoticeRow, notice_rows

ROW = "_row_for_its_person"


class Confirmation(Schema):
    """Somebody who was asked to confirm a message, and when they did."""

    id: int
    message: int = Field(alias="line_id")
    person: int = Field(alias="person_id")
    asked_at: datetime
    confirmed_at: datetime | None


class Call(Schema):
    """One person of an urgent call: how they were called last (`step`: "waiting", "app", "mail", "gateway"), how often, and when next."""

    person: int = Field(alias="person_id")
    step: str
    times: int
    called_at: datetime | None
    next_at: datetime | None
    confirmed_at: datetime | None


class Ding(Schema):
    """An urgent call. `at` is when the first of its people is called; `cost` what it took of its sender's weekly budget."""

    id: int
    by: int = Field(alias="by_id")
    room: int | None = Field(alias="room_id")
    message: int | None = Field(alias="line_id")
    text: str
    reason: str
    cannot_wait: bool
    cost: int
    at: datetime
    made_at: datetime
    fired_at: datetime | None
    called_at: datetime | None
    cancelled_at: datetime | None
    calls: list[Call]

    @staticmethod
    def resolve_calls(ding: chat.Ding) -> list[chat.Call]:
        return list(ding.calls.all())


class Notice(Schema):
    """An event as it concerns the caller: `sentence` is in their language. Without a `url` it is about what they may no longer see."""

    id: int
    event: int = Field(alias="event_id")
    kind: str
    sentence: str
    about: str
    url: str
    at: datetime
    read_at: datetime | None
    done_at: datetime | None

    @staticmethod
    def resolve_sentence(notice: inbox.Notice) -> str:
        row = row_of(notice)
        return row.sentence if row else ""

    @staticmethod
    def resolve_about(notice: inbox.Notice) -> str:
        row = row_of(notice)
        return row.about if row else ""

    @staticmethod
    def resolve_url(notice: inbox.Notice) -> str:
        row = row_of(notice)
        return row.url if row else ""


class NoticeWish(Schema):
    """How the caller wants to be told of a kind of thing: "app", "mail", "digest" or "nothing"."""

    id: int
    kind: str
    how: str


class Post(Schema):
    """The hour of the caller's daily letter, by their own clock."""

    digest_hour: int


def ready_notices(notices: Sequence[inbox.Notice]) -> None:
    """Make the rows of these notices, all of one person, at once."""
    rows = {row.id: row for row in notice_rows(notices, notices[0].person)} if notices and get_language() else {}
    for notice in notices:
        setattr(notice, ROW, rows.get(notice.pk))


def row_of(notice: inbox.Notice) -> NoticeRow | None:
    """What was made for a notice."""
    found: NoticeRow | None = getattr(notice, ROW)
    return found
