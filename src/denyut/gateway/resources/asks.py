"""/asks: goals that are put to departments, and what these respond."""

from datetime import date, datetime

from django.db.models import QuerySet
from ninja import Router, Schema
from pydantic import Field

from denyut.alignment import models
from denyut.alignment.actions import ask_departments, respond
from denyut.gateway.operations import offer_deed, offer_list, offer_one
from denyut.gateway.resource import Resource
from denyut.gateway.resources.objectives import OBJECTIVES
from denyut.gateway.values import Reference
from denyut.people.models import Person


class Ask(Schema):
    """That a department is asked how it supports an objective. `answer` is an objective of its own; else `reason` says why not."""

    id: int
    objective: int = Field(alias="objective_id")
    department: int = Field(alias="department_id")
    asked_by: int = Field(alias="asked_by_id")
    asked_at: datetime
    due_on: date | None
    note: str
    answered_by: int | None = Field(alias="answered_by_id")
    answered_at: datetime | None
    answer: int | None = Field(alias="answer_id")
    reason: str


def visible(caller: Person) -> QuerySet[models.Ask]:
    """What is asked about goals that the caller may see."""
    return models.Ask.objects.visible_to(caller)


ASKS = Resource("asks", Ask, visible, {"objective": (Reference, "objective"), "department": (Reference, "department")})
router = Router()
offer_list(router, ASKS)
offer_one(router, ASKS)
offer_deed(
    router,
    "POST",
    "/objectives/{int:id}/asks",
    ask_departments,
    answers=OBJECTIVES,
    subject=OBJECTIVES,
    example={"departments": [2, 3], "due_on": "2027-01-15"},
)
offer_deed(
    router,
    "PUT",
    "/asks/{int:id}/answer",
    respond,
    answers=ASKS,
    subject=ASKS,
    example={"objective": 12},
)
