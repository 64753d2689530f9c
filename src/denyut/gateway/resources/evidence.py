"""What key results are made of and how they were changed: milestones, initiatives, observations, sessions, revisions, segments."""

from typing import Any

from django.db.models import Model, QuerySet
from ninja import Router

from denyut.gateway import data_shapes as shapes
from denyut.gateway.operations import offer_deed, offer_list, offer_one
from denyut.gateway.resource import Resource
from denyut.gateway.resources.key_results import KEY_RESULTS
from denyut.gateway.values import Reference
from denyut.okr import actions
from denyut.okr.models import (
    Attendance,
    Initiative,
    KeyResult,
    Milestone,
    Objective,
    Observation,
    Rate,
    Revision,
    Segment,
)
from denyut.people.models import Person


def _of_seen[M: Model](model: type[M]) -> Any:
    def visible(caller: Person) -> QuerySet[M]:
        return model._default_manager.filter(key_result__in=KeyResult.objects.visible_to(caller))

    return visible


def seen_revisions(caller: Person) -> QuerySet[Revision]:
    """The revisions of the objectives that the caller may see."""
    return Revision.objects.filter(objective__in=Objective.objects.visible_to(caller))


OF_KR = {"key_result": (Reference, "key_result")}
MILESTONES = Resource("milestones", shapes.Milestone, _of_seen(Milestone), OF_KR)
INITIATIVES = Resource("initiatives", shapes.Initiative, _of_seen(Initiative), OF_KR)
OBSERVATIONS = Resource("observations", shapes.Observation, _of_seen(Observation), OF_KR)
ATTENDANCES = Resource("attendances", shapes.Attendance, _of_seen(Attendance), OF_KR)
SEGMENTS = Resource("segments", shapes.Segment, _of_seen(Segment), OF_KR)
REVISIONS = Resource(
    "revisions",
    shapes.Revision,
    seen_revisions,
    {"objective": (Reference, "objective"), "key_result": (Reference, "key_result")},
)
RATES = Resource("rates", shapes.Rate, lambda caller: Rate.objects.all())
router = Router()
for resource in (MILESTONES, INITIATIVES, OBSERVATIONS, ATTENDANCES, SEGMENTS, REVISIONS, RATES):
    offer_list(router, resource)
offer_one(router, MILESTONES)
offer_one(router, INITIATIVES)

POST, PUT, DELETE = "POST", "PUT", "DELETE"
of_kr: dict[str, Any] = {"answers": KEY_RESULTS, "subject": KEY_RESULTS}
MILESTONE = {"key_result": 34, "title": "Pilot in one branch", "due_on": "2026-11-30"}
WORK = {"key_result": 34, "title": "Train the night shift", "kind": "training"}
offer_deed(router, POST, "/milestones", actions.add_milestone, answers=MILESTONES, status=201, example=MILESTONE)
offer_deed(
    router,
    "PATCH",
    "/milestones/{int:id}",
    actions.change_milestone,
    answers=MILESTONES,
    subject=MILESTONES,
    is_partial=True,
    example={"due_on": "2026-12-15", "reason": "resources"},
)
offer_deed(
    router,
    PUT,
    "/milestones/{int:id}/reached",
    actions.reach_milestone,
    answers=MILESTONES,
    subject=MILESTONES,
    example={"is_reached": True},
)
offer_deed(
    router,
    DELETE,
    "/milestones/{int:id}",
    actions.remove_milestone,
    answers=KEY_RESULTS,
    subject=MILESTONES,
    example={"reason": "resources", "note": "The branch closes in December."},
)
offer_deed(router, POST, "/initiatives", actions.add_initiative, answers=INITIATIVES, status=201, example=WORK)
offer_deed(
    router,
    PUT,
    "/initiatives/{int:id}/done",
    actions.finish_initiative,
    answers=INITIATIVES,
    subject=INITIATIVES,
    example={"is_done": True},
)
offer_deed(router, DELETE, "/initiatives/{int:id}", actions.drop_initiative, answers=INITIATIVES, subject=INITIATIVES)
offer_deed(
    router, POST, "/key-results/{int:id}/observations", actions.observe, **of_kr, example={"values": ["12", "14.5"]}
)
offer_deed(
    router,
    DELETE,
    "/observations/{int:id}",
    actions.withdraw_observation,
    answers=KEY_RESULTS,
    subject=OBSERVATIONS,
)
offer_deed(
    router,
    PUT,
    "/key-results/{int:id}/sessions",
    actions.hold_session,
    **of_kr,
    example={"session": 1, "people": [3, 4]},
)
offer_deed(
    router,
    PUT,
    "/key-results/{int:id}/exemptions",
    actions.exempt,
    **of_kr,
    example={"person": 3, "reason": "On parental leave"},
)
offer_deed(router, PUT, "/key-results/{int:id}/feed", actions.switch_feed, **of_kr, example={"is_stopped": True})
offer_deed(
    router,
    POST,
    "/rates",
    actions.set_rate,
    answers=RATES,
    example={"currency": "USD", "from_on": "2026-01-01", "rate": "16250"},
)
