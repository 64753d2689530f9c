"""/challenges: what people hold against goals, and what was answered."""

from datetime import datetime

from django.db.models import QuerySet
from ninja import Router, Schema
from pydantic import Field

from denyut.alignment import models
from denyut.alignment.actions import answer_challenge, challenge_goal
from denyut.gateway.operations import offer_deed, offer_list, offer_one
from denyut.gateway.resource import Resource
from denyut.gateway.values import Number, Reference
from denyut.people.models import Person


class Challenge(Schema):
    """An objection to an objective or a key result, with another target where one is proposed. `state` is open, accepted or declined;
    `escalated_at` is when somebody above was told that nobody had answered."""

    id: int
    objective: int | None = Field(alias="objective_id")
    key_result: int | None = Field(alias="key_result_id")
    by: int = Field(alias="by_id")
    text: str
    proposed_target: Number | None
    state: str
    answer: str
    answered_by: int | None = Field(alias="answered_by_id")
    made_at: datetime
    answered_at: datetime | None
    escalated_at: datetime | None


def visible(caller: Person) -> QuerySet[models.Challenge]:
    """What is held against goals that the caller may see."""
    return models.Challenge.objects.visible_to(caller)


CHALLENGES = Resource(
    "challenges",
    Challenge,
    visible,
    {
        "objective": (Reference, "objective"),
        "key_result": (Reference, "key_result"),
        "by": (Reference, "by"),
        "state": (str, "state"),
    },
)
router = Router()
offer_list(router, CHALLENGES)
offer_one(router, CHALLENGES)
offer_deed(
    router,
    "POST",
    "/challenges",
    challenge_goal,
    answers=CHALLENGES,
    status=201,
    example={"key_result": 34, "text": "Two people can't answer in 15 minutes at night.", "proposed_target": "22"},
)
offer_deed(
    router,
    "PUT",
    "/challenges/{int:id}/answer",
    answer_challenge,
    answers=CHALLENGES,
    subject=CHALLENGES,
    example={"answer": "declined", "note": "A third person joins in March."},
)
