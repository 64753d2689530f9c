"""/polls: what is asked in rooms, with its counts; and /reminders, each between two people."""

from datetime import datetime

from django.db.models import QuerySet
from ninja import Router, Schema
from pydantic import Field

from denyut.chat import models
from denyut.chat.actions import cast_vote, close_poll, end_reminder, make_poll, remind, snooze_reminder
from denyut.gateway.operations import offer_deed, offer_list, offer_one
from denyut.gateway.resource import Resource
from denyut.gateway.resources.rooms import ROOMS
from denyut.gateway.values import Reference
from denyut.people.models import Person


class Poll(Schema):
    """A question with its options and how many chose each. Who voted is told by `votes` of polls that are not secret, option by option."""

    id: int
    room: int = Field(alias="room_id")
    by: int = Field(alias="by_id")
    question: str
    options: list[str]
    is_multiple: bool
    is_secret: bool
    made_at: datetime
    closes_at: datetime | None
    closed_at: datetime | None
    counts: list[int]
    votes: list[list[int]] | None

    @staticmethod
    def resolve_counts(poll: models.Poll) -> list[int]:
        return [sum(one.option == place for one in poll.votes.all()) for place in range(len(poll.options))]

    @staticmethod
    def resolve_votes(poll: models.Poll) -> list[list[int]] | None:
        if poll.is_secret:
            return None
        cast = poll.votes.all()
        return [[one.person_id for one in cast if one.option == place] for place in range(len(poll.options))]


class Reminder(Schema):
    """Something that a `person` is to be told of at a minute, or a room. `fired_at` is when they were, `done_at` when it was over."""

    id: int
    by: int = Field(alias="by_id")
    person: int = Field(alias="person_id")
    room: int | None = Field(alias="room_id")
    line: int | None = Field(alias="line_id")
    text: str
    at: datetime
    made_at: datetime
    fired_at: datetime | None
    done_at: datetime | None


def visible(caller: Person) -> QuerySet[models.Poll]:
    """The polls of the rooms that the caller finds."""
    return models.Poll.objects.visible_to(caller).prefetch_related("votes")


def visible_reminders(caller: Person) -> QuerySet[models.Reminder]:
    """The caller's reminders, and those they set for others."""
    return models.Reminder.objects.visible_to(caller)


POLLS = Resource("polls", Poll, visible, {"room": (Reference, "room")})
REMINDERS = Resource("reminders", Reminder, visible_reminders)
router = Router()
offer_list(router, POLLS)
offer_one(router, POLLS)
offer_deed(
    router,
    "POST",
    "/rooms/{int:id}/polls",
    make_poll,
    answers=POLLS,
    subject=ROOMS,
    status=201,
    example={"question": "Where do we eat?", "options": ["Warung Sari", "Here"]},
)
offer_deed(
    router,
    "PUT",
    "/polls/{int:id}/votes",
    cast_vote,
    answers=POLLS,
    subject=POLLS,
    example={"option": 0, "is_chosen": True},
)
offer_deed(router, "POST", "/polls/{int:id}/closure", close_poll, answers=POLLS, subject=POLLS)
offer_list(router, REMINDERS)
offer_one(router, REMINDERS)
offer_deed(
    router,
    "POST",
    "/reminders",
    remind,
    answers=REMINDERS,
    status=201,
    example={"text": "Look at the queue", "at": "2026-11-27T08:00:00Z"},
)
offer_deed(
    router,
    "POST",
    "/reminders/{int:id}/snooze",
    snooze_reminder,
    answers=REMINDERS,
    subject=REMINDERS,
    example={"minutes": 20},
)
offer_deed(router, "DELETE", "/reminders/{int:id}", end_reminder, answers=REMINDERS, subject=REMINDERS)
