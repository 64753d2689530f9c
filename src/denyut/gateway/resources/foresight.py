"""/warnings: what may keep key results from their targets. /interventions: what was done about it. /forecasts: how likely each day."""

from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from ninja import Router, Schema
from pydantic import Field

from denyut.foresight import models
from denyut.foresight.actions import intervene
from denyut.gateway.operations import offer_deed, offer_list, offer_one
from denyut.gateway.resource import Resource
from denyut.gateway.values import Number, Reference
from denyut.people.models import Person


class Warning(Schema):
    """An early warning. Until `open_at` its owner alone is answered it. `kind` is miss, fall, stale, blocked, overload or gap; `facts` are
    the numbers behind it; `outcome` is missed or reached, once the cycle is closed."""

    id: int
    key_result: int = Field(alias="key_result_id")
    kind: str
    facts: dict[str, Any]
    raised_at: datetime
    open_at: datetime
    status_then: str
    was_red: bool
    closed_at: datetime | None
    surfaced_by: int | None = Field(alias="surfaced_by_id")
    outcome: str


class Intervention(Schema):
    """Something done about a warning. `kind` is help, unblock, hands, scope, action or accept; `effects` are the changes measured 7, 14 and
    28 days later, against those of `n` like key results; `helped` is judged by the last of them."""

    id: int
    warning: int = Field(alias="warning_id")
    kind: str
    note: str
    by: int = Field(alias="by_id")
    with_person: int | None = Field(alias="with_person_id")
    blocker: int | None = Field(alias="blocker_id")
    at: datetime
    status_then: str
    was_red: bool
    probability_then: float | None
    lead_days: int
    effects: dict[str, Any]
    helped: bool | None


class Forecast(Schema):
    """How likely a key result reached its target, on a day. All chances from 0 to 1; `pace` and `needed` are changes a week in its unit.
    Answered to its owner at once, to others a day later."""

    id: int
    key_result: int = Field(alias="key_result_id")
    day: date
    probability: float
    trend: float
    confidence: float | None
    vote: float | None
    value: Number | None
    status: str
    early: date | None
    middle: date | None
    late: date | None
    pace: float
    needed: float | None


def warnings(caller: Person) -> QuerySet[models.EarlyWarning]:
    """The caller's own, and of others those whose first day is over."""
    return models.EarlyWarning.objects.visible_to(caller)


def interventions(caller: Person) -> QuerySet[models.Intervention]:
    """What was done about the warnings that the caller sees."""
    return models.Intervention.objects.visible_to(caller)


def forecasts(caller: Person) -> QuerySet[models.Forecast]:
    """The caller's own, and of others those that are a day old."""
    return models.Forecast.objects.visible_to(caller)


WARNINGS = Resource(
    "warnings",
    Warning,
    warnings,
    {
        "key_result": (Reference, "key_result"),
        "kind": (str, "kind"),
        "standing": (bool, "closed_at__isnull"),
        "owner": (Reference, "key_result__owner"),
    },
)
INTERVENTIONS = Resource(
    "interventions",
    Intervention,
    interventions,
    {"warning": (Reference, "warning"), "kind": (str, "kind"), "by": (Reference, "by")},
)
FORECASTS = Resource("forecasts", Forecast, forecasts, {"key_result": (Reference, "key_result")})
router = Router()
for resource in (WARNINGS, INTERVENTIONS, FORECASTS):
    offer_list(router, resource)
    offer_one(router, resource)
offer_deed(
    router,
    "POST",
    "/warnings/{int:id}/interventions",
    intervene,
    answers=INTERVENTIONS,
    subject=WARNINGS,
    status=201,
    example={"kind": "help", "note": "I sit with the night shift on Tuesday."},
)
