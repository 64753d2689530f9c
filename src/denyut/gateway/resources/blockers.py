"""/blockers: what stands in the way of key results. /decisions: what was asked, with the numbers as they were seen."""

from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from ninja import Router, Schema
from pydantic import Field

from denyut.gateway.operations import offer_deed, offer_list, offer_one
from denyut.gateway.resource import Resource
from denyut.gateway.values import Reference
from denyut.matters import models
from denyut.matters.actions import (
    ask_decision,
    close_blocker,
    decide,
    note_decision,
    raise_blocker,
    reopen_blocker,
    withdraw_decision,
)
from denyut.people.models import Person


class Blocker(Schema):
    """What keeps a key result from moving, and who is waited for. It stands while `closed_at` is null, counted from `standing_since`;
    `cause` is decision, capacity, dependency, information, supplier, technology or other."""

    id: int
    label: str
    key_result: int = Field(alias="key_result_id")
    text: str
    cause: str
    waits_on: int | None = Field(alias="waits_on_id")
    waits_on_department: int | None = Field(alias="waits_on_department_id")
    raised_by: int = Field(alias="raised_by_id")
    opened_at: datetime
    standing_since: datetime
    closed_at: datetime | None
    closed_by: int | None = Field(alias="closed_by_id")
    resolution: str
    escalated_at: datetime | None
    room: int | None = Field(alias="room_id")
    message: int | None = Field(alias="line_id")


class Decision(Schema):
    """A question to be decided. `snapshot` are the numbers of its key results when it was asked, `snapshot_then` when it was decided;
    neither ever changes."""

    id: int
    label: str
    question: str
    options: list[str]
    key_results: list[int]
    snapshot: list[dict[str, Any]]
    snapshot_then: list[dict[str, Any]]
    due_on: date | None
    decider: int = Field(alias="decider_id")
    asked_by: int = Field(alias="asked_by_id")
    asked_at: datetime
    decided_at: datetime | None
    decided_by: int | None = Field(alias="decided_by_id")
    choice: str
    reason: str
    withdrawn_at: datetime | None
    room: int | None = Field(alias="room_id")
    message: int | None = Field(alias="line_id")

    @staticmethod
    def resolve_key_results(decision: models.Decision) -> list[int]:
        return [kr.pk for kr in decision.key_results.all()]


def visible(caller: Person) -> QuerySet[models.Blocker]:
    """The blockers of goals that the caller sees, and those that wait for them."""
    return models.Blocker.objects.visible_to(caller)


def visible_decisions(caller: Person) -> QuerySet[models.Decision]:
    """Decisions about goals that the caller sees, and their own."""
    return models.Decision.objects.visible_to(caller).prefetch_related("key_results")


BLOCKERS = Resource(
    "blockers",
    Blocker,
    visible,
    {
        "key_result": (Reference, "key_result"),
        "waits_on": (Reference, "waits_on"),
        "waits_on_department": (Reference, "waits_on_department"),
        "raised_by": (Reference, "raised_by"),
        "cause": (str, "cause"),
        "is_standing": (bool, "closed_at__isnull"),
    },
)
DECISIONS = Resource(
    "decisions",
    Decision,
    visible_decisions,
    {
        "decider": (Reference, "decider"),
        "asked_by": (Reference, "asked_by"),
        "key_result": (Reference, "key_results"),
    },
)
router = Router()
offer_list(router, BLOCKERS)
offer_one(router, BLOCKERS)
offer_deed(
    router,
    "POST",
    "/blockers",
    raise_blocker,
    answers=BLOCKERS,
    status=201,
    example={"key_result": 34, "text": "The price list is missing.", "cause": "information", "waits_on": 7},
)
offer_deed(
    router,
    "PUT",
    "/blockers/{int:id}/resolution",
    close_blocker,
    answers=BLOCKERS,
    subject=BLOCKERS,
    example={"resolution": "The list came in."},
)
offer_deed(
    router,
    "POST",
    "/blockers/{int:id}/reopening",
    reopen_blocker,
    answers=BLOCKERS,
    subject=BLOCKERS,
    example={"reason": "It was last year's list."},
)
offer_list(router, DECISIONS)
offer_one(router, DECISIONS)
offer_deed(
    router,
    "POST",
    "/decisions",
    ask_decision,
    answers=DECISIONS,
    status=201,
    example={
        "question": "How do we answer faster?",
        "options": ["Hire two people", "Buy a bot"],
        "decider": 3,
        "key_results": [34],
        "due_on": "2026-12-01",
    },
)
offer_deed(
    router,
    "POST",
    "/decisions/noted",
    note_decision,
    answers=DECISIONS,
    status=201,
    example={"question": "Which supplier?", "choice": "The one in Surabaya", "key_results": [34]},
)
offer_deed(
    router,
    "PUT",
    "/decisions/{int:id}/choice",
    decide,
    answers=DECISIONS,
    subject=DECISIONS,
    example={"choice": "Buy a bot", "reason": "It answers at night, too."},
)
offer_deed(router, "DELETE", "/decisions/{int:id}", withdraw_decision, answers=DECISIONS, subject=DECISIONS)
