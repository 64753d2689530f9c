"""/edges: how goals stand to each other, and the proposals for it."""

from datetime import datetime

from django.db.models import QuerySet
from ninja import Router, Schema
from pydantic import Field

from denyut.gateway.operations import offer_deed, offer_list, offer_one
from denyut.gateway.resource import Resource
from denyut.gateway.values import Number, Reference
from denyut.okr import models
from denyut.okr.actions import answer_edge, counter_edge, end_edge, propose_edge
from denyut.people.models import Person


class Edge(Schema):
    """That one goal supports another, contributes to it, depends on it or conflicts with it. `state` is proposed, accepted, declined,
    countered or ended; `asked` is who is to answer, `counter_to` the proposal that this one answers. `weight` is for contributions."""

    id: int
    kind: str
    state: str
    from_objective: int | None = Field(alias="from_objective_id")
    from_key_result: int | None = Field(alias="from_key_result_id")
    to_objective: int | None = Field(alias="to_objective_id")
    to_key_result: int | None = Field(alias="to_key_result_id")
    weight: Number | None
    is_primary: bool
    note: str
    proposed_by: int = Field(alias="proposed_by_id")
    proposed_at: datetime
    asked: int = Field(alias="asked_id")
    answered_by: int | None = Field(alias="answered_by_id")
    answered_at: datetime | None
    answer: str
    counter_to: int | None = Field(alias="counter_to_id")


def visible(caller: Person) -> QuerySet[models.Edge]:
    """Links between goals that the caller may both see."""
    return models.Edge.objects.visible_to(caller)


ENDS = ("from_objective", "from_key_result", "to_objective", "to_key_result")
EDGES = Resource(
    "edges",
    Edge,
    visible,
    {
        **{end: (Reference, end) for end in (*ENDS, "asked", "proposed_by")},
        "state": (str, "state"),
        "kind": (str, "kind"),
    },
)
router = Router()
offer_list(router, EDGES)
offer_one(router, EDGES)
offer_deed(
    router,
    "POST",
    "/edges",
    propose_edge,
    answers=EDGES,
    status=201,
    example={"kind": "contributes", "from_key_result": 34, "to_objective": 12, "weight": "0.5"},
)
offer_deed(
    router,
    "PUT",
    "/edges/{int:id}/answer",
    answer_edge,
    answers=EDGES,
    subject=EDGES,
    example={"answer": "accepted", "note": "We count on it."},
)
offer_deed(
    router,
    "POST",
    "/edges/{int:id}/counter",
    counter_edge,
    answers=EDGES,
    subject=EDGES,
    status=201,
    example={"kind": "supports", "note": "Without numbers, please."},
)
offer_deed(
    router,
    "DELETE",
    "/edges/{int:id}",
    end_edge,
    answers=EDGES,
    subject=EDGES,
    example={"note": "The plan has changed."},
)
