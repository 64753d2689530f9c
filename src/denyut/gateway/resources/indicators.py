"""/indicators: what the company watches over the years, with readings, meanings and leading signals."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import Field

from denyut.gateway.auth import caller_of
from denyut.gateway.description import about_reading
from denyut.gateway.operations import offer_deed, offer_list, offer_one
from denyut.gateway.resource import Resource
from denyut.gateway.values import Number, Reference
from denyut.metrics import models
from denyut.metrics.actions import (
    add_indicator,
    adopt_indicator,
    calculate_indicator,
    change_indicator,
    correct_reading,
    link_signal,
    read_indicator,
    take_readings,
    unlink_signal,
    watch_indicator,
)
from denyut.metrics.calculation import FORMULAS
from denyut.metrics.library import LIBRARY
from denyut.people.models import Person
from denyut.spine import clock

EXAMPLE = {"name": "Net promoter score", "formula": "nps", "band_low": "30"}
INPUTS = {"inputs": {"promoters": 50, "passives": 30, "detractors": 20}}


class Indicator(Schema):
    """A number that the company watches. Healthy readings lie from `band_low` to `band_high`, both included."""

    id: int
    key: str
    name: str
    unit: str
    good: str
    formula: str
    band_low: Number | None
    band_high: Number | None
    description: str
    is_leading: bool
    is_healthy: bool | None
    owner: int = Field(alias="owner_id")
    department: int | None = Field(alias="department_id")
    version: int
    value: Number | None
    read_at: datetime | None
    cadence: str
    least: int
    is_stale: bool

    @staticmethod
    def resolve_is_stale(indicator: models.Indicator) -> bool:
        return indicator.is_stale(clock.now())


class Definition(Schema):
    """One version of what an indicator means, and why it was changed."""

    id: int
    version: int
    name: str
    unit: str
    good: str
    formula: str
    band_low: Number | None
    band_high: Number | None
    description: str
    is_leading: bool
    reason: str
    made_by: int = Field(alias="made_by_id")
    made_at: datetime


class Reading(Schema):
    """One value, under the `version` it was read in; `inputs` are what a formula made it from, `n` how many cases it sums up.

    `quality` is measured or estimated; `origin` names what brought it in ("source:12" is run 12), empty for its author.
    """

    id: int
    indicator: int = Field(alias="indicator_id")
    value: Number
    version: int
    inputs: dict[str, str | list[str]]
    author: int = Field(alias="author_id")
    valid_at: datetime
    recorded_at: datetime
    n: int | None
    quality: str
    is_corrected: bool
    origin: str


class Correction(Schema):
    """What a reading said before it was put right, and why it was."""

    id: int
    was: Number
    was_n: int | None
    was_from: str
    reason: str
    made_by: int = Field(alias="made_by_id")
    made_at: datetime


class Signal(Schema):
    """A leading indicator that warns before a result moves."""

    id: int
    result: int = Field(alias="result_id")
    leading: int = Field(alias="leading_id")
    made_by: int = Field(alias="made_by_id")
    made_at: datetime


class Known(Schema):
    """An indicator of the library, to be adopted by its key. `scores` names the raw scores its formula takes as well."""

    key: str
    name: str
    unit: str
    good: str
    formula: str
    inputs: list[str]
    scores: str
    band_low: Number | None
    band_high: Number | None
    is_leading: bool
    description: str


def everything[M: Any](model: type[M], *related: str) -> Any:
    """Indicators are open to all with an account."""

    def visible(caller: Person) -> QuerySet[Any]:
        found: QuerySet[Any] = model.objects.select_related(*related) if related else model.objects.all()
        return found if caller.is_active else found.none()

    return visible


INDICATORS = Resource(
    "indicators",
    Indicator,
    everything(models.Indicator, "owner", "department"),
    {"department": (Reference, "department"), "owner": (Reference, "owner")},
)
READINGS = Resource("readings", Reading, everything(models.Reading), parent=INDICATORS, below="indicator")
ONE_READING = Resource("readings", Reading, everything(models.Reading, "indicator"))
CORRECTIONS = Resource("corrections", Correction, everything(models.Correction), parent=ONE_READING, below="reading")
DEFINITIONS = Resource("definitions", Definition, everything(models.Definition), parent=INDICATORS, below="indicator")
LINKED = Resource("signals", Signal, everything(models.Signal), parent=INDICATORS, below="result")
SIGNALS = Resource("signals", Signal, everything(models.Signal, "result"))

router = Router()
offer_list(router, INDICATORS)


@router.get(
    "/indicators/library",
    response=list[Known],
    operation_id="list_known_indicators",
    summary="List known indicators",
    **about_reading(has_id=False),
)
def library(request: HttpRequest) -> list[dict[str, Any]]:
    """What the library holds, in the caller's language. A unit “¤” becomes the currency of the workspace."""
    caller_of(request)
    fields = ("key", "unit", "good", "formula", "band_low", "band_high", "is_leading")
    return [
        {name: getattr(one, name) for name in fields}
        | {"name": str(one.name), "description": str(one.description)}
        | {"inputs": list(FORMULAS[one.formula].inputs), "scores": FORMULAS[one.formula].scores}
        for one in LIBRARY.values()
    ]


offer_one(router, INDICATORS)
offer_deed(router, "POST", "/indicators", add_indicator, answers=INDICATORS, status=201, example=EXAMPLE)
offer_deed(
    router,
    "POST",
    "/indicators/adoptions",
    adopt_indicator,
    answers=INDICATORS,
    status=201,
    example={"known": "churn", "department": 2},
)
offer_deed(
    router,
    "PATCH",
    "/indicators/{int:id}",
    change_indicator,
    answers=INDICATORS,
    subject=INDICATORS,
    is_partial=True,
    example={"band_low": "40", "reason": "Last year's average"},
)
offer_list(router, DEFINITIONS)
offer_list(router, READINGS)
offer_deed(
    router,
    "POST",
    READINGS.path,
    read_indicator,
    answers=READINGS,
    subject=INDICATORS,
    status=201,
    example={"value": "31"},
)
offer_deed(
    router,
    "POST",
    "/indicators/{int:id}/calculations",
    calculate_indicator,
    answers=READINGS,
    subject=INDICATORS,
    status=201,
    example=INPUTS,
)
offer_deed(
    router,
    "POST",
    f"{READINGS.path}/series",
    take_readings,
    answers=INDICATORS,
    subject=INDICATORS,
    example={"readings": [{"at": "2026-11-20T05:00:00Z", "value": "31", "n": 120}]},
)
offer_deed(
    router,
    "PUT",
    "/readings/{int:id}/correction",
    correct_reading,
    answers=ONE_READING,
    subject=ONE_READING,
    example={"value": "32", "reason": "Two answers came late."},
)
offer_list(router, CORRECTIONS)
offer_deed(
    router,
    "PUT",
    "/indicators/{int:id}/watch",
    watch_indicator,
    answers=INDICATORS,
    subject=INDICATORS,
    example={"cadence": "week", "least": 20},
)
offer_list(router, LINKED)
offer_deed(
    router,
    "POST",
    LINKED.path,
    link_signal,
    answers=LINKED,
    subject=INDICATORS,
    status=201,
    example={"leading": 7},
)
offer_deed(router, "DELETE", "/signals/{int:id}", unlink_signal, answers=SIGNALS, subject=SIGNALS)
