"""/changes: changes of plan with their cards. /relevance: still the right goal? /guardrails: numbers that must not give way."""

from datetime import date, datetime

from django.db.models import QuerySet
from ninja import Router, Schema
from pydantic import Field

from denyut.gateway.operations import offer_deed, offer_list, offer_one
from denyut.gateway.resource import Resource
from denyut.gateway.values import Number, Reference
from denyut.people.models import Person
from denyut.steering import models
from denyut.steering.actions import (
    answer_change,
    call_off_change,
    confirm_all_valid,
    confirm_relevance,
    declare_change,
    end_guardrail,
    judge_relevance,
    set_guardrail,
)


class Change(Schema):
    """A change of plan: `kind` is market, resources, strategy or other; whoever is asked has `hours` of working days to answer."""

    id: int
    kind: str
    text: str
    objectives: list[int]
    hours: int
    declared_by: int = Field(alias="declared_by_id")
    declared_at: datetime
    called_off_at: datetime | None
    called_off_reason: str

    @staticmethod
    def resolve_objectives(change: models.ChangeEvent) -> list[int]:
        return [one.pk for one in change.objectives.all() if one.is_open]


class Card(Schema):
    """The question to one owner about one goal: `answer` is valid, adjust, stop, or empty while it waits."""

    id: int
    change: int = Field(alias="event_id")
    key_result: int | None = Field(alias="key_result_id")
    objective: int | None = Field(alias="objective_id")
    person: int = Field(alias="person_id")
    due_at: datetime
    answer: str
    note: str
    answered_by: int | None = Field(alias="answered_by_id")
    answered_at: datetime | None
    escalated_at: datetime | None


class Relevance(Schema):
    """An owner's answer for one month (its first day): is this still the right goal?"""

    id: int
    key_result: int = Field(alias="key_result_id")
    person: int = Field(alias="person_id")
    month_on: date
    asked_at: datetime
    is_right: bool | None
    note: str
    answered_at: datetime | None


class Guardrail(Schema):
    """A limit that an indicator must not pass: `side` is floor or ceiling. It is breached while `breached_since` is set."""

    id: int
    indicator: int = Field(alias="indicator_id")
    side: str
    limit: Number
    objective: int | None = Field(alias="objective_id")
    cycle: int | None = Field(alias="cycle_id")
    sponsors: list[int]
    why: str
    set_by: int = Field(alias="set_by_id")
    set_at: datetime
    ended_at: datetime | None
    breached_since: datetime | None
    breaches: int

    @staticmethod
    def resolve_sponsors(rail: models.Guardrail) -> list[int]:
        return [one.pk for one in rail.sponsors.all()]

    @staticmethod
    def resolve_breached_since(rail: models.Guardrail) -> datetime | None:
        return next((one.at for one in rail.breaches.all() if one.ended_at is None), None)

    @staticmethod
    def resolve_breaches(rail: models.Guardrail) -> int:
        return len(rail.breaches.all())


def visible(caller: Person) -> QuerySet[models.ChangeEvent]:
    """The changes that the caller sees."""
    return models.ChangeEvent.objects.visible_to(caller).prefetch_related("objectives")


def visible_cards(caller: Person) -> QuerySet[models.ChangeCard]:
    """The caller's own cards, and those about goals that they see."""
    return models.ChangeCard.objects.visible_to(caller)


def visible_relevance(caller: Person) -> QuerySet[models.Relevance]:
    """The caller's own answers, and those about goals that they see."""
    return models.Relevance.objects.visible_to(caller)


def visible_guardrails(caller: Person) -> QuerySet[models.Guardrail]:
    """The guardrails that the caller sees."""
    return models.Guardrail.objects.visible_to(caller).prefetch_related("sponsors", "breaches")


CHANGES = Resource("changes", Change, visible, {"kind": (str, "kind"), "declared_by": (Reference, "declared_by")})
CARDS = Resource(
    "change-cards",
    Card,
    visible_cards,
    {
        "change": (Reference, "event"),
        "person": (Reference, "person"),
        "key_result": (Reference, "key_result"),
        "answer": (str, "answer"),
    },
)
RELEVANCE = Resource(
    "relevance",
    Relevance,
    visible_relevance,
    {"key_result": (Reference, "key_result"), "person": (Reference, "person")},
)
GUARDRAILS = Resource(
    "guardrails",
    Guardrail,
    visible_guardrails,
    {"indicator": (Reference, "indicator"), "objective": (Reference, "objective"), "cycle": (Reference, "cycle")},
)
router = Router()
for resource in (CHANGES, CARDS, RELEVANCE, GUARDRAILS):
    offer_list(router, resource)
    offer_one(router, resource)
offer_deed(
    router,
    "POST",
    "/changes",
    declare_change,
    answers=CHANGES,
    status=201,
    example={"kind": "market", "text": "The biggest customer leaves.", "objectives": [12], "hours": 48},
)
offer_deed(
    router,
    "PUT",
    "/changes/{int:id}/end",
    call_off_change,
    answers=CHANGES,
    subject=CHANGES,
    example={"reason": "The customer stays."},
)
offer_deed(router, "POST", "/changes/{int:id}/all-valid", confirm_all_valid, answers=CHANGES, subject=CHANGES)
offer_deed(
    router,
    "PUT",
    "/change-cards/{int:id}/answer",
    answer_change,
    answers=CARDS,
    subject=CARDS,
    example={"answer": "stop", "note": "Nobody needs it any more."},
)
offer_deed(
    router,
    "PUT",
    "/relevance/{int:id}/answer",
    judge_relevance,
    answers=RELEVANCE,
    subject=RELEVANCE,
    example={"is_right": True},
)
offer_deed(router, "POST", "/relevance/all-right", confirm_relevance, answers=RELEVANCE)
offer_deed(
    router,
    "POST",
    "/guardrails",
    set_guardrail,
    answers=GUARDRAILS,
    status=201,
    example={"indicator": 5, "side": "floor", "limit": "40", "objective": 12, "sponsors": [3]},
)
offer_deed(router, "DELETE", "/guardrails/{int:id}", end_guardrail, answers=GUARDRAILS, subject=GUARDRAILS)
