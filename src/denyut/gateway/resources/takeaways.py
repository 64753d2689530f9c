"""/takeaways: what came out of the talk for goals. /suggestions: what sentences seemed to report. /rooms/…/goals: their bars."""

from datetime import datetime

from django.db.models import QuerySet
from ninja import Router, Schema
from pydantic import Field

from denyut.assistant import models
from denyut.assistant.actions import (
    dismiss_suggestion,
    keep_takeaway,
    settle_takeaway,
    take_suggestion,
    undo_suggestion,
)
from denyut.chat.actions import keep_in_sight, take_out_of_sight
from denyut.gateway.operations import offer_deed, offer_list, offer_one
from denyut.gateway.resource import Resource
from denyut.gateway.resources.rooms import ROOMS
from denyut.gateway.values import Number, Reference
from denyut.people.models import Person


class Takeaway(Schema):
    """A piece of talk that was kept. `kind` is evidence, suggestion, help or offer; `state` kept, open, accepted, declined or
    resolved."""

    id: int
    key_result: int | None = Field(alias="key_result_id")
    room: int | None = Field(alias="room_id")
    message: int | None = Field(alias="line_id")
    kind: str
    text: str
    by: int = Field(alias="by_id")
    at: datetime
    state: str
    settled_by: int | None = Field(alias="settled_by_id")
    settled_at: datetime | None
    resolution: str


class Suggestion(Schema):
    """What one of the caller's own sentences seemed to report. `answer` is offered, taken, dismissed or undone."""

    id: int
    room: int = Field(alias="room_id")
    message: int = Field(alias="line_id")
    key_result: int = Field(alias="key_result_id")
    value: Number
    before: Number | None
    confidence: int | None
    note: str
    answer: str
    check_in: int | None = Field(alias="check_in_id")
    offered_at: datetime
    answered_at: datetime | None


def visible(caller: Person) -> QuerySet[models.Takeaway]:
    """What was kept for goals, and in rooms, that the caller sees."""
    return models.Takeaway.objects.visible_to(caller)


def own_suggestions(caller: Person) -> QuerySet[models.Suggestion]:
    """The caller's own."""
    return models.Suggestion.objects.visible_to(caller)


TAKEAWAYS = Resource(
    "takeaways",
    Takeaway,
    visible,
    {
        "key_result": (Reference, "key_result"),
        "room": (Reference, "room"),
        "by": (Reference, "by"),
        "kind": (str, "kind"),
        "state": (str, "state"),
    },
)
SUGGESTIONS = Resource("suggestions", Suggestion, own_suggestions, {"answer": (str, "answer")})
router = Router()
offer_list(router, TAKEAWAYS)
offer_one(router, TAKEAWAYS)
offer_deed(
    router,
    "POST",
    "/takeaways",
    keep_takeaway,
    answers=TAKEAWAYS,
    status=201,
    example={"kind": "evidence", "text": "The queue is empty since 9.", "key_result": 34, "line": 812},
)
offer_deed(
    router,
    "PUT",
    "/takeaways/{int:id}/answer",
    settle_takeaway,
    answers=TAKEAWAYS,
    subject=TAKEAWAYS,
    example={"accepts": True, "resolution": "IT restarted it."},
)
offer_list(router, SUGGESTIONS)
offer_one(router, SUGGESTIONS)
offer_deed(router, "POST", "/suggestions/{int:id}/take", take_suggestion, answers=SUGGESTIONS, subject=SUGGESTIONS)
offer_deed(router, "POST", "/suggestions/{int:id}/undo", undo_suggestion, answers=SUGGESTIONS, subject=SUGGESTIONS)
offer_deed(
    router,
    "POST",
    "/suggestions/{int:id}/dismiss",
    dismiss_suggestion,
    answers=SUGGESTIONS,
    subject=SUGGESTIONS,
    example={"is_last": True},
)
offer_deed(
    router,
    "POST",
    "/rooms/{int:id}/goals",
    keep_in_sight,
    answers=ROOMS,
    subject=ROOMS,
    example={"kind": "key_result", "number": 34},
)
offer_deed(
    router,
    "POST",
    "/rooms/{int:id}/goals/out",
    take_out_of_sight,
    answers=ROOMS,
    subject=ROOMS,
    example={"kind": "key_result", "number": 34},
)
