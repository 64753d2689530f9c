"""/measures: what the product measures of its own benefit. /baselines: what it is compared with. /sync-time: the caller's own."""

from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import get_language
from ninja import Router, Schema
from pydantic import Field

from denyut.benefits import models
from denyut.benefits.actions import answer_ease, correct, freeze_baselines
from denyut.benefits.crew import is_small
from denyut.benefits.rows import entries
from denyut.gateway.auth import caller_of
from denyut.gateway.description import about_reading
from denyut.gateway.operations import offer_deed, offer_list, offer_one
from denyut.gateway.resource import Resource
from denyut.people.models import Person


class Measure(Schema):
    """One measure as its page shows it, in the caller's language. Without a baseline `verdict` is unmeasured and there is no number.

    `interval` and `gain_interval` hold in nine of ten cases; `count` is n; `claimed` is what is claimed elsewhere.
    """

    name: str
    number: str
    title: str
    formula: str
    verdict: str
    value: str
    interval: str
    unit: str
    count: str
    window: str
    gain: str
    gain_interval: str
    claimed: str
    weeks_needed: int | None
    seal: str


class Measures(Schema):
    """The whole ledger; empty where fewer than five people work."""

    items: list[Measure]


class Baseline(Schema):
    """The weeks before a day as they were frozen, and the seal that proves them. `weeks` are [Monday, hits, of, samples]."""

    id: int
    measure: str
    before_on: date
    weeks: list[list[Any]]
    seal: str
    is_whole: bool
    frozen_by: int = Field(alias="frozen_by_id")
    frozen_at: datetime


class Piece(Schema):
    """One piece of the caller's own time that seems to be supervision. `kind` is chase, meeting, report or none."""

    id: int
    source: str
    kind: str
    minutes: float
    confidence: int
    at: datetime
    corrected_at: datetime | None


class Answer(Schema):
    """How easy the caller finds it to keep goals up to date this month, 1 (hard) to 5 (easy)."""

    id: int
    month_on: date
    ease: int


def visible_baselines(caller: Person) -> QuerySet[models.Baseline]:
    """Baselines are open to all with an account."""
    return models.Baseline.objects.all() if caller.is_active else models.Baseline.objects.none()


def visible_pieces(caller: Person) -> QuerySet[models.Classified]:
    """The caller's own alone."""
    return models.Classified.objects.visible_to(caller)


def visible_answers(caller: Person) -> QuerySet[models.Answer]:
    """The caller's own alone."""
    return models.Answer.objects.filter(person=caller)


BASELINES = Resource("baselines", Baseline, visible_baselines)
PIECES = Resource("sync-time", Piece, visible_pieces)
ANSWERS = Resource("ease", Answer, visible_answers)
router = Router()


@router.get(
    "/measures", response=Measures, operation_id="list_measures", summary="List measures", **about_reading(has_id=False)
)
def measures(request: HttpRequest) -> dict[str, Any]:
    """Every measure with its value, its interval and its verdict."""
    caller_of(request)
    if is_small(Person.objects.colleagues().count()):
        return {"items": []}
    return {"items": [asdict(one) for one in entries(get_language() or "en")]}


offer_list(router, BASELINES)
offer_one(router, BASELINES)
offer_deed(
    router,
    "POST",
    "/baselines",
    freeze_baselines,
    answers=BASELINES,
    status=201,
    example={"before_on": "2026-09-28"},
)
offer_list(router, PIECES)
offer_one(router, PIECES)
offer_deed(
    router,
    "PATCH",
    "/sync-time/{int:id}",
    correct,
    answers=PIECES,
    subject=PIECES,
    is_partial=True,
    example={"kind": "none"},
)
offer_deed(router, "POST", "/ease", answer_ease, answers=ANSWERS, status=201, example={"ease": 4})
