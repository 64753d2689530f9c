"""/cycles/{id}/drafts and the fields of drafted goals: several people write them at once."""

from ninja import Router

from denyut.drafting.actions.fields import write_key_result, write_objective
from denyut.drafting.actions.ordering import place_key_result, place_objective, propose_set, publish_set
from denyut.gateway.operations import offer_deed
from denyut.gateway.resources.cycles import CYCLES
from denyut.gateway.resources.key_results import KEY_RESULTS
from denyut.gateway.resources.objectives import OBJECTIVES

TITLE = {"field": "title", "value": "Customers get an answer today", "was": "Customers get an answer"}

router = Router()
offer_deed(
    router,
    "PATCH",
    "/objectives/{int:id}/draft",
    write_objective,
    answers=OBJECTIVES,
    subject=OBJECTIVES,
    example=TITLE,
)
offer_deed(
    router,
    "PATCH",
    "/key-results/{int:id}/draft",
    write_key_result,
    answers=KEY_RESULTS,
    subject=KEY_RESULTS,
    example={"field": "target", "value": "18", "was": "20"},
)
offer_deed(
    router,
    "PUT",
    "/objectives/{int:id}/draft/place",
    place_objective,
    answers=OBJECTIVES,
    subject=OBJECTIVES,
    example={"to": "up"},
)
offer_deed(
    router,
    "PUT",
    "/key-results/{int:id}/draft/place",
    place_key_result,
    answers=KEY_RESULTS,
    subject=KEY_RESULTS,
    example={"to": "down"},
)
offer_deed(
    router,
    "POST",
    "/cycles/{int:id}/drafts/proposal",
    propose_set,
    answers=CYCLES,
    subject=CYCLES,
    example={"department": 2},
)
offer_deed(
    router,
    "POST",
    "/cycles/{int:id}/drafts/publication",
    publish_set,
    answers=CYCLES,
    subject=CYCLES,
    example={"department": 2},
)
