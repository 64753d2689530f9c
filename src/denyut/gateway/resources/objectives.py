"""/objectives: where a company, a department or a person wants to be."""

from django.db.models import QuerySet
from ninja import Router

from denyut.gateway import shapes
from denyut.gateway.operations import offer_deed, offer_list, offer_one
from denyut.gateway.resource import Resource
from denyut.gateway.values import Reference
from denyut.okr.actions import (
    add_objective,
    cancel_objective,
    change_objective,
    declare_objective,
    move_objective,
    share_out,
    state_progress,
    weigh_objective,
)
from denyut.okr.models import Objective
from denyut.people.models import Person

EXAMPLE = {"cycle": 1, "title": "Customers get an answer the same day", "department": 2, "ambition": "committed"}


def visible(caller: Person) -> QuerySet[Objective]:
    """The goals that the caller may see, with what their status is made of."""
    goals = Objective.objects.visible_to(caller)
    return goals.select_related("cycle", "owner", "department", "parent").prefetch_related("key_results")


OBJECTIVES = Resource(
    "objectives",
    shapes.Objective,
    visible,
    {"cycle": (Reference, "cycle"), "department": (Reference, "department"), "owner": (Reference, "owner")},
    prepare=shapes.ready_objectives,
)
router = Router()
offer_list(router, OBJECTIVES)
offer_one(router, OBJECTIVES)
offer_deed(router, "POST", "/objectives", add_objective, answers=OBJECTIVES, status=201, example=EXAMPLE)
offer_deed(
    router,
    "PATCH",
    "/objectives/{int:id}",
    change_objective,
    answers=OBJECTIVES,
    subject=OBJECTIVES,
    is_partial=True,
    example={"title": "Customers get an answer within the hour"},
)
offer_deed(
    router,
    "POST",
    "/objectives/{int:id}/cancellation",
    cancel_objective,
    answers=OBJECTIVES,
    subject=OBJECTIVES,
    example={"reason": "Another team does it."},
)
offer_deed(
    router,
    "PUT",
    "/objectives/{int:id}/state",
    move_objective,
    answers=OBJECTIVES,
    subject=OBJECTIVES,
    example={"to": "postponed", "reason": "The supplier is late."},
)
offer_deed(
    router,
    "PUT",
    "/objectives/{int:id}/declared",
    declare_objective,
    answers=OBJECTIVES,
    subject=OBJECTIVES,
    example={"status": "at_risk", "reason": "Two people leave next month."},
)
offer_deed(
    router,
    "PUT",
    "/objectives/{int:id}/progress",
    state_progress,
    answers=OBJECTIVES,
    subject=OBJECTIVES,
    example={"percent": "40"},
)
offer_deed(
    router,
    "PUT",
    "/objectives/{int:id}/weight",
    weigh_objective,
    answers=OBJECTIVES,
    subject=OBJECTIVES,
    example={"weight": "0.5"},
)
offer_deed(
    router,
    "PUT",
    "/objectives/{int:id}/weights",
    share_out,
    answers=OBJECTIVES,
    subject=OBJECTIVES,
    example={"weights": ["0.5", "0.3", "0.2"]},
)
