"""/influences: what goals are expected to do to indicators, and what the data say."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db.models import BooleanField, ExpressionWrapper, QuerySet
from ninja import Router, Schema
from pydantic import Field

from denyut.alignment import models
from denyut.alignment.actions import change_influence, end_influence, link_influence
from denyut.alignment.models.chain import NOW
from denyut.alignment.rows.moving import found_for
from denyut.gateway.operations import offer_deed, offer_list, offer_one
from denyut.gateway.resource import Resource
from denyut.gateway.values import Number, Reference
from denyut.people.models import Person

EVIDENCE = "_evidence_now"
EXAMPLE = {
    "key_result": 34,
    "indicator": 7,
    "direction": "up",
    "size": "4",
    "delay_days": 28,
    "reason": "Whoever is answered at once recommends us.",
}


class Effect(Schema):
    """A range: the indicator moved by `low` to `high`, nine times in ten."""

    low: float
    high: float


class Evidence(Schema):
    """What the data say: `word` is supported, contradicted or untested; `doubt` why it is untested. `n` weeks in common have the rank
    correlation `rho` of what surprised on both sides; chance alone reaches `noise` among all `tested` links. `effect` is what the
    indicator did while the goal came all the way, as a range in its unit. Moving together proves nothing."""

    word: str
    doubt: str
    n: int
    rho: float | None
    noise: float | None
    tested: int
    effect: Effect | None


class Influence(Schema):
    """The hypothesis that a goal moves an indicator: `direction`, by `size` in its unit, `delay_days` later. A change is a new version
    with an id of its own; `is_standing` tells the one that holds today."""

    id: int
    objective: int | None = Field(alias="objective_id")
    key_result: int | None = Field(alias="key_result_id")
    indicator: int = Field(alias="indicator_id")
    direction: str
    size: Number | None
    delay_days: int
    reason: str
    number: int
    is_standing: bool
    evidence: Evidence
    made_by: int = Field(alias="made_by_id")
    made_at: datetime
    replaced_at: datetime | None
    ended_at: datetime | None
    end_note: str

    @staticmethod
    def resolve_evidence(influence: models.Influence) -> Any:
        return getattr(influence, EVIDENCE)


def visible(caller: Person) -> QuerySet[models.Influence]:
    """Every version of the hypotheses about goals that the caller may see."""
    return (
        models.Influence.objects.visible_to(caller)
        .with_ends()
        .annotate(stands=ExpressionWrapper(NOW, output_field=BooleanField()))
    )


def ready(rows: Sequence[models.Influence]) -> None:
    """Weigh the evidence of all these hypotheses at once."""
    found = found_for(rows)
    for row in rows:
        setattr(row, EVIDENCE, found[row.pk].evidence)


INFLUENCES = Resource(
    "influences",
    Influence,
    visible,
    {
        "objective": (Reference, "objective"),
        "key_result": (Reference, "key_result"),
        "indicator": (Reference, "indicator"),
        "is_standing": (bool, "stands"),
    },
    prepare=ready,
)
router = Router()
offer_list(router, INFLUENCES)
offer_one(router, INFLUENCES)
offer_deed(router, "POST", "/influences", link_influence, answers=INFLUENCES, status=201, example=EXAMPLE)
offer_deed(
    router,
    "PATCH",
    "/influences/{int:id}",
    change_influence,
    answers=INFLUENCES,
    subject=INFLUENCES,
    is_partial=True,
    example={"delay_days": 14},
)
offer_deed(
    router,
    "DELETE",
    "/influences/{int:id}",
    end_influence,
    answers=INFLUENCES,
    subject=INFLUENCES,
    example={"note": "Churn follows the price, not the queue."},
)
