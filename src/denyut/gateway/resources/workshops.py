"""/workshops, /cards, /groups, /positions: from a vision to key results that all agree to."""

from django.db.models import QuerySet
from ninja import Router

from denyut.gateway import launch_shapes as shapes
from denyut.gateway.operations import offer_deed, offer_list, offer_one
from denyut.gateway.resource import Resource
from denyut.gateway.resources.cycles import CYCLES
from denyut.gateway.resources.key_results import KEY_RESULTS
from denyut.gateway.values import Reference
from denyut.launch import models
from denyut.launch.actions import (
    draft_key_result,
    draft_objective,
    end_workshop,
    make_group,
    move_phase,
    name_departments,
    open_workshop,
    place_card,
    remove_card,
    rename_group,
    take_position,
    take_vote_back,
    vote_for_group,
    write_card,
    write_input,
)
from denyut.people.models import Person


def workshops(caller: Person) -> QuerySet[models.Workshop]:
    """What workshops come to, everybody sees."""
    found = models.Workshop.objects.visible_to(caller).select_related("cycle", "facilitator")
    return found.prefetch_related("departments")


def cards(caller: Person) -> QuerySet[models.Card]:
    """While a workshop is silent, one's own alone."""
    return models.Card.objects.visible_to(caller).standing()


def groups(caller: Person) -> QuerySet[models.Group]:
    found = models.Workshop.objects.visible_to(caller)
    return models.Group.objects.filter(removed_at=None, workshop__in=found).select_related("workshop")


def positions(caller: Person) -> QuerySet[models.Position]:
    return models.Position.objects.visible_to(caller)


BY_WORKSHOP = {"workshop": (Reference, "workshop")}
WORKSHOPS = Resource("workshops", shapes.Workshop, workshops, {"cycle": (Reference, "cycle")})
CARDS = Resource("cards", shapes.Card, cards, {**BY_WORKSHOP, "group": (Reference, "group")})
GROUPS = Resource("groups", shapes.Group, groups, BY_WORKSHOP)
POSITIONS = Resource("positions", shapes.Position, positions, {**BY_WORKSHOP, "key_result": (Reference, "key_result")})
KEY_RESULT = {"title": "Median answer time", "unit": "min", "baseline": "30", "target": "18", "owner": 3}

router = Router()
for resource in (WORKSHOPS, CARDS, GROUPS, POSITIONS):
    offer_list(router, resource)
    offer_one(router, resource)
offer_deed(
    router,
    "POST",
    "/cycles/{int:id}/workshops",
    open_workshop,
    answers=WORKSHOPS,
    subject=CYCLES,
    status=201,
    example={"title": "From vision to goals", "departments": [1, 2]},
)
offer_deed(
    router,
    "PUT",
    "/workshops/{int:id}/phase",
    move_phase,
    answers=WORKSHOPS,
    subject=WORKSHOPS,
    example={"to": "ideas"},
)
offer_deed(
    router,
    "PUT",
    "/workshops/{int:id}/input",
    write_input,
    answers=WORKSHOPS,
    subject=WORKSHOPS,
    example={"vision": "The fastest help in the country", "version": 0},
)
offer_deed(router, "POST", "/workshops/{int:id}/end", end_workshop, answers=WORKSHOPS, subject=WORKSHOPS)
offer_deed(
    router,
    "POST",
    "/workshops/{int:id}/cards",
    write_card,
    answers=CARDS,
    subject=WORKSHOPS,
    status=201,
    example={"text": "Answer at night too"},
)
offer_deed(router, "DELETE", "/cards/{int:id}", remove_card, answers=CARDS, subject=CARDS)
offer_deed(router, "PUT", "/cards/{int:id}/place", place_card, answers=CARDS, subject=CARDS, example={"group": 1})
offer_deed(
    router,
    "POST",
    "/workshops/{int:id}/groups",
    make_group,
    answers=GROUPS,
    subject=WORKSHOPS,
    status=201,
    example={"title": "Fast answers"},
)
offer_deed(
    router, "PUT", "/groups/{int:id}/title", rename_group, answers=GROUPS, subject=GROUPS, example={"title": "Quick"}
)
offer_deed(router, "PUT", "/groups/{int:id}/vote", vote_for_group, answers=GROUPS, subject=GROUPS)
offer_deed(router, "DELETE", "/groups/{int:id}/vote", take_vote_back, answers=GROUPS, subject=GROUPS)
offer_deed(
    router,
    "POST",
    "/groups/{int:id}/objective",
    draft_objective,
    answers=GROUPS,
    subject=GROUPS,
    status=201,
    example={"title": "Customers are answered at once"},
)
offer_deed(
    router,
    "POST",
    "/groups/{int:id}/key-results",
    draft_key_result,
    answers=KEY_RESULTS,
    subject=GROUPS,
    status=201,
    example=KEY_RESULT,
)
offer_deed(
    router,
    "PUT",
    "/workshops/{int:id}/departments",
    name_departments,
    answers=KEY_RESULTS,
    subject=WORKSHOPS,
    example={"key_result": 12, "departments": [1, 2]},
)
offer_deed(
    router,
    "PUT",
    "/positions/{int:id}/stance",
    take_position,
    answers=POSITIONS,
    subject=POSITIONS,
    example={"stance": "agrees", "version": 0},
)
