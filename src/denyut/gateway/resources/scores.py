"""Scores at the close, amendments after it, and goals that are carried over."""

from dataclasses import asdict
from decimal import Decimal
from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema

from denyut.gateway.auth import caller_of
from denyut.gateway.description import about_reading
from denyut.gateway.operations import offer_deed
from denyut.gateway.resources.key_results import KEY_RESULTS
from denyut.gateway.resources.objectives import OBJECTIVES
from denyut.gateway.values import Number
from denyut.okr.actions import (
    amend_key_result_score,
    amend_objective_score,
    carry_over,
    score_key_result,
    score_objective,
)
from denyut.okr.judging import judge
from denyut.people.times import company_now

SCORE = {"score": "0.7", "reason": "The last week was measured twice."}
AMENDED = {"score": "0.8", "reason": "The audit found twelve more days."}


class Suggestion(Schema):
    """The suggested scores of a key result by its first and by its last targets, and what they go by: `basis` is `value`,
    `window`, `held`, `verdict`, `few` (too few measurements, so the last value) or `nothing`."""

    original: Number
    final: Number
    goalpost: Number
    progress: Number
    value: Number | None
    basis: str


router = Router()


@router.get(
    "/key-results/{int:id}/score",
    response=Suggestion,
    operation_id="get_suggested_score",
    summary="Get the suggested score",
    **about_reading(has_id=True),
)
def suggested_score(request: HttpRequest, id: int) -> dict[str, Any]:
    """What a key result would be scored as now. Changes nothing."""
    kr = KEY_RESULTS.found(caller_of(request), id)
    found = judge([kr], company_now())[kr.pk]
    goalpost: Decimal = found.goalpost
    return {**asdict(found), "goalpost": goalpost, "basis": found.basis.value}


offer_deed(
    router,
    "PUT",
    "/key-results/{int:id}/score",
    score_key_result,
    answers=KEY_RESULTS,
    subject=KEY_RESULTS,
    example=SCORE,
)
offer_deed(
    router,
    "PUT",
    "/key-results/{int:id}/amended-score",
    amend_key_result_score,
    answers=KEY_RESULTS,
    subject=KEY_RESULTS,
    example=AMENDED,
)
offer_deed(
    router,
    "PUT",
    "/objectives/{int:id}/score",
    score_objective,
    answers=OBJECTIVES,
    subject=OBJECTIVES,
    example=SCORE,
)
offer_deed(
    router,
    "PUT",
    "/objectives/{int:id}/amended-score",
    amend_objective_score,
    answers=OBJECTIVES,
    subject=OBJECTIVES,
    example=AMENDED,
)
offer_deed(
    router,
    "POST",
    "/objectives/{int:id}/carry-over",
    carry_over,
    answers=OBJECTIVES,
    subject=OBJECTIVES,
    status=201,
    example={"cycle": 5, "start": "current", "with_children": False},
)
