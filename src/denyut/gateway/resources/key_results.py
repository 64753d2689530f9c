"""/key-results and their check-ins."""

from django.db.models import QuerySet
from ninja import Router

from denyut.gateway import shapes
from denyut.gateway.operations import offer_deed, offer_list, offer_one
from denyut.gateway.resource import Resource
from denyut.gateway.values import Reference
from denyut.okr.actions import (
    add_key_result,
    change_key_result,
    check_in,
    declare_key_result,
    judge_hypothesis,
    move_key_result,
    retype_key_result,
    undo_check_in,
    vote,
    weigh_key_result,
)
from denyut.okr.models import CheckIn, KeyResult
from denyut.people.models import Person

EXAMPLE = {"objective": 12, "title": "First response", "unit": "min", "baseline": "45", "target": "15", "owner": 3}


def visible(caller: Person) -> QuerySet[KeyResult]:
    """The key results that the caller may see, with what rules and status ask of their objectives."""
    found = KeyResult.objects.visible_to(caller)
    return found.select_related("owner", "delegate", "objective__cycle", "objective__owner", "objective__department")


def visible_check_ins(caller: Person) -> QuerySet[CheckIn]:
    """The check-ins of the key results that the caller may see."""
    return CheckIn.objects.filter(key_result__in=KeyResult.objects.visible_to(caller))


KEY_RESULTS = Resource(
    "key-results",
    shapes.KeyResult,
    visible,
    {"objective": (Reference, "objective"), "cycle": (Reference, "objective__cycle"), "owner": (Reference, "owner")},
    prepare=shapes.ready_key_results,
)
CHECK_INS = Resource("check-ins", shapes.CheckIn, visible_check_ins, parent=KEY_RESULTS, below="key_result")
router = Router()
offer_list(router, KEY_RESULTS)
offer_one(router, KEY_RESULTS)
offer_deed(router, "POST", "/key-results", add_key_result, answers=KEY_RESULTS, status=201, example=EXAMPLE)
offer_deed(
    router,
    "PATCH",
    "/key-results/{int:id}",
    change_key_result,
    answers=KEY_RESULTS,
    subject=KEY_RESULTS,
    is_partial=True,
    example={"target": "12"},
)
offer_list(router, CHECK_INS)
offer_deed(
    router,
    "POST",
    CHECK_INS.path,
    check_in,
    answers=CHECK_INS,
    subject=KEY_RESULTS,
    status=201,
    example={"value": "18", "confidence": 80, "note": "The queue is flowing."},
)
offer_deed(router, "POST", "/check-ins/{int:id}/undo", undo_check_in, answers=KEY_RESULTS, subject=CHECK_INS)
offer_deed(
    router,
    "PUT",
    "/key-results/{int:id}/vote",
    vote,
    answers=KEY_RESULTS,
    subject=KEY_RESULTS,
    example={"confidence": 70},
)
offer_deed(
    router,
    "PUT",
    "/key-results/{int:id}/state",
    move_key_result,
    answers=KEY_RESULTS,
    subject=KEY_RESULTS,
    example={"to": "paused", "reason": "The data source is being moved."},
)
offer_deed(
    router,
    "PUT",
    "/key-results/{int:id}/declared",
    declare_key_result,
    answers=KEY_RESULTS,
    subject=KEY_RESULTS,
    example={"status": "on_track", "reason": "The contract is signed, the number follows in March."},
)
offer_deed(
    router,
    "PUT",
    "/key-results/{int:id}/weight",
    weigh_key_result,
    answers=KEY_RESULTS,
    subject=KEY_RESULTS,
    example={"weight": "0.5"},
)
offer_deed(
    router,
    "PUT",
    "/key-results/{int:id}/verdict",
    judge_hypothesis,
    answers=KEY_RESULTS,
    subject=KEY_RESULTS,
    example={"verdict": "confirmed", "note": "Complaints fell in the same week."},
)
offer_deed(
    router,
    "POST",
    "/key-results/{int:id}/segments",
    retype_key_result,
    answers=KEY_RESULTS,
    subject=KEY_RESULTS,
    example={"kind": "metric", "unit": "h", "baseline": "20", "target": "8", "reason": "data_error"},
)
